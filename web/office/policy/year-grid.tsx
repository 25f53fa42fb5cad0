import type { CalendarEntry } from '../../../domain/policy/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { say } from './messages.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** The days of a month with empty places before the first, so that columns are weekdays from Monday. */
function daysOf(year: number, month: number): (number | null)[] {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return [...Array.from({ length: before }, () => null), ...Array.from({ length: days }, (_, at) => at + 1)];
}

function Day({ date, weekend, entry, today }: { date: string; weekend: boolean; entry: CalendarEntry | undefined; today: boolean }) {
  const kind = entry?.kind === 'holiday' ? 'day-holiday' : entry?.kind === 'working' ? 'day-working' : weekend && 'day-weekend';
  const mark = entry?.kind === 'holiday' ? say('legendHoliday') : entry?.kind === 'working' ? say('legendWorking') : '';
  return (
    <td
      className={classNames('day', kind, entry?.scope && 'day-own', today && 'day-today')}
      title={entry ? `${entry.name} ${mark}` : undefined}
    >
      {Number(date.slice(8))}
      {mark && <span className="visually-hidden">{`${entry?.name} ${mark}`}</span>}
    </td>
  );
}

function Month({ year, month, entries, today }: { year: number; month: number; entries: Map<string, CalendarEntry>; today: string }) {
  const days = daysOf(year, month);
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, at) => days.slice(at * 7, at * 7 + 7));
  return (
    <table className="month">
      <caption>{say('months').split(' ')[month - 1]}</caption>
      <thead>
        <tr>
          {say('weekdays')
            .split(' ')
            .map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={`${month}-${row + 1}`}>
            {week.map((day, at) => {
              if (day === null) return <td key={`before-${at + 1}`} />;
              const date = `${year}-${two(month)}-${two(day)}`;
              return <Day key={date} date={date} weekend={at > 4} entry={entries.get(date)} today={date === today} />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A whole year on one page, days off and make-up days marked by colour and mark. */
export function YearGrid({ year, days, today }: { year: number; days: readonly CalendarEntry[]; today: string }) {
  // The nearer place's row holds, so it is written last.
  const entries = new Map(days.toSorted((a, b) => a.scope.length - b.scope.length).map((entry) => [entry.date, entry]));
  return (
    <div className="year">
      {Array.from({ length: 12 }, (_, at) => (
        <Month key={`${year}-${at + 1}`} year={year} month={at + 1} entries={entries} today={today} />
      ))}
    </div>
  );
}
