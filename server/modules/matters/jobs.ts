import type { Actor } from '../../../domain/accounts/actor.ts';
import { levelOf } from '../../../domain/bodies/body.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { addWorkingDays } from '../../../domain/calendar/working-time.ts';
import type { Action } from '../../../domain/matters/action.ts';
import { applyAction, fold } from '../../../domain/matters/fold.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { noticeOf } from '../../../domain/matters/notices.ts';
import { isOpen, type MatterState } from '../../../domain/matters/state.ts';
import { dueTitleOf } from '../../../domain/matters/words.zh.ts';
import { templates } from '../../../domain/messages/templates.zh.ts';
import { newId } from '../../platform/ids.ts';
import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { staffAccountsOf } from '../accounts/index.ts';
import { factsChanged } from '../changes/index.ts';
import { tell } from '../messages/index.ts';
import { calendarFor, parameterOn } from '../policy/index.ts';
import { announce } from '../webhooks/index.ts';
import { judgedAnew } from './projection.ts';
import { findMatter, listDueBetween, listToSweep, type MatterRow, readActions, readReporters } from './store.ts';
import { FOLLOW_JOB, takeStep } from './take-step.ts';

/** The matter before and after a step; null before the first. */
function around(row: MatterRow, actions: readonly Action[], step: Action): { before: MatterState | null; after: MatterState } {
  const definition = definitionOf(row.kind, row.version);
  const earlier = actions.filter(({ seq }) => seq < step.seq);
  const before = earlier.length ? fold(definition, earlier) : null;
  return { before, after: applyAction(definition, before, step) };
}

/**
 * Tells the people of a matter, or those who have to do with it, what a step means for them, other systems of the state it led to, and the clause
 * board that it has to look again: whoever takes a step leaves this one job, and the board's own, of which one judges all that wait, is left from here.
 */
const tellPeople: JobHandler = async ({ tx, app, now, payload }) => {
  const row = await findMatter(tx, String(payload.matterId));
  if (!row) return;
  const actions = await readActions(tx, row);
  const action = actions.find((one) => one.seq === Number(payload.seq));
  if (action) {
    const { before, after } = around(row, actions, action);
    if (judgedAnew(before, after)) factsChanged(tx, now, 'matters', [row.village]);
    await announce(tx, now, row, before, { status: after.status, at: action.at });
  }
  const notice = action ? noticeOf(definitionOf(row.kind, row.version), action, row.number, row.state) : null;
  if (!notice) return;
  const common = { county: row.county, territory: row.village, kind: notice.kind, ...notice.text, matterId: row.id };
  if (notice.to === 'holder' || typeof notice.to === 'object') {
    const named = typeof notice.to === 'object' ? notice.to.worker : undefined;
    for (const accountId of await staffAccountsOf(tx, row.county, row.state.holder.id, dateOfDay(dayOf(now)), named))
      await tell(tx, app, now, { ...common, accountId });
    return;
  }
  const reporters = await readReporters(tx, row);
  for (const reporter of notice.to === 'newest-reporter' ? reporters.slice(-1) : reporters) {
    await tell(tx, app, now, { ...common, personId: reporter.person_id, phone: reporter.phone || null });
  }
};

/** Those who raised or joined a merged matter follow the one it went into, or its answer would never reach them. */
const follow: JobHandler = async ({ tx, app, now, payload }) => {
  const from = await findMatter(tx, String(payload.from));
  for (const reporter of from ? await readReporters(tx, from) : []) {
    const into = await findMatter(tx, String(payload.into));
    if (!into || !isOpen(into.state.status)) return;
    if (into.receipts.includes(reporter.receipt_hash) || (reporter.person_id && into.reporters.includes(reporter.person_id))) continue;
    const actor: Actor = { kind: 'system', name: '系统', county: into.county };
    const { village: _village, ...kept } = reporter;
    await takeStep({
      ...{
        tx,
        app,
        actor,
        now,
        row: into,
        step: 'join',
        input: { words: '' },
        refs: {},
        knowledge: { reportedByActor: false },
        channel: 'portal',
        silent: true,
      },
      reporter: { ...kept, id: newId(now.getTime()), part: 'joined' },
    });
  }
};

const SWEEP_AT_ONCE = 200;

/** What the system does by itself: goes on when the resident did not reply in time, closes when nobody objected to the answer. */
const sweep: JobHandler = async ({ tx, app, now }) => {
  for (const row of await listToSweep(tx, now, SWEEP_AT_ONCE)) {
    const actor: Actor = { kind: 'system', name: '系统', county: row.county };
    const step = row.state.status === 'answered' ? 'close' : 'go-on';
    await takeStep({ tx, app, actor, now, row, step, input: {}, refs: {}, knowledge: { reportedByActor: false }, channel: 'portal' });
  }
};

const REMIND_AT_ONCE = 1000;
/** Five working days ahead, the most the parameter allows, and the longest holiday between. */
const REMIND_WITHIN_DAYS = 16;

/** Each morning: who holds a matter that falls due within the working days of `messages.deadline-near`. */
const remind: JobHandler = async ({ tx, app, now }) => {
  for (const row of await listDueBetween(tx, now, new Date(now.getTime() + REMIND_WITHIN_DAYS * 86_400_000), REMIND_AT_ONCE)) {
    const due = row.state.status === 'to-sign' ? row.state.deadlines.sign : row.state.deadlines.answer;
    const calendar = await calendarFor(app, row.village);
    // Nobody is reminded on a day off: the last working morning before has done it.
    if (!calendar.day(dateOfDay(dayOf(now))).working) continue;
    const ahead = await parameterOn(app, 'messages.deadline-near', row.village, dateOfDay(dayOf(now)));
    if (!due || new Date(due) > addWorkingDays(calendar, now, ahead).due) continue;
    const clock = row.state.status === 'to-sign' ? 'sign' : 'answer';
    const what = dueTitleOf(definitionOf(row.kind, row.version), clock, levelOf(row.state.holder.kind));
    const text = templates.deadlineNear({ number: row.number, due, what });
    for (const accountId of await staffAccountsOf(tx, row.county, row.state.holder.id, dateOfDay(dayOf(now)))) {
      await tell(tx, app, now, { county: row.county, territory: row.village, accountId, kind: 'deadline', ...text, matterId: row.id });
    }
  }
};

export const matterJobs: Record<string, JobHandler> = {
  'matters.tell': tellPeople,
  [FOLLOW_JOB]: follow,
  'matters.sweep': sweep,
  'matters.remind': remind,
};
export const matterSchedules: Schedule[] = [
  { kind: 'matters.sweep', everyMinutes: 5 },
  { kind: 'matters.remind', dailyAtMinute: 8 * 60 + 30 },
];
