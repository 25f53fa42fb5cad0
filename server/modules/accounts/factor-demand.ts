import type { AppointmentRole } from '../../../domain/accounts/roles.ts';
import { demandsFactor } from '../../../domain/accounts/second-factor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { loadPolicy, type Policy } from '../policy/index.ts';
import { passkeysOf } from './passkey-store.ts';
import { hasTotp, postsOf } from './store.ts';

interface Account {
  county: string;
  id: string;
}

const KEY = 'accounts.second-factor';

/** A post of today, as far as it decides how its holder signs in. */
export interface HeldPost {
  role: string;
  territory: string;
}

/**
 * Whether somebody with these posts of today must sign in with a second factor. One post that asks for it is enough, whichever hat is worn: what
 * is changed about how to sign in under one hat holds under all.
 */
export async function mustGiveFactor(app: App, posts: readonly HeldPost[], now: Date, tx?: Tx): Promise<boolean> {
  const policy = await loadPolicy(app, tx);
  return asksOn(policy, posts, dateOfDay(dayOf(now)));
}

const asksOn = (policy: Policy, posts: readonly HeldPost[], day: string): boolean =>
  posts.some(({ role, territory }) => demandsFactor(role as AppointmentRole, policy.parameterOn(KEY, territory, day)));

/** The first day to come from which a post of today asks for a second factor; null where none does, and where the account has one. */
export async function factorDemandedFrom(app: App, tx: Tx, account: Account, now: Date): Promise<string | null> {
  const today = dateOfDay(dayOf(now));
  const policy = await loadPolicy(app, tx);
  const days = policy.parameters.filter(({ key, validFrom }) => key === KEY && validFrom > today).map(({ validFrom }) => validFrom);
  if (!days.length || (await hasFactor(tx, account))) return null;
  const posts = await postsOf(tx, account.county, account.id, today);
  return days.sort().find((day) => asksOn(policy, posts, day)) ?? null;
}

/** Whether an account has a second factor of its own: the digits, or a passkey. */
export const hasFactor = async (tx: Tx, { county, id }: Account): Promise<boolean> =>
  (await hasTotp(tx, county, id)) || (await passkeysOf(tx, county, id)).length > 0;
