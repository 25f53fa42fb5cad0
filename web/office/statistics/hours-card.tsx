import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { Card } from '../shell/card.tsx';
import { say as frame } from '../shell/messages.ts';
import { countText, percentText } from '../shell/numbers.ts';
import { say } from './messages.ts';

type Hours = RatesAnswer['hours'][number];
type Part = { key: string; name: string; minutes: number; ground: string; ink: string };

/** From this share on the words fit into a part of the bar; the legend below names all. */
const FITS = 0.12;

const DARK = '#1f2a2e';
const LIGHT = '#ffffff';
// Ground and ink of the largest departments; every pair is readable.
const DEPARTMENTS = [
  ['#4a585d', LIGHT],
  ['#5f6c70', LIGHT],
  ['#8d999d', DARK],
  ['#b3bcbe', DARK],
] as const;

const sum = (hours: readonly Hours[]) => hours.reduce((total, one) => total + one.minutes, 0);

/** The village level and the township each as one, then the departments that took most, then the rest. */
function partsOf(hours: readonly Hours[]): Part[] {
  const village = hours.filter((one) => one.level === 'village');
  const township = hours.filter((one) => one.level === 'township');
  const departments = hours.filter((one) => one.level !== 'village' && one.level !== 'township').toSorted((a, b) => b.minutes - a.minutes);
  const rest = departments.slice(DEPARTMENTS.length);
  return [
    { key: 'village', name: say('hoursVillage'), minutes: sum(village), ground: '#7fb0ae', ink: DARK },
    { key: 'township', name: say('hoursTownship'), minutes: sum(township), ground: '#0f6b68', ink: LIGHT },
    ...DEPARTMENTS.flatMap(([ground, ink], at) => {
      const one = departments[at];
      return one ? [{ key: one.bodyId, name: one.name, minutes: one.minutes, ground, ink }] : [];
    }),
    { key: 'rest', name: say('hoursOthers', { n: rest.length }), minutes: sum(rest), ground: '#dcd9cf', ink: DARK },
  ].filter((part) => part.minutes > 0);
}

/** Which level took most of the hours. */
function findingOf(parts: readonly Part[], total: number): string {
  const of = (key: string) => parts.find((part) => part.key === key)?.minutes ?? 0;
  const levels = [
    { name: say('hoursVillage'), minutes: of('village') },
    { name: say('hoursTownship'), minutes: of('township') },
    { name: say('hoursCounty'), minutes: total - of('village') - of('township') },
  ].toSorted((a, b) => b.minutes - a.minutes);
  const [most] = levels;
  return most ? say('hoursFinding', { name: most.name, share: percentText(most.minutes, total) }) : say('hoursTitle');
}

/** Which organisations the working hours went to. */
export function HoursCard({ answer }: { answer: RatesAnswer }) {
  const hours = answer.hours.filter((one) => one.minutes > 0).toSorted((a, b) => b.minutes - a.minutes);
  const total = sum(hours);
  if (total === 0) {
    return (
      <Card title={say('hoursTitle')} className="panel-finding">
        <p className="quiet">{say('hoursNone')}</p>
      </Card>
    );
  }
  const parts = partsOf(hours);
  return (
    <Card
      title={findingOf(parts, total)}
      note={say('hoursNote', { matters: countText(answer.matters), hours: countText(Math.round(total / 60)) })}
      className="panel-finding"
    >
      <div className="hours-bar" aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.key}
            style={{ flexGrow: part.minutes, background: part.ground, color: part.ink }}
            title={`${part.name} ${percentText(part.minutes, total)}`}
          >
            {part.minutes / total >= FITS && `${part.name} ${percentText(part.minutes, total)}`}
          </span>
        ))}
      </div>
      <ul className="legend">
        {parts.map((part) => (
          <li key={part.key}>
            <span className="legend-dot" style={{ background: part.ground }} />
            {part.name} {percentText(part.minutes, total)}
          </li>
        ))}
      </ul>
      <details className="beside">
        <summary>{frame('table')}</summary>
        <div className="table-wrap">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{say('colBody')}</th>
                <th scope="col" className="number">
                  {say('colHours')}
                </th>
                <th scope="col" className="number">
                  {say('colShare')}
                </th>
                <th scope="col" className="number">
                  {say('colMatters')}
                </th>
              </tr>
            </thead>
            <tbody>
              {hours.map((one) => (
                <tr key={one.bodyId}>
                  <th scope="row">{one.name}</th>
                  <td className="number">{(one.minutes / 60).toFixed(1)}</td>
                  <td className="number">{percentText(one.minutes, total)}</td>
                  <td className="number">{one.matters}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}
