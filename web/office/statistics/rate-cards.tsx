import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { RATE_MEANINGS, type RateName } from '../../../domain/statistics/rates.ts';
import { countText, percentText } from '../shell/numbers.ts';
import { say } from './messages.ts';

const SHOWN: readonly RateName[] = ['signed', 'answered', 'response', 'resolution', 'satisfaction', 'reopened'];

/** What was left out of a rate, in the words of that rate. */
function excludedText(name: RateName, rate: { denominator: number; excluded: number }): string {
  if (rate.excluded === 0) return '';
  if (name === 'signed') return say('excludedSigned', { n: rate.excluded });
  if (name === 'resolution' || name === 'satisfaction')
    return say('excludedRated', { share: percentText(rate.denominator, rate.denominator + rate.excluded) });
  return say('excludedOther', { n: rate.excluded });
}

/** Each rate large, with what stands behind it; hovering or reading on says how it is counted. */
export function RateCards({ rates }: { rates: RatesAnswer['rows'][number]['rates'] }) {
  return (
    <div className="rates">
      {SHOWN.map((name) => {
        const rate = rates[name];
        const meaning = RATE_MEANINGS[name];
        return (
          <section key={name} className="panel rate" title={say('counts', { counts: meaning.counts, leavesOut: meaning.leavesOut })}>
            <h2>{meaning.title}</h2>
            <p className={name === 'reopened' && rate.numerator > 0 ? 'rate-figure tone-wheat' : 'rate-figure'}>
              {percentText(rate.numerator, rate.denominator)}
            </p>
            <p className="quiet">
              {say('fraction', { n: countText(rate.numerator), d: countText(rate.denominator) })}
              {excludedText(name, rate)}
            </p>
          </section>
        );
      })}
    </div>
  );
}
