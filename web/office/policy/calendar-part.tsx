import { Modal } from 'antd';
import { useState } from 'react';
import type { CalendarYear } from '../../../domain/policy/contract.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import { Banner, Tag } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { minuteOfDayText, shortMoment } from '../shell/times.ts';
import { CalendarDayForm } from './calendar-day-form.tsx';
import { say } from './messages.ts';
import { YearGrid } from './year-grid.tsx';

const FIRST_YEAR = 2017;
/** What holds since before any year that can be shown has always held. */
const FIRST_DAY = `${FIRST_YEAR}-01-01`;

function Special({ calendar }: { calendar: CalendarYear }) {
  return (
    <Card title={say('list')}>
      {calendar.days.length === 0 && <p className="quiet">{say('none')}</p>}
      {calendar.days.length > 0 && (
        <div className="table-wrap">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{say('colDate')}</th>
                <th scope="col">{say('colName')}</th>
                <th scope="col">{say('colKind')}</th>
                <th scope="col">{say('colScope')}</th>
              </tr>
            </thead>
            <tbody>
              {calendar.days.map((day) => (
                <tr key={`${day.date}${day.scope}`} title={day.source}>
                  <td>{day.date}</td>
                  <td>{day.name}</td>
                  <td>
                    <Tag tone={day.kind === 'holiday' ? 'leaf' : 'wheat'}>
                      {day.kind === 'holiday' ? say('legendHoliday') : say('legendWorking')}
                    </Tag>
                  </td>
                  <td>{day.scopeName || say('nation')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Shown({ year, calendar }: { year: number; calendar: CalendarYear }) {
  const today = useToday();
  return (
    <>
      {calendar.warning && (
        <Banner tone="wheat" icon="warn" title={say('missing')}>
          {calendar.warning}
        </Banner>
      )}
      <div className="calendar">
        <Card>
          <YearGrid year={year} days={calendar.days} today={today} />
          <ul className="legend">
            <li>
              <span className="day-key day-holiday" aria-hidden="true" />
              {say('legendHoliday')}
            </li>
            <li>
              <span className="day-key day-working" aria-hidden="true" />
              {say('legendWorking')}
            </li>
            <li>
              <span className="day-key day-weekend" aria-hidden="true" />
              {say('legendWeekend')}
            </li>
            <li>
              <span className="day-key day-own" aria-hidden="true" />
              {say('legendOwn')}
            </li>
          </ul>
        </Card>
        <div className="stack">
          <Special calendar={calendar} />
          <Card title={say('hours')}>
            <ul className="plain-list">
              {calendar.hours.map((hours) => (
                <li key={hours.validFrom}>
                  {say(hours.validFrom <= FIRST_DAY ? 'hoursAlways' : 'hoursFrom', {
                    date: hours.validFrom,
                    periods: hours.periods.map((period) => `${minuteOfDayText(period.from)}–${minuteOfDayText(period.until)}`).join('，'),
                  })}
                </li>
              ))}
            </ul>
          </Card>
          {calendar.changes.length > 0 && (
            <Card title={say('changes')}>
              <ul className="plain-list quiet">
                {calendar.changes.map((change) => (
                  <li key={`${change.date}${change.setAt}`}>
                    {change.date} {change.name}{' '}
                    {change.kind === 'holiday' ? say('legendHoliday') : change.kind === 'working' ? say('legendWorking') : say('removed')} ·{' '}
                    {change.source} · {change.setBy} {shortMoment(change.setAt)}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** A year of working days and days off, with what is missing said plainly. */
export function CalendarPart() {
  const staff = useStaff();
  const today = useToday();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [adding, setAdding] = useState(false);
  const calendar = useRead('policy.calendar', { year }, { keep: true });
  return (
    <>
      <div className="row calendar-bar">
        <IconButton icon="chevron-left" label={say('previousYear')} disabled={year <= FIRST_YEAR} onClick={() => setYear(year - 1)} />
        <h2>{say('year', { y: year })}</h2>
        <IconButton icon="chevron-right" label={say('nextYear')} onClick={() => setYear(year + 1)} />
        {staff.role === 'administrator' && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {say('addDay')}
          </Button>
        )}
      </div>
      <ReadState read={calendar} lines={12}>
        {(data) => <Shown year={year} calendar={data as CalendarYear} />}
      </ReadState>
      <Modal open={adding} title={say('addDay')} footer={null} onCancel={() => setAdding(false)} destroyOnHidden width={440}>
        <CalendarDayForm onDone={() => setAdding(false)} />
      </Modal>
    </>
  );
}
