import { z } from 'zod';
import { inRange } from '../../../domain/accounts/actor.ts';
import { CONSENTS, type ConsentPurpose, textOf } from '../../../domain/own-data/consents.ts';
import { Consents, ConsentWithdrawn, CopyForResident, OwnData, WithdrawConsent } from '../../../domain/own-data/contract.ts';
import { GiveIdentity, IdentityHeld } from '../../../domain/people/identity-contract.ts';
import { mayGiveIdentity } from '../../../domain/people/permissions.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { stopSpeaking } from '../accounts/index.ts';
import { consentsOf, lockConsent, withdrawConsents } from '../consents/index.ts';
import { forgetIdentity, holdsIdentity, noteIdentity, type PersonRow, personById } from '../people/index.ts';
import { collectOwnData } from './collect.ts';

const Nothing = z.strictObject({});
const HOW: Record<string, string> = { portal: '在网上', counter: '在服务站', 'before-records': '开通账号时' };

const mine = operation({
  name: 'ownData.mine',
  summary: 'Everything kept of oneself, to read, print or take along.',
  clause: '1.4',
  kind: 'query',
  roles: ['resident'],
  // One's own dwelling and posts lie outside a resident's rows; only the person signed in is read.
  asSystem: true,
  perMinute: 20,
  input: Nothing,
  output: OwnData,
  load: async ({ tx, actor }): Promise<PersonRow> =>
    (actor.kind === 'resident' && (await personById(tx, actor.county, actor.personId))) || Promise.reject(notFound()),
  permit: () => allow,
  run: async ({ tx, subject, now, audit }) => {
    const county = countyOf(subject.territory);
    audit({ kind: 'look', county, territory: subject.territory, personId: subject.id, purpose: '本人查看自己的资料' });
    return collectOwnData(tx, subject, now);
  },
});

const copyFor = operation({
  name: 'ownData.copyFor',
  summary: 'The same for a resident who stands at the counter, noted with the purpose.',
  clause: '1.4',
  kind: 'query',
  roles: ['grid-worker', 'station-worker', 'station-head', 'window-clerk'],
  asSystem: true,
  perMinute: 20,
  input: CopyForResident,
  output: OwnData,
  load: async ({ tx, actor, input }): Promise<PersonRow> => {
    const person = actor.kind === 'staff' ? await personById(tx, actor.range, input.personId) : null;
    return person && inRange(actor, person.territory) ? person : Promise.reject(notFound());
  },
  permit: () => allow,
  run: async ({ tx, subject, input, now, audit }) => {
    const county = countyOf(subject.territory);
    audit({ kind: 'look', county, territory: subject.territory, personId: subject.id, purpose: input.purpose, detail: { field: 'copy' } });
    return collectOwnData(tx, subject, now);
  },
});

const consents = operation({
  name: 'ownData.consents',
  summary: 'What the people of this account agreed to, by which text, and what was taken back.',
  clause: '1.4',
  kind: 'query',
  roles: ['resident'],
  input: Nothing,
  output: Consents,
  permit: () => allow,
  run: async ({ tx, actor }) => {
    if (actor.kind !== 'resident') throw notFound();
    const rows = await consentsOf(tx, actor.county, actor.persons);
    return {
      items: rows.map((row) => {
        const purpose = row.purpose as ConsentPurpose;
        return {
          id: row.id,
          personId: row.person_id,
          personName: row.personName,
          purpose,
          title: CONSENTS[purpose].title,
          text: textOf(purpose, row.text_version),
          givenAt: row.given_at.toISOString(),
          givenHow: HOW[row.given_how] ?? '',
          withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
          effect: CONSENTS[purpose].withdrawn,
        };
      }),
    };
  },
});

const withdrawConsent = operation({
  name: 'ownData.withdrawConsent',
  summary: 'Takes a consent back; the account it allowed stops speaking for the person.',
  clause: '1.4',
  kind: 'command',
  roles: ['resident'],
  // An account cannot end its own links; only consents of the people it speaks for are looked up.
  asSystem: true,
  input: WithdrawConsent,
  output: ConsentWithdrawn,
  load: async ({ tx, actor, input }) => {
    const found = actor.kind === 'resident' ? await lockConsent(tx, actor.county, input.id) : undefined;
    return found && actor.kind === 'resident' && actor.persons.includes(found.personId) ? found : Promise.reject(notFound());
  },
  permit: () => allow,
  run: async ({ tx, app, subject, now, audit }) => {
    const { county, personId, accountId, territory, purpose } = subject;
    audit({ kind: 'change', county, territory, personId, purpose: '收回同意' });
    if (purpose === 'identity') {
      await forgetIdentity({ tx, app, now }, { county, personId }, 'portal');
      return { accountClosed: false };
    }
    await withdrawConsents(tx, { county, personId, accountId }, 'portal', now);
    return { accountClosed: await stopSpeaking(tx, app, { county, personId, accountId }, now) };
  },
});

const giveIdentity = operation({
  name: 'ownData.giveIdentity',
  summary:
    'Gives the own identity number, or that of somebody of the family, where an application needs it and none is held; with its own consent.',
  clause: '2.6',
  kind: 'command',
  roles: ['resident'],
  // Whether somebody else of the county holds the number is seen by the system alone; only people this account speaks for are written.
  asSystem: true,
  // Few enough that nobody finds out by trying which numbers the county holds.
  perMinute: 5,
  input: GiveIdentity,
  output: IdentityHeld,
  load: async ({ tx, actor, input }): Promise<{ person: PersonRow; held: boolean }> => {
    const id = actor.kind === 'resident' ? (input.personId ?? actor.personId) : null;
    const person = actor.kind === 'resident' && id && actor.persons.includes(id) ? await personById(tx, actor.county, id, true) : null;
    if (!person) throw notFound();
    return { person, held: await holdsIdentity(tx, { county: countyOf(person.territory), personId: person.id }) };
  },
  permit: ({ subject: { held } }) => mayGiveIdentity(held),
  run: async ({ tx, app, actor, input, subject: { person }, now, audit }) => {
    await noteIdentity({ tx, app, actor, now }, person, input.number);
    audit({
      ...{ kind: 'change', county: countyOf(person.territory), territory: person.territory, personId: person.id },
      detail: { field: 'identity' },
    });
    return { held: true };
  },
});

export const ownDataOperations: Operation[] = [mine, copyFor, consents, withdrawConsent, giveIdentity];
