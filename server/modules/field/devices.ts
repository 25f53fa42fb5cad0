import { timingSafeEqual } from 'node:crypto';
import { Done } from '../../../domain/accounts/contract.ts';
import { deviceName } from '../../../domain/accounts/device.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import {
  DeviceOrders,
  DeviceRegistered,
  type FieldDevice,
  FieldDevices,
  ListDevices,
  NamedDevice,
  RegisterDevice,
  WipeDevice,
} from '../../../domain/field/contract.ts';
import { isGone } from '../../../domain/field/limits.ts';
import { mayCarryGrid, mayWipe } from '../../../domain/field/permissions.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { auditName } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { sha256 } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { addDevice, type DeviceRow, devicesOf, findDevice, noteWiped, orderWipe } from './device-store.ts';

const hashOf = (secret: string): string => sha256(`field-device:${secret}`);

/** The phone that proves itself with its secret; unknown phones and wrong secrets answer alike. */
async function provenDevice(tx: Tx, named: { device: string; secret: string }): Promise<DeviceRow> {
  const device = await findDevice(tx, named.device);
  const given = Buffer.from(hashOf(named.secret));
  if (!device || !timingSafeEqual(given, Buffer.from(device.secretHash))) throw notFound();
  return device;
}

/** What a phone has to do before it is given anything: empty itself, or drop the grid and be registered anew. */
export function ordersFor(device: DeviceRow, now: Date): { wipe: boolean; anew: boolean } {
  const wipe = device.wipeOrderedAt !== null || device.wipedAt !== null;
  return { wipe, anew: !wipe && isGone(device.seenAt.getTime(), now.getTime()) };
}

export const register = operation({
  name: 'field.register',
  summary: 'A phone that is about to hold a grid makes itself known, with an id and a secret it has made.',
  clause: '4.2',
  kind: 'command',
  roles: ['grid-worker'],
  perMinute: 60,
  input: RegisterDevice,
  output: DeviceRegistered,
  permit: ({ actor }) => mayCarryGrid(actor),
  async run({ tx, actor, input, now, exchange, audit }) {
    if (actor.kind !== 'staff' || !exchange.session) throw notFound();
    if (await findDevice(tx, input.device)) throw new Problem('changed');
    // The account's county, not the grid's: that is where the account's own key lies.
    const { county } = exchange.session;
    const device = {
      county,
      id: input.device,
      accountId: actor.accountId,
      territory: actor.range,
      secretHash: hashOf(input.secret),
      name: deviceName(exchange.device),
    };
    await addDevice(tx, device, now);
    audit({ kind: 'change', county: countyOf(actor.range), territory: actor.range, detail: { device: input.device } });
    return { device: input.device };
  },
});

/** Asked by a locked phone too: whoever holds it must not have to sign in to be told to empty it. */
export const orders = operation({
  name: 'field.orders',
  summary: 'Whether a phone is to empty itself; answered to the phone alone, signed in or not.',
  clause: '4.2',
  kind: 'query',
  roles: ['anyone'],
  perMinute: 30,
  asSystem: true,
  input: NamedDevice,
  output: DeviceOrders,
  permit: () => allow,
  async run({ tx, input, now }) {
    const device = await provenDevice(tx, input);
    return ordersFor(device, now);
  },
});

export const wiped = operation({
  name: 'field.wiped',
  summary: 'A phone reports that it has emptied itself.',
  clause: '4.2',
  kind: 'command',
  roles: ['anyone'],
  perMinute: 10,
  asSystem: true,
  input: NamedDevice,
  output: Done,
  permit: () => allow,
  async run({ tx, input, now, audit }) {
    const device = await provenDevice(tx, input);
    await noteWiped(tx, device, now);
    audit({
      kind: 'change',
      county: countyOf(device.territory),
      territory: device.territory,
      detail: { device: device.id, state: 'wiped' },
    });
    return { done: true as const };
  },
});

function stateOf(device: DeviceRow, now: Date): FieldDevice['state'] {
  if (device.wipedAt) return 'wiped';
  if (isGone(device.seenAt.getTime(), now.getTime())) return 'silent';
  return device.wipeOrderedAt ? 'wipe-ordered' : 'in-use';
}

export const devices = operation({
  name: 'field.devices',
  summary: 'The phones that hold a grid for the own account; an administrator also sees those of another account in the own range.',
  clause: '4.2',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ListDevices,
  output: FieldDevices,
  permit: () => allow,
  async run({ tx, actor, input, now }) {
    if (actor.kind !== 'staff') throw notFound();
    const rows = await devicesOf(tx, input.account ?? actor.accountId);
    return {
      devices: rows.map((row) => ({
        id: row.id,
        name: row.name,
        registeredAt: row.registeredAt.toISOString(),
        seenAt: row.seenAt.toISOString(),
        state: stateOf(row, now),
      })),
    };
  },
});

export const wipe = operation({
  name: 'field.wipe',
  summary: 'Orders a phone to empty itself at its next contact.',
  clause: '4.2',
  kind: 'command',
  roles: STAFF_ROLES,
  input: WipeDevice,
  output: Done,
  load: async ({ tx, input }) => (await findDevice(tx, input.device, true)) ?? Promise.reject(notFound()),
  permit: ({ actor, subject }) => mayWipe(actor, subject),
  async run({ tx, actor, subject: device, now, audit }) {
    if (!device.wipeOrderedAt) await orderWipe(tx, device, auditName(actor), now);
    audit({
      kind: 'change',
      county: countyOf(device.territory),
      territory: device.territory,
      detail: { device: device.id, state: 'wipe-ordered' },
    });
    return { done: true as const };
  },
});
