import type { z } from 'zod';
import type { Actor, StaffActor } from '../accounts/actor.ts';
import type { Role } from '../accounts/roles.ts';
import type { BodyRef } from '../bodies/body.ts';
import type { ClauseId } from '../policy/clauses.ts';
import type { ParameterKey } from '../policy/parameters.ts';
import type { Permission } from '../policy/permission.ts';
import type { Action, ActionRefs, Deadlines } from './action.ts';
import type { Notices } from './notices.ts';
import type { Party } from './parties.ts';
import type { MatterState, Status } from './state.ts';
import type { Tellings } from './story.zh.ts';
import type { DueTitles } from './words.zh.ts';

/** Turns parameters into instants by the calendar of the place and day; made by the server, so steps stay pure. */
export interface DeadlineClock {
  /** The end of a period that starts now. */
  after(parameter: ParameterKey): string;
  /** The end of so many working days that start now. */
  within(workingDays: number): string;
  /** A deadline later by a number of working days. */
  later(due: string, workingDays: number): string;
  /** A deadline moved by the working time of a pause that ends now. */
  moved(due: string, pausedFrom: string): string;
}

/** What a rule may look at. Without `input` it answers "would this be possible at all". */
export interface StepContext {
  state: MatterState;
  actor: Actor;
  now: Date;
  input?: Record<string, unknown>;
  refs?: ActionRefs;
  /** Only where a step is taken in earnest: what the parameters of the day allow. */
  clock?: DeadlineClock;
}

export type StepRule = (context: StepContext) => Permission;

export interface Step {
  /** What the button says: its result. */
  title: string;
  clause: ClauseId;
  from: readonly Status[];
  /** Where it leads; `same` leaves the status. */
  to: Status | 'same';
  by: readonly Party[];
  input: z.ZodObject;
  /** Numbers of the input that may not pass a dated parameter of the day. */
  limits?: Readonly<Record<string, ParameterKey>>;
  /** Whether the step makes sense at all in this state; where it does not it is not shown. */
  when?: (state: MatterState) => boolean;
  rules?: readonly StepRule[];
  /** The uploads the input names, where they stand not only in `attachments`. */
  files?: (input: Record<string, unknown>) => readonly string[];
  deadlines?: (state: MatterState, input: Record<string, unknown>, clock: DeadlineClock) => Partial<Deadlines>;
  apply?: (state: MatterState, action: Action) => Partial<MatterState>;
  /**
   * What it says of a person lies behind a purpose, as papers do: the state keeps only that the step was taken, and this adds the rest for whoever
   * may see it. Steps without it say nothing of the kind.
   */
  discloses?: (state: MatterState, action: Action) => Partial<MatterState>;
  /** Who takes it when not a person pressing a button: the system does so by schedule. */
  automatic?: true;
}

/** What matters of a kind are about, as people choose it; the code stands in the state. */
export interface Subjects {
  codes: readonly string[];
  nameOf: (code: string) => string;
  /** Whose duty it is, where the kind knows: the bearer as the departments' table names it, what people call it, and the law. */
  dutyOf?: (code: string) => { body: string; owner: string; basis: string };
}

/** How a matter of a kind begins: `matters.<operation>` takes the form and says who speaks. */
export interface Filing {
  /** Null where the kind's own module files it, because it must look something up first. */
  operation: { name: string; summary: string; roles: readonly Role[] } | null;
  /** What the audit says it was for. */
  purpose: string;
  /** The title where the person gave none. */
  titleOf: (form: Record<string, unknown>) => string;
  /** Where it begins when not in the definition's start at the station. */
  starts?: (form: Record<string, unknown>) => { at: 'station' | 'centre'; status: Status };
}

export interface MatterDefinition<Kind extends string = string> {
  kind: Kind;
  version: number;
  title: string;
  clause: ClauseId;
  subjects: Subjects;
  /** `title`, `words`, `category`, `village` and perhaps `grid`, `address`, `point`, `attachments`; what else it asks stands in the state's `content`. */
  form: z.ZodObject;
  filing: Filing;
  start: Status;
  /** The deadlines a new matter starts with. */
  begin: (form: Record<string, unknown>, clock: DeadlineClock) => Partial<Deadlines>;
  steps: Record<string, Step>;
  /** The story's words for steps the shared words do not tell, or tell otherwise. */
  tellings: Tellings;
  /** What the people of the matter are told of the kind's own steps. */
  notices: Notices;
  /** Who has still something to do once it is answered or over: a result to bring home, a report to take. Nobody where the kind does not say. */
  finisherOf?: (state: MatterState) => BodyRef | null;
  /** The job of the kind's own module that follows a step, queued with it; its payload names the matter. */
  followedBy?: Readonly<Record<string, string>>;
  /** What the date of `answer` promises now, as the end of 「最迟那天」; without it an answer. */
  promised?: (state: MatterState) => string;
  /** What of `content` its residents are shown; without it nothing. */
  shown?: (state: MatterState) => Record<string, unknown>;
  /** False where a receipt code alone opens the story but no pictures. */
  receiptSeesFiles?: false;
  /** Papers of a person lie among the files: staff who are not at work on them state a purpose first, and a receipt code never opens them. */
  sensitiveFiles?: true;
  /** What lies behind such a purpose, as its reason names it; without it 材料. */
  papersTitle?: string;
  /** Whoever applied is known by their card: those who keep identity numbers are told whose they check. */
  checksCard?: true;
  /** Whose work such papers and answers are, while the matter runs; without it the window of the body that holds it. */
  worksWith?: (state: MatterState, actor: StaffActor) => boolean;
  /** Statuses this kind calls by other names. */
  statusTitles?: Partial<Record<Status, string>>;
  /** What its clocks run out on, where it is not 签收 and 答复. */
  dueTitles?: DueTitles;
}

/** Declares a step; keeps the literal names for the type of the definition. */
export function step(declaration: Step): Step {
  return declaration;
}

/** Declares a kind of matter: a form, a start, and steps. One folder of `domain/matters/` holds one kind. */
export function defineMatter<const Kind extends string>(definition: MatterDefinition<Kind>): MatterDefinition<Kind> {
  return definition;
}
