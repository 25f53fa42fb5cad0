import type { CalendarEntry } from '../../../domain/policy/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { say } from './messages.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** The weeks of a month from Monday, and how many weekdays of the first week lie before its first day. */
function weeksOf(year: number, month: number): { before: number; weeks: number[][] } {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const weeks: number[][] = [];
  for (let day = 1; day <= last; day += 1) {
    if (day === 1 || (before + day - 1) % 7 === 0) weeks.push([]);
    weeks.at(-1)?.push(day);
  }
  return { before, weeks };
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

function Month({
  year,
  month,
  name,
  entries,
  today,
}: {
  year: number;
  month: number;
  name: string;
  entries: Map<string, CalendarEntry>;
  today: string;
}) {
  const { before, weeks } = weeksOf(year, month);
  return (
    <table className="month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {say('weekdays')
            .split(' ')
            .map((weekday) => (
              <th key={weekday} scope="col">
                {weekday}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week[0] === 1 && before > 0 && <td colSpan={before} />}
            {week.map((day) => {
              const date = `${year}-${two(month)}-${two(day)}`;
              return <Day key={date} date={date} weekend={(before + day - 1) % 7 > 4} entry={entries.get(date)} today={date === today} />;
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
      {say('months')
        .split(' ')
        .map((name, at) => (
          <Month key={name} year={year} month={at + 1} name={name} entries={entries} today={today} />
        ))}
    </div>
  );
}
