import { join } from 'node:path';
import { type Actor, inRange } from '../../../domain/accounts/actor.ts';
import {
  EraseIdentity,
  IdentityHeld,
  MaskedIdentity,
  ReadIdentity,
  RevealedIdentity,
  RevealIdentity,
  SaveIdentity,
} from '../../../domain/people/identity-contract.ts';
import { maskIdentity } from '../../../domain/people/identity-number.ts';
import { IDENTITY_KEEPERS } from '../../../domain/people/permissions.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import { auditName } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { consentGiven, giveConsents, withdrawConsents } from '../consents/index.ts';
import { ERASED_KEYS } from '../keys/index.ts';
import { eraseIdentity, heldByAnother, identityOf, keepIdentity } from './identity-store.ts';
import { rangeOfStaff } from './operations.ts';
import { type PersonRow, personById } from './store.ts';

/** Somebody in the range of who asks; with the rights of the system the range is looked at here and not by the rows. */
async function inOwnRange({ tx, actor, input }: { tx: Tx; actor: Actor; input: { id: string } }): Promise<PersonRow> {
  const person = await personById(tx, rangeOfStaff(actor), input.id);
  return person && inRange(actor, person.territory) ? person : Promise.reject(notFound());
}

/** What of a server these need: where erased keys are noted. */
type Noting = Pick<App, 'keysFolder'>;

const erasedKeys = (app: Noting): string => join(app.keysFolder, ERASED_KEYS);

/**
 * Keeps a number that its person agreed to; the consent is recorded where none is in force. With the rights of the system, which alone see
 * whether somebody else of the county holds it: whose it is, is told to nobody.
 */
export async function noteIdentity(
  { tx, app, actor, now }: { tx: Tx; app: Noting; actor: Actor; now: Date },
  { id: personId, territory }: { id: string; territory: string },
  number: string,
): Promise<void> {
  const county = countyOf(territory);
  if (await heldByAnother(tx, { county, personId }, number))
    throw invalid('number', '这个身份证号在本县已经登记给了另一位居民，请对着身份证再看一遍；确实没写错，请到民生服务中心核实。');
  await keepIdentity(tx, { county, personId, territory, number, list: erasedKeys(app) }, now);
  if (await consentGiven(tx, { county, personId }, 'identity')) return;
  const how = actor.kind === 'resident' ? ({ how: 'portal', to: '' } as const) : ({ how: 'counter', to: auditName(actor) } as const);
  await giveConsents(tx, [{ county, personId, accountId: null, territory, purpose: 'identity', ...how }], now);
}

/** Takes a number and its consent back; whether there was one. With the rights of the system. */
export async function forgetIdentity(
  { tx, app, now }: { tx: Tx; app: Noting; now: Date },
  { county, personId }: { county: string; personId: string },
  how: 'portal' | 'counter' | 'erasure',
): Promise<boolean> {
  await withdrawConsents(tx, { county, personId, purpose: 'identity' }, how, now);
  return eraseIdentity(tx, { county, personId, list: erasedKeys(app) }, now);
}

const read = operation({
  name: 'people.identity',
  summary: 'Whether the identity number of a resident is held, by its last character; so that nobody is asked for it twice.',
  clause: '2.6',
  kind: 'query',
  roles: [...IDENTITY_KEEPERS, 'resident'],
  perMinute: 60,
  input: ReadIdentity,
  output: MaskedIdentity,
  load: async ({ tx, actor, input }): Promise<{ county: string; person: PersonRow | null }> => {
    if (actor.kind !== 'resident') {
      const person = await inOwnRange({ tx, actor, input });
      return { county: countyOf(person.territory), person };
    }
    return actor.persons.includes(input.id) ? { county: actor.county, person: null } : Promise.reject(notFound());
  },
  permit: () => allow,
  async run({ tx, input, subject: { county, person }, audit }) {
    if (person)
      audit({
        ...{ kind: 'look', county, territory: person.territory, personId: person.id },
        purpose: '看有没有登记身份证号',
        detail: { field: 'identity', masked: true },
      });
    return { masked: maskIdentity(await identityOf(tx, { county, personId: input.id })) };
  },
});

const reveal = operation({
  name: 'people.revealIdentity',
  summary: 'The whole identity number of a resident, noted with the purpose.',
  clause: '2.6',
  kind: 'query',
  roles: IDENTITY_KEEPERS,
  perMinute: 20,
  input: RevealIdentity,
  output: RevealedIdentity,
  load: inOwnRange,
  permit: () => allow,
  async run({ tx, input, subject: person, audit }) {
    const county = countyOf(person.territory);
    audit({
      ...{ kind: 'look', county, territory: person.territory, personId: person.id, purpose: input.purpose },
      detail: { field: 'identity' },
    });
    return { name: person.name, number: (await identityOf(tx, { county, personId: person.id })) ?? '' };
  },
});

const save = operation({
  name: 'people.saveIdentity',
  summary: 'Enters or puts right the identity number of a resident who is there and agreed to it.',
  clause: '2.6',
  kind: 'command',
  roles: IDENTITY_KEEPERS,
  asSystem: true,
  // Few enough that nobody finds out by trying which numbers the county holds.
  perMinute: 10,
  input: SaveIdentity,
  output: IdentityHeld,
  load: inOwnRange,
  permit: () => allow,
  async run({ input, subject: person, audit, ...context }) {
    await noteIdentity(context, person, input.number);
    audit({
      ...{ kind: 'change', county: countyOf(person.territory), territory: person.territory, personId: person.id },
      detail: { field: 'identity' },
    });
    return { held: true };
  },
});

const erase = operation({
  name: 'people.eraseIdentity',
  summary: 'Takes the identity number of a resident away who takes the consent back at the counter.',
  clause: '2.6',
  kind: 'command',
  roles: IDENTITY_KEEPERS,
  asSystem: true,
  perMinute: 10,
  input: EraseIdentity,
  output: IdentityHeld,
  load: inOwnRange,
  permit: () => allow,
  async run({ subject: person, audit, ...context }) {
    const county = countyOf(person.territory);
    await forgetIdentity(context, { county, personId: person.id }, 'counter');
    audit({
      ...{ kind: 'change', county, territory: person.territory, personId: person.id, purpose: '收回同意' },
      detail: { field: 'identity' },
    });
    return { held: false };
  },
});

export const identityOperations: Operation[] = [read, reveal, save, erase];
