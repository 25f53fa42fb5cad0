import { z } from 'zod';
import { StaffMe } from '../accounts/contract.ts';
import { Presence } from '../people/contract.ts';
import type { ParameterKey } from '../policy/parameters.ts';

const Instant = z.iso.datetime();
const DeviceId = z.uuid('设备编号不对');
/** 256 random bits in base64url; proves that a request comes from the phone itself, also when nobody is signed in. */
const DeviceSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '设备口令不对');

export const RegisterDevice = z.strictObject({ device: DeviceId, secret: DeviceSecret });
export const DeviceRegistered = z.object({ device: z.uuid() });

export const NamedDevice = z.strictObject({ device: DeviceId, secret: DeviceSecret });
/** `wipe`: ordered, the phone is to empty itself now. `anew`: not seen for seven days, it drops the grid and has to be registered again by its owner. */
export const DeviceOrders = z.object({ wipe: z.boolean(), anew: z.boolean() });

export const ListDevices = z.strictObject({
  /** An administrator looks at somebody else's account; without it the own. */
  account: z.uuid('编号不对').optional(),
});
export const FieldDevice = z.object({
  id: z.uuid(),
  name: z.string(),
  registeredAt: Instant,
  seenAt: Instant,
  /** `silent`: not seen for seven days, it has emptied itself and the server gives it nothing more. */
  state: z.enum(['in-use', 'wipe-ordered', 'wiped', 'silent']),
});
export type FieldDevice = z.infer<typeof FieldDevice>;
export const FieldDevices = z.object({ devices: z.array(FieldDevice) });
export const WipeDevice = z.strictObject({ device: DeviceId });

/** A household of the grid as the phone keeps it; phones of residents stay masked. */
export const FieldHousehold = z.object({
  id: z.uuid(),
  address: z.string(),
  members: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      pinyin: z.string(),
      initials: z.string(),
      relation: z.string(),
      presence: Presence,
      phone: z.string(),
    }),
  ),
});
export type FieldHousehold = z.infer<typeof FieldHousehold>;

/** An item of the catalogue as the phone keeps it, for collecting an application at a door (2.5). `days` counts working days; null: not stated. */
export const CarriedService = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  department: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  materials: z.array(z.string()),
  days: z.number().int().nullable(),
  instant: z.boolean(),
  basis: z.string(),
  /** Where an example comes from; '' for the county's own items. */
  example: z.string(),
});
export type CarriedService = z.infer<typeof CarriedService>;

/** What somebody of the grid has given us: their applications, and each photographed paper with the number of the application that brought it (2.6). */
export interface CarriedPapers {
  matters: string[];
  papers: Record<string, string>;
}

/** The parameters a screen without a network goes by. */
export const CARRIED_PARAMETERS = ['proxy.mandate'] as const satisfies readonly ParameterKey[];

/** What a phone has of one part of the day: the digest of the whole, or the version of each item. */
export const PartSince = z.strictObject({
  whole: z.string().max(80).optional(),
  items: z.record(z.string().max(60), z.string().max(80)).optional(),
  /** Where the page before ended. */
  after: z.string().max(120).optional(),
});
export type PartSince = z.infer<typeof PartSince>;

/** A part of the day since then. */
export const PartAnswer = z.object({
  /** True: nothing has changed, keep what you have. */
  unchanged: z.boolean(),
  /** New or changed items; each with the version to name next time. */
  items: z.array(z.object({ id: z.string(), version: z.string(), value: z.unknown() })),
  /** All ids that belong to the part now (drop the others); null while more pages follow. */
  ids: z.array(z.string()).nullable(),
  whole: z.string().nullable(),
  next: z.string().nullable(),
});
export type PartAnswer = z.infer<typeof PartAnswer>;

export const SyncField = z.strictObject({
  device: DeviceId,
  /** By name of the part; a part that is not named is given whole. */
  since: z.record(z.string().max(40), PartSince).default({}),
  /** Only these parts; all without it. */
  parts: z.array(z.string().max(40)).max(20).optional(),
});
export type SyncField = z.input<typeof SyncField>;

/** The day of a grid worker: who they are, and each part by its name. */
export const FieldDay = z.object({
  wipe: z.boolean(),
  anew: z.boolean(),
  at: Instant,
  worker: StaffMe.omit({ totp: true, secondFactorFrom: true }).nullable(),
  village: z.object({ code: z.string(), name: z.string() }).nullable(),
  parts: z.record(z.string(), PartAnswer),
});
export type FieldDay = z.infer<typeof FieldDay>;
