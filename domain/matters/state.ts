import type { BodyRef } from '../bodies/body.ts';
import type { Action, Channel, Deadlines } from './action.ts';

/** Where a matter stands; every kind uses a part of this vocabulary. */
export const STATUSES = [
  'to-sign',
  'in-hand',
  'waiting-resident',
  'suspended',
  'returned',
  'answered',
  'closed',
  'declined',
  'withdrawn',
  'merged',
] as const;
export type Status = (typeof STATUSES)[number];

export const OPEN: readonly Status[] = ['to-sign', 'in-hand', 'waiting-resident', 'suspended', 'returned'];
export const ENDED: readonly Status[] = ['closed', 'declined', 'withdrawn', 'merged'];
export const isOpen = (status: Status): boolean => OPEN.includes(status);

/** One body's turn as lead: from being given the matter until it left their hands. */
export interface Assignment {
  seq: number;
  body: BodyRef;
  at: string;
  dueSign: string | null;
  signedAt: string | null;
  dueAnswer: string | null;
  endedAt: string | null;
  /** The step that ended the turn. */
  ended: string | null;
}

export interface Helper {
  body: BodyRef;
  askedAt: string;
  request: string;
  answeredAt: string | null;
  answer: string | null;
}

export type PauseGround = 'waiting-for-resident' | 'suspended';

/** Whose conduct a matter is about: a body, the account of who acted for it, and who said so. */
export interface Against {
  body: BodyRef | null;
  account: string | null;
  namedBy: 'resident' | 'staff';
}

/** The fold of a matter's actions. Instants are ISO strings. */
export interface MatterState {
  kind: string;
  version: number;
  seq: number;
  status: Status;
  title: string;
  words: string;
  category: string;
  place: { village: string; grid: string | null; address: string; point: { lon: number; lat: number } | null };
  channel: Channel;
  /** What only this kind asks in its form, and its steps keep. */
  content: Record<string, unknown>;
  /** Whose conduct it is about, where somebody said so; they do not handle it. */
  against?: Against | null;
  /** Steps of which the state keeps only that they were taken: what they say lies behind a purpose. */
  covered?: Pick<Action, 'seq' | 'step' | 'at' | 'by'>[];
  complex: boolean;
  station: BodyRef;
  centre: BodyRef;
  holder: BodyRef;
  participants: string[];
  assignments: Assignment[];
  /** How often the dispatcher has given it to an office or a department since it was filed. */
  dispatched: number;
  helpers: Helper[];
  pauses: { ground: PauseGround; reason: string; from: string; until: string | null }[];
  question: { text: string; at: string; body: BodyRef | null } | null;
  answer: { text: string; at: string; by: string; body: BodyRef | null } | null;
  rating: { solved: boolean; satisfied: 'yes' | 'partly' | 'no'; words: string; at: string; by: 'resident' | 'follow-up' } | null;
  followUps: number;
  extension: { days: number; reason: string; at: string; body: BodyRef | null } | null;
  extended: number;
  deadlines: Deadlines;
  urged: number;
  supervised: { at: string; words: string; by: string }[];
  joined: number;
  reopened: number;
  mergedInto: { id: string; number: string } | null;
  filedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
}

/** The pause that is running, if any. */
export const pauseOf = (state: MatterState) => state.pauses.find((pause) => pause.until === null) ?? null;

/** The current turn. */
export const turnOf = (state: MatterState): Assignment | null => state.assignments.at(-1) ?? null;
