import { useRead } from '../../../kit/query.ts';
import { useStaff, useToday } from '../../shell/me.ts';
import { percentText } from '../../shell/numbers.ts';
import { say } from '../messages.ts';

/** How this month stands where one works, with what each rate counts. */
export function MonthRates() {
  const { range } = useStaff();
  const today = useToday();
  const rates = useRead('statistics.rates', { territory: range, from: `${today.slice(0, 8)}01`, until: today, by: 'total' });
  const total = rates.data?.rows[0]?.rates;
  if (!total) return null;
  const { signed, answered } = total;
  const excluded = (n: number) => (n > 0 ? say('excluded', { n }) : '');
  return (
    <p>
      {say('monthRates', {
        signed: percentText(signed.numerator, signed.denominator),
        sn: signed.numerator,
        sd: signed.denominator,
        sx: excluded(signed.excluded),
        answered: percentText(answered.numerator, answered.denominator),
        an: answered.numerator,
        ad: answered.denominator,
        ax: excluded(answered.excluded),
      })}
    </p>
  );
}
