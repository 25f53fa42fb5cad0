import type { Actor } from '../../../domain/accounts/actor.ts';
import { covers } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/problem.ts';
import { type AccountRow, lockAccount } from './store.ts';

export const inRange = (actor: Actor, territory: string): boolean => actor.kind === 'staff' && covers(actor.range, territory);

/** An account of the administrator's own range; others do not exist for them. */
export async function ofOwnRange({ tx, actor, input }: { tx: Tx; actor: Actor; input: { id: string } }): Promise<AccountRow> {
  const account = await lockAccount(tx, input.id);
  if (!account || !inRange(actor, account.territory)) throw notFound();
  return account;
}

/** What the permissions ask about an account. */
export const facts = (account: AccountRow) => ({
  id: account.id,
  kind: account.kind,
  territory: account.territory,
  closed: account.closedAt !== null,
});
/** The audit row of a change of an account. */
export const change = (account: Pick<AccountRow, 'id' | 'county' | 'territory'>, detail: Record<string, string | boolean>) =>
  ({ kind: 'change', county: account.county, territory: account.territory, detail: { account: account.id, ...detail } }) as const;
