import { z } from 'zod';
import { BodyRef } from '../bodies/body.ts';

/** How someone's word reached us: typed by themselves, taken down at a counter, on the phone, or at home by a grid worker. */
export const Channel = z.enum(['portal', 'counter', 'phone', 'field']);
export type Channel = z.infer<typeof Channel>;

/** The deadlines a matter runs under, as instants; computed once, when a step is taken, from the parameters and calendar of that day. */
export const Deadlines = z.object({
  sign: z.iso.datetime().nullable(),
  answer: z.iso.datetime().nullable(),
  return: z.iso.datetime().nullable(),
  reply: z.iso.datetime().nullable(),
  confirm: z.iso.datetime().nullable(),
});
export type Deadlines = z.infer<typeof Deadlines>;

/** Who took a step; residents are never named in actions. */
export const ActionBy = z.object({
  kind: z.enum(['staff', 'resident', 'system']),
  name: z.string(),
  role: z.string(),
  body: BodyRef.nullable(),
  channel: Channel,
});
export type ActionBy = z.infer<typeof ActionBy>;

/** Other things a step names, as they were when it was taken. */
export const ActionRefs = z.object({
  body: BodyRef.optional(),
  station: BodyRef.optional(),
  centre: BodyRef.optional(),
  matter: z.object({ id: z.uuid(), number: z.string() }).optional(),
  /** Whose conduct the matter is about: the unit, and the account of whoever acted. */
  against: z.object({ body: BodyRef.nullable(), account: z.uuid().nullable() }).optional(),
});
export type ActionRefs = z.infer<typeof ActionRefs>;

/** One step taken, appended and never changed. `seq` counts from 1 within the matter. */
export interface Action<Input = Record<string, unknown>> {
  seq: number;
  step: string;
  at: string;
  by: ActionBy;
  input: Input;
  refs: ActionRefs;
  deadlines: Partial<Deadlines>;
}
