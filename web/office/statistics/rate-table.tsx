import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { percentText } from '../shell/numbers.ts';
import { say } from './messages.ts';

type Row = RatesAnswer['rows'][number];

function RateCell({ rate, label }: { rate: Row['rates']['signed']; label: string }) {
  return (
    <td className="number" data-label={label}>
      {percentText(rate.numerator, rate.denominator)}{' '}
      <span className="quiet">{rate.denominator > 0 && `${rate.numerator}/${rate.denominator}`}</span>
    </td>
  );
}

/** All rates of each row with their fractions. */
export function RateTable({ rows, heading }: { rows: readonly Row[]; heading: string }) {
  const columns = [
    ['signed', say('colSigned')],
    ['answered', say('colAnswered')],
    ['resolution', say('colResolution')],
    ['satisfaction', say('colSatisfaction')],
    ['reopened', say('colReopened')],
  ] as const;
  return (
    <div className="table-wrap">
      <table className="table table-small table-cards">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col" className="number">
              {say('colFiled')}
            </th>
            {columns.map(([name, title]) => (
              <th key={name} scope="col" className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td className="number" data-label={say('colFiled')}>
                {row.filed}
              </td>
              {columns.map(([name, title]) => (
                <RateCell key={name} rate={row.rates[name]} label={title} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
