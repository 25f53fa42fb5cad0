import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { FieldDay, SyncField } from '../../../domain/field/contract.ts';
import { mayCarryGrid } from '../../../domain/field/permissions.ts';
import { countyOf, villageOf } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { placeName } from '../territory/index.ts';
import { findDevice, noteSeen } from './device-store.ts';
import { ordersFor } from './devices.ts';
import type { FieldPart } from './part.ts';
import { FIELD_PARTS } from './parts.ts';

/** One call gives a grid worker their day; with `since` only what changed. A query, because what a command answers is kept. */
export const sync = operation({
  name: 'field.sync',
  summary:
    'The day of a grid worker for a registered phone: matters, households of the grid, messages; with `since` only what has changed.',
  clause: '4.2',
  kind: 'query',
  roles: ['grid-worker'],
  perMinute: 60,
  input: SyncField,
  output: FieldDay,
  load: async ({ tx, actor, input }) => {
    const device = await findDevice(tx, input.device);
    if (!device || actor.kind !== 'staff' || device.accountId !== actor.accountId) throw notFound();
    return device;
  },
  permit: ({ actor }) => mayCarryGrid(actor),
  async run({ tx, app, actor, input, now, subject: device, audit }) {
    if (actor.kind !== 'staff') throw notFound();
    const { wipe, anew } = ordersFor(device, now);
    if (wipe || anew) return { wipe, anew, at: now.toISOString(), worker: null, village: null, parts: {} };
    const parts: FieldDay['parts'] = {};
    const asked = FIELD_PARTS.filter(({ name }) => !input.parts || input.parts.includes(name));
    const read = async (part: FieldPart) => {
      parts[part.name] = await part.read({
        tx,
        app,
        actor,
        now,
        since: input.since[part.name] ?? {},
        look: ({ territory = actor.range, ...entry }) => audit({ kind: 'look', county: countyOf(territory), territory, ...entry }),
      });
    };
    await Promise.all(asked.filter(({ opens }) => !opens).map(read));
    for (const part of asked.filter(({ opens }) => opens)) await read(part);
    await noteSeen(tx, device, actor.range, now);
    const village = villageOf(actor.range);
    return {
      wipe: false,
      anew: false,
      at: now.toISOString(),
      worker: {
        ...actor,
        roleTitle: ROLE_TITLES[actor.role],
        rangeName: await placeName(app, tx, actor.range),
      },
      village: { code: village, name: await placeName(app, tx, village) },
      parts,
    };
  },
});
