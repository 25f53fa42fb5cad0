import { countyOf } from '../../../../domain/territory/code.ts';
import { sealed } from '../../../modules/keys/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { Town } from '../../matters.ts';
import { OTHER_VILLAGE, PERSON_KEYS, type PersonKey, VILLAGE } from '../../people.ts';
import type { Named } from './named.ts';

export interface SomeAccounts {
  closedAccount: Named;
  /** The appointment of each, empty for residents. */
  postsOf: Record<PersonKey, string>;
  sessionsOf: Record<PersonKey, string>;
}

/** An account that is closed, one with a second factor, and the ids of everybody's appointment and session. */
export async function someAccounts(place: Town): Promise<SomeAccounts> {
  const now = place.clock.now();
  const closed = newId();
  return place.prepare(async (tx) => {
    const { db } = tx;
    await db
      .insertInto('account')
      .values({
        county: countyOf(VILLAGE),
        id: closed,
        kind: 'staff',
        username: 'closed',
        display_name: '旧人',
        territory: VILLAGE,
        created_at: now,
        closed_at: now,
      })
      .execute();
    const factored = { county: countyOf(OTHER_VILLAGE), id: place.accounts.otherSupervisor };
    await db
      .updateTable('account')
      .set({ totp_sealed: sealed(tx, 'account.totp', factored, null, 'JBSWY3DPEHPK3PXP'), totp_confirmed_at: now })
      .where('id', '=', factored.id)
      .execute();
    const posts = await db.selectFrom('appointment').select(['id', 'person_id']).execute();
    const sessions = await db.selectFrom('session').select(['id', 'account_id']).execute();
    const each = (idOf: (key: PersonKey) => string | undefined) =>
      Object.fromEntries(PERSON_KEYS.map((key) => [key, idOf(key) ?? ''])) as Record<PersonKey, string>;
    return {
      closedAccount: { what: 'a closed account', place: VILLAGE, id: closed, twist: 'own rules' },
      postsOf: each((key) => posts.find((post) => post.person_id === place.people[key])?.id),
      sessionsOf: each((key) => sessions.find((session) => session.account_id === place.accounts[key])?.id),
    };
  });
}
