import { OpenedForResident, OpenForResident } from '../../../domain/accounts/contract.ts';
import { mayOpenForResident } from '../../../domain/accounts/permissions.ts';
import { auditName } from '../../platform/audit.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { giveConsents } from '../consents/index.ts';
import { tell, templates } from '../messages/index.ts';
import { forgetSession } from './authenticate.ts';
import { inRange } from './own-range.ts';
import { givePhone } from './people-store.ts';
import { openAccount } from './resident-sign-in.ts';
import { findPerson, linkPersons, lockByPhone, personsOf } from './store.ts';

const openForResident = operation({
  name: 'accounts.openForResident',
  summary: 'Lets a phone speak for a resident, at the counter or at home, and opens the account when the phone is new.',
  clause: '2.3',
  kind: 'command',
  roles: ['grid-worker', 'station-worker', 'station-head', 'window-clerk'],
  asSystem: true,
  perMinute: 30,
  input: OpenForResident,
  output: OpenedForResident,
  load: async ({ tx, actor, input }) => {
    const person = await findPerson(tx, input.personId);
    if (!person || !inRange(actor, person.territory)) throw notFound();
    return person;
  },
  permit: ({ actor, subject }) => mayOpenForResident(actor, subject),
  // The texts were read out to the person; which of the two counts shows only once the phone is looked up.
  run: async ({ tx, app, actor, input, subject, now, audit }) => {
    const { county, territory } = subject;
    const found = await lockByPhone(tx, input.phone);
    if (found && found.county !== county) throw new Problem('refused', { reason: '这个手机号已在别的县（区）登记，请换一个。' });
    if (found?.closedAt) throw new Problem('refused', { reason: '这个手机号的账号已停用，请联系管理员。' });
    const account = found ?? (await openAccount(tx, { county, territory, phone: input.phone, name: subject.name }, [], now));
    const before = await personsOf(tx, county, account.id);
    if (!before.some(({ id }) => id === subject.id))
      await giveConsents(
        tx,
        [
          {
            ...{ county, personId: subject.id, accountId: account.id, territory, how: 'counter', to: auditName(actor) },
            purpose: before.length ? 'family' : 'account',
          },
        ],
        now,
      );
    await linkPersons(tx, [{ county, accountId: account.id, personId: subject.id, since: now }]);
    if (subject.phone_index === null) await givePhone(tx, county, subject.id, input.phone);
    forgetSession(app, account.id);
    await tell(tx, app, now, {
      county,
      territory,
      personId: subject.id,
      phone: input.phone,
      kind: 'account',
      ...templates.accountOpened(),
    });
    audit({ kind: 'change', county, territory, personId: subject.id, purpose: '为居民开通账号' });
    return { accountId: account.id, persons: (await personsOf(tx, county, account.id)).length };
  },
});

export const openForResidentOperations: Operation[] = [openForResident];
