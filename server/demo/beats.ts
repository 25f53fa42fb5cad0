import type { StaffActor } from '../../domain/accounts/actor.ts';
import type { BodyRef } from '../../domain/bodies/body.ts';
import type { Channel } from '../../domain/matters/action.ts';
import type { Scene } from './photos.ts';

/**
 * How long after the step before: working minutes; hours, moved to when people are awake; a share of the working time left until a deadline;
 * working minutes past a deadline; just when a silence has run out; or an instant of its own, when several matters move together.
 */
export type Wait =
  | { work: readonly [number, number] }
  | { awake: readonly [number, number] }
  | { share: readonly [number, number]; of: 'sign' | 'answer' | 'return' }
  | { late: readonly [number, number]; of: 'sign' | 'answer' }
  | { until: 'reply' | 'confirm' }
  | { at: Date };

/** Who takes a step; `holder` is whoever has the matter then. */
export type Doer = 'holder' | 'dispatcher' | 'centre' | 'station' | 'helper' | 'supervisor' | 'reporter' | 'system';

/** One step of a planned story. It is taken when its moment has come before now. */
export interface Beat {
  step: string;
  by: Doer;
  wait: Wait;
  /** The very person among those of the body. */
  actor?: StaffActor;
  /** What is written; from the id of the picture where it goes to a place of its own. */
  input?: Record<string, unknown> | ((photo: string) => Record<string, unknown>);
  /** The body a step names. */
  body?: BodyRef;
  /** The earlier matter this one is merged into. */
  into?: { id: string; number: string };
  /** The resident came by or called, and staff take the step for them. */
  onBehalf?: Exclude<Channel, 'portal'>;
  photo?: Scene;
}
