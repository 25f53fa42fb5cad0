import { levelOf } from '../../../domain/bodies/body.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { turnMinutes } from '../../../domain/matters/holdings.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { type Assignment, isOpen, type MatterState, pauseOf } from '../../../domain/matters/state.ts';

/** The columns a list needs, drawn from the fold. */
export function columnsOf(state: MatterState) {
  const open = isOpen(state.status);
  const paused = pauseOf(state) !== null;
  const pending = open ? state.helpers.filter((helper) => helper.answeredAt === null).map((helper) => helper.body.id) : [];
  const due =
    !open || paused ? null : state.status === 'to-sign' ? earliest(state.deadlines.sign, state.deadlines.answer) : state.deadlines.answer;
  return {
    title: state.title,
    category: state.category,
    status: state.status,
    holder_id: state.holder.id,
    finisher_id: definitionOf(state.kind, state.version).finisherOf?.(state)?.id ?? null,
    participants: state.participants,
    helpers: pending,
    help_asked: pending.length > 0,
    due,
    sign_due: open ? state.deadlines.sign : null,
    answer_due: open ? state.deadlines.answer : null,
    sweep_at: sweepAt(state),
    paused,
    extension_pending: state.extension !== null,
    supervised: state.supervised.length > 0,
    urged: state.urged,
    joined: state.joined,
    reopened: state.reopened,
    solved: state.rating?.solved ?? null,
    satisfied: state.rating?.satisfied ?? null,
    answered_at: state.answeredAt,
    ended_at: state.endedAt,
    seq: state.seq,
  };
}

const earliest = (one: string | null, other: string | null): string | null => (one && other ? (one < other ? one : other) : (one ?? other));

/** When the system has to look at the matter by itself: the resident's silence ends a wait, or closes an answered matter. */
function sweepAt(state: MatterState): string | null {
  if (state.status === 'waiting-resident') return state.deadlines.reply;
  if (state.status === 'answered') return state.deadlines.confirm;
  return null;
}

/** One turn as a row; its time in hand is fixed when it ends. */
export function turnRow(calendar: Calendar, state: MatterState, turn: Assignment) {
  const minutes = turn.endedAt ? turnMinutes(calendar, state, turn, new Date(turn.endedAt)) : null;
  return {
    seq: turn.seq,
    body_id: turn.body.id,
    body_name: turn.body.name,
    body_level: levelOf(turn.body.kind),
    village: state.place.village,
    category: state.category,
    assigned_at: turn.at,
    due_sign: turn.dueSign,
    signed_at: turn.signedAt,
    due_answer: turn.dueAnswer,
    ended_at: turn.endedAt,
    ended: turn.ended,
    held_seconds: minutes ? minutes.held * 60 : null,
    waited_seconds: minutes ? minutes.waited * 60 : null,
  };
}

/** The turns a step may have changed: the one that was open and the one that is. */
export function turnsChanged(before: MatterState | null, after: MatterState): Assignment[] {
  const known = before?.assignments ?? [];
  return after.assignments.filter((turn, at) => JSON.stringify(turn) !== JSON.stringify(known[at]));
}

/** What the clause board reads of a matter beside its turns (`matter-facts-store.ts`). */
const JUDGED = ['category', 'holder_id', 'due', 'sign_due', 'paused'] as const;

/** Whether a step changed anything the clause board looks at; a comment, a rating or an urge did not. */
export function judgedAnew(before: MatterState | null, after: MatterState): boolean {
  if (!before || isOpen(before.status) !== isOpen(after.status) || turnsChanged(before, after).length) return true;
  const [was, is] = [columnsOf(before), columnsOf(after)];
  return JUDGED.some((column) => was[column] !== is[column]);
}
