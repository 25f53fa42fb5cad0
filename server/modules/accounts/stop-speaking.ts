import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { forgetSession } from './authenticate.ts';
import { removePasskeysOf } from './passkey-store.ts';
import { endSessionsOf } from './session-store.ts';
import { closeWithoutPersons, residentAccountsOf, unlinkPerson } from './store.ts';

/**
 * The resident accounts that speak for a person, or one of them, stop doing so (Personal Information Protection Law, article 15). One left without
 * anybody is closed and forgets its phone, so that the number can be used again. Returns whether one was closed.
 */
export async function stopSpeaking(
  tx: Tx,
  app: App | null,
  person: { county: string; personId: string; accountId?: string | null },
  now: Date,
): Promise<boolean> {
  const accounts = person.accountId ? [person.accountId] : await residentAccountsOf(tx, person.county, person.personId);
  let closed = false;
  for (const accountId of accounts) {
    await unlinkPerson(tx, person.county, accountId, person.personId);
    const empty = await closeWithoutPersons(tx, person.county, accountId, now);
    if (empty) await removePasskeysOf(tx, person.county, accountId);
    // Sessions name the person they speak for, so all of them begin anew.
    await endSessionsOf(tx, person.county, accountId, now);
    if (app) forgetSession(app, accountId);
    closed ||= empty;
  }
  return closed;
}
