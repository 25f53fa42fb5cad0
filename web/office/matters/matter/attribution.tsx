import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Card } from '../../shell/card.tsx';
import { say as frame } from '../../shell/messages.ts';
import { percentText } from '../../shell/numbers.ts';
import { durationText, hoursText } from '../../shell/times.ts';
import { say } from './messages.ts';

type Total = NonNullable<MatterView['attribution']>['totals'][number];

// Enough hues for the bodies one matter passes; pauses are hatched, so they differ without colour too.
const BODY_COLOURS = ['#7fb0ae', '#0f6b68', '#c98a1b', '#4a585d', '#276b43', '#8d999d', '#5b7fa6', '#a86f52'];

function nameOf(total: Total): string {
  if (total.heading === 'waiting-for-resident') return say('attributionWaiting');
  if (total.heading === 'suspended') return say('attributionSuspended');
  return total.name ?? say('attributionNobody');
}

/** Where every working hour of the matter went: a bar with its numbers beside it. */
export function Attribution({ attribution }: { attribution: NonNullable<MatterView['attribution']> }) {
  const { minutes, totals } = attribution;
  const parts = totals
    .filter((total) => total.minutes > 0)
    .map((total, at) => ({
      ...total,
      key: `${total.heading}${total.bodyId ?? ''}`,
      name: nameOf(total),
      colour: BODY_COLOURS[at % BODY_COLOURS.length],
      still: total.heading !== 'body',
    }));
  return (
    <Card title={say('attribution', { time: durationText(minutes) })} className="attribution">
      {parts.length === 0 ? (
        <p className="quiet">{say('attributionNone')}</p>
      ) : (
        <>
          <div className="bar" aria-hidden="true">
            {parts.map((part) => (
              <span
                key={part.key}
                className={part.still ? 'bar-part bar-still' : 'bar-part'}
                style={{ flexGrow: part.minutes, ...(!part.still && { background: part.colour }) }}
                title={`${part.name} ${hoursText(part.minutes)}`}
              />
            ))}
          </div>
          <ul className="legend">
            {parts.map((part) => (
              <li key={part.key}>
                <span
                  className={part.still ? 'legend-dot bar-still' : 'legend-dot'}
                  style={part.still ? undefined : { background: part.colour }}
                  aria-hidden="true"
                />
                {part.name} {hoursText(part.minutes)}
              </li>
            ))}
          </ul>
          <details className="beside">
            <summary>{frame('table')}</summary>
            <table className="table table-small">
              <thead>
                <tr>
                  <th scope="col">{say('attributionBody')}</th>
                  <th scope="col" className="number">
                    {say('attributionTime')}
                  </th>
                  <th scope="col" className="number">
                    {say('attributionShare')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.key}>
                    <td>{part.name}</td>
                    <td className="number">{durationText(part.minutes)}</td>
                    <td className="number">{percentText(part.minutes, minutes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </Card>
  );
}
