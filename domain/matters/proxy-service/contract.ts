import { z } from 'zod';
import { BodyRef } from '../../bodies/body.ts';
import { GridCode, VillageCode } from '../../territory/code.ts';
import { Speaker } from '../speaker.ts';
import { Attachments } from '../step-parts.ts';
import { CollectedMaterial, Mandate } from './content.ts';

/** What both ways of applying take; the server adds the item as the catalogue has it today. */
const Application = {
  item: z.uuid(),
  village: VillageCode,
  grid: GridCode.optional(),
  address: z.string().trim().max(100, '最多 100 字').default(''),
  words: z.string().trim().max(500, '最多 500 字').default(''),
  materials: z.array(CollectedMaterial).max(60),
  /** Pictures that belong to no one material. */
  attachments: Attachments,
};

/** Collected by a grid worker, at the station or at home, with the resident's mandate. */
export const CollectService = z.strictObject({ ...Application, ...Speaker, channel: z.enum(['counter', 'field']), mandate: Mandate });
export type CollectService = z.input<typeof CollectService>;

/** Applied for online by the resident (不见面). */
export const ApplyForService = z.strictObject({ ...Application, ...Speaker, channel: z.literal('portal').default('portal') });
export type ApplyForService = z.input<typeof ApplyForService>;

const Chosen = z
  .array(z.strictObject({ id: z.uuid(), seq: z.number().int().min(1) }))
  .min(1, '请选择要交的件')
  .max(100, '一次最多交 100 件');
export const HandIn = z.strictObject({ matters: Chosen });

export const HandOver = z.object({
  id: z.uuid(),
  station: BodyRef.pick({ id: true, name: true }),
  centre: BodyRef.pick({ id: true, name: true }),
  handedAt: z.iso.datetime(),
  handedBy: z.string(),
  receivedAt: z.iso.datetime().nullable(),
  receivedBy: z.string().nullable(),
  matters: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      materials: z.array(CollectedMaterial),
      /** Null until the centre has looked. */
      received: z.boolean().nullable(),
    }),
  ),
});
export type HandOver = z.infer<typeof HandOver>;

export const ReadInHand = z.strictObject({ after: z.string().max(200).optional(), limit: z.number().int().min(1).max(100).default(50) });

/** An application whose papers are at the station; `refused` says why they cannot be handed in today. */
export const InHand = z.object({
  id: z.uuid(),
  seq: z.number(),
  number: z.string(),
  title: z.string(),
  place: z.string(),
  address: z.string(),
  collectedAt: z.iso.datetime(),
  due: z.iso.datetime().nullable(),
  mandateUntil: z.iso.date().nullable(),
  materials: z.array(CollectedMaterial),
  refused: z.string().nullable(),
});
export type InHand = z.infer<typeof InHand>;

/** Whether the same item already runs for this person: nobody should hand in the same papers twice. */
export const ReadRunning = z.strictObject({ village: VillageCode, item: z.uuid(), person: z.uuid() });

/** The newest application that runs, as far as one may see it. */
export const Running = z.object({
  matter: z.object({ id: z.uuid(), number: z.string(), statusTitle: z.string(), filedAt: z.iso.datetime() }).nullable(),
});

/** What waits: papers to hand in at a station, lists to receive at a window. */
export const PapersWaiting = z.object({ toHandIn: z.number(), toReceive: z.number() });

export const ReadHandOvers = z.strictObject({
  open: z.boolean().default(false),
  /** The last list of the page before; ids rise with time. */
  before: z.uuid().optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

/** The centre signs the list; what it did not find goes back to the village with a word. */
export const ReceiveHandOver = z.strictObject({
  id: z.uuid(),
  missing: z
    .array(z.strictObject({ id: z.uuid(), words: z.string().trim().min(1, '请写几个字').max(200) }))
    .max(100)
    .default([]),
});
