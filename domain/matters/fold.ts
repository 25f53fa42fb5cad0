import type { Action } from './action.ts';
import type { MatterDefinition } from './define-matter.ts';
import { ENDED, isOpen, type MatterState, pauseOf } from './state.ts';

/** What the form of every kind holds. */
interface FiledForm {
  title: string;
  words: string;
  category: string;
  village: string;
  grid?: string;
  address?: string;
  point?: { lon: number; lat: number };
  attachments?: string[];
  look?: string;
  against?: string;
}

/** A matter as its first action, `file`, leaves it. */
function begin(definition: MatterDefinition, action: Action): MatterState {
  const { station, centre, body, against } = action.refs;
  if (!station || !centre || !body) throw new Error(`${definition.kind}: the first action must name station, centre and holder`);
  const { title, words, category, village, grid, address, point, ...rest } = action.input as unknown as FiledForm;
  const { attachments: _files, look: _look, against: _against, ...content } = rest;
  const deadlines = { sign: null, answer: null, return: null, reply: null, confirm: null, ...action.deadlines };
  const status = definition.filing.starts?.(action.input).status ?? definition.start;
  return {
    kind: definition.kind,
    version: definition.version,
    seq: action.seq,
    status,
    title,
    words,
    category,
    place: { village, grid: grid ?? null, address: address ?? '', point: point ?? null },
    channel: action.by.channel,
    content,
    ...(against ? { against: { ...against, namedBy: 'resident' as const } } : {}),
    complex: false,
    station,
    centre,
    holder: body,
    // The unit it is about takes no part in it.
    participants: [...new Set([station.id, body.id])].filter((id) => id === body.id || id !== against?.body?.id),
    assignments: [
      {
        seq: 1,
        body,
        at: action.at,
        dueSign: deadlines.sign,
        signedAt: status === 'to-sign' ? null : action.at,
        dueAnswer: deadlines.answer,
        endedAt: null,
        ended: null,
      },
    ],
    dispatched: 0,
    helpers: [],
    pauses: [],
    question: null,
    answer: null,
    rating: null,
    followUps: 0,
    extension: null,
    extended: 0,
    deadlines,
    urged: 0,
    supervised: [],
    joined: 0,
    reopened: 0,
    mergedInto: null,
    filedAt: action.at,
    answeredAt: null,
    endedAt: null,
  };
}

/** The state after one more action. Throws when the action's step is not of this kind. */
export function applyAction(definition: MatterDefinition, state: MatterState | null, action: Action): MatterState {
  if (action.step === 'file') return begin(definition, action);
  const step = definition.steps[action.step];
  if (!step || !state) throw new Error(`${definition.kind} has no step ${action.step} here`);
  const status = step.to === 'same' ? state.status : step.to;
  const moved: MatterState = {
    ...state,
    ...step.apply?.(state, action),
    seq: action.seq,
    status,
    deadlines: { ...state.deadlines, ...action.deadlines },
  };
  if (step.discloses) moved.covered = [...(state.covered ?? []), { seq: action.seq, step: action.step, at: action.at, by: action.by }];
  if (ENDED.includes(status) && !moved.endedAt) moved.endedAt = action.at;
  if (pauseOf(moved) && status !== 'waiting-resident' && status !== 'suspended') {
    moved.pauses = moved.pauses.map((pause) => (pause.until ? pause : { ...pause, until: action.at }));
  }
  return withTurn(state, moved, action);
}

/** Keeps the list of turns true to the holder, the signature and the deadlines. */
function withTurn(before: MatterState, after: MatterState, action: Action): MatterState {
  const turns = after.assignments;
  const last = turns.at(-1);
  const reopens = isOpen(after.status) && !isOpen(before.status);
  const changesHands = after.holder.id !== before.holder.id || reopens || (after.status === 'to-sign' && before.status !== 'to-sign');
  const leaves = changesHands || (after.status !== before.status && (after.status === 'answered' || ENDED.includes(after.status)));
  let assignments = turns;
  if (last && last.endedAt === null) {
    const acted = leaves && action.by.body?.id === last.body.id;
    const signed = last.signedAt ?? (acted || (before.status === 'to-sign' && after.status === 'in-hand') ? action.at : null);
    assignments = [
      ...turns.slice(0, -1),
      {
        ...last,
        signedAt: signed,
        dueAnswer: leaves ? last.dueAnswer : after.deadlines.answer,
        ...(leaves ? { endedAt: action.at, ended: action.step } : {}),
      },
    ];
  }
  if (changesHands) {
    const signed = after.status === 'to-sign' ? null : action.at;
    assignments = [
      ...assignments,
      {
        seq: action.seq,
        body: after.holder,
        at: action.at,
        dueSign: after.deadlines.sign,
        signedAt: signed,
        dueAnswer: after.deadlines.answer,
        endedAt: null,
        ended: null,
      },
    ];
  }
  const ids = [after.holder.id, ...after.helpers.map((helper) => helper.body.id)].filter((id) => !after.participants.includes(id));
  return { ...after, assignments, participants: ids.length ? [...after.participants, ...new Set(ids)] : after.participants };
}

/** The state of a matter from its actions in order. Throws on an empty list. */
export function fold(definition: MatterDefinition, actions: readonly Action[]): MatterState {
  let state: MatterState | null = null;
  for (const action of actions) state = applyAction(definition, state, action);
  if (!state) throw new Error('a matter has at least one action');
  return state;
}

/** The state as whoever sees these actions may see it: with what the covered ones among them say. */
export function disclosed(definition: MatterDefinition, state: MatterState, actions: readonly Action[]): MatterState {
  let seen = state;
  for (const action of actions) seen = { ...seen, ...definition.steps[action.step]?.discloses?.(seen, action) };
  return seen;
}
