import { levelOf } from '../../domain/bodies/body.ts';
import { type Calendar, dayOf, startOfDay } from '../../domain/calendar/calendar.ts';
import { addWorkingDays, isWorking } from '../../domain/calendar/working-time.ts';
import { definitionOf } from '../../domain/matters/kinds.ts';
import { noticeOf } from '../../domain/matters/notices.ts';
import { turnOf } from '../../domain/matters/state.ts';
import { dueTitleOf } from '../../domain/matters/words.zh.ts';
import { sendAfter } from '../../domain/messages/quiet-hours.ts';
import { templates } from '../../domain/messages/templates.zh.ts';
import { columnsOf } from '../modules/matters/index.ts';
import type { Cast } from './cast.ts';
import { COUNTY } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';
import type { Walked } from './walk.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const REMINDED_AT = 8 * 60 + 30;
const INBOX_DAYS = 20;
const SMS_DAYS = 6;
const UNREAD_DAYS = 2;

interface Telling {
  random: Random;
  cast: Cast;
  now: Date;
  quiet: { from: number; until: number };
}

/** What people were told along the way: their inbox of the last weeks, the short messages of the last days, two of which did not go out. */
export function noticeRows({ random, cast, now, quiet }: Telling, walked: readonly Walked[]): { messages: DemoRow[]; jobs: DemoRow[] } {
  const messages: DemoRow[] = [];
  const jobs: DemoRow[] = [];
  for (const { id, number, state, taken, reporters } of walked) {
    const persona = reporters.some(({ speaker }) => speaker.person?.persona);
    for (const { action, after } of taken) {
      const at = new Date(action.at);
      const days = (now.getTime() - at.getTime()) / DAY;
      if (days > INBOX_DAYS && !persona) continue;
      const notice = noticeOf(definitionOf(state.kind, state.version), action, number, after);
      if (!notice) continue;
      const common = { county: COUNTY, kind: notice.kind, matter_id: id, territory: state.place.village, created_at: action.at };
      const waitsForPersona = persona && days < 8 && (action.step === 'answer' || action.step === 'ask');
      const read =
        days > UNREAD_DAYS && !waitsForPersona
          ? { state: 'read', read_at: new Date(Math.min(now.getTime(), at.getTime() + random.whole(10, 900) * 60_000)) }
          : { state: 'waiting' };
      if (notice.to === 'holder' || typeof notice.to === 'object') {
        const named = typeof notice.to === 'object' ? notice.to.worker : undefined;
        const accounts = new Set(
          cast.workers(after.holder.id).flatMap(({ name, accountId }) => (named === undefined || name === named ? [accountId] : [])),
        );
        for (const account of accounts)
          messages.push({ ...common, id: random.id(at), account_id: account, channel: 'inbox', text: notice.text.inbox, ...read });
        continue;
      }
      const known = reporters.filter((reporter) => reporter.at <= action.at);
      for (const { speaker } of notice.to === 'newest-reporter' ? known.slice(-1) : known) {
        if (speaker.person)
          messages.push({ ...common, id: random.id(at), person_id: speaker.person.id, channel: 'inbox', text: notice.text.inbox, ...read });
        if (days > SMS_DAYS || !notice.text.sms || !speaker.phone) continue;
        const held = sendAfter(at, quiet);
        const sms = {
          ...common,
          id: random.id(at),
          person_id: speaker.person?.id ?? null,
          phone: speaker.phone,
          channel: 'sms',
          text: notice.text.sms,
          send_after: held > at ? held : null,
        };
        const job = {
          county: COUNTY,
          id: random.id(at),
          kind: 'messages.send',
          unique_key: sms.id,
          payload: { id: sms.id },
          created_at: action.at,
        };
        if (held > now) {
          messages.push({ ...sms, state: 'waiting' });
          jobs.push({ ...job, state: 'waiting', run_at: held, attempts: 0 });
        } else if (jobs.filter((one) => one.state === 'dead').length < 2 && days > 1 && random.chance(0.06)) {
          const problem = '短信网关 10 秒没有回答';
          messages.push({ ...sms, state: 'failed', problem });
          jobs.push({
            ...job,
            state: 'dead',
            run_at: held,
            attempts: 8,
            last_error: problem,
            finished_at: new Date(held.getTime() + 35 * 60_000),
          });
        } else
          messages.push({ ...sms, state: 'sent', sent_at: new Date(Math.min(now.getTime(), held.getTime() + random.whole(2, 9) * 1000)) });
      }
    }
  }
  return { messages, jobs };
}

/** What the reminder of the last working morning told those who hold a matter that is due by the end of the next working day. */
export function reminderRows({ random, cast, now }: Telling, calendar: Calendar, walked: readonly Walked[]): DemoRow[] {
  let day = dayOf(now);
  const morningOf = () => new Date(startOfDay(day) + REMINDED_AT * MINUTE);
  while (morningOf() > now || !isWorking(calendar, morningOf())) day--;
  const morning = morningOf();
  const until = addWorkingDays(calendar, morning, 1).due;
  const rows: DemoRow[] = [];
  for (const { id, number, state } of walked) {
    const { due } = columnsOf(state);
    const turn = turnOf(state);
    if (!due || !turn || turn.at > morning.toISOString() || new Date(due) < morning || new Date(due) > until) continue;
    const what = dueTitleOf(
      definitionOf(state.kind, state.version),
      state.status === 'to-sign' ? 'sign' : 'answer',
      levelOf(state.holder.kind),
    );
    const text = templates.deadlineNear({ number, due, what }).inbox;
    const accounts = new Set(cast.workers(state.holder.id).map(({ accountId }) => accountId));
    for (const account of accounts) {
      rows.push({
        county: COUNTY,
        id: random.id(morning),
        account_id: account,
        channel: 'inbox',
        kind: 'deadline',
        text,
        matter_id: id,
        state: 'waiting',
        created_at: morning,
        territory: state.place.village,
      });
    }
  }
  return rows;
}
