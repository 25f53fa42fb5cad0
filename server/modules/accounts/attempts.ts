import type { Actor } from '../../../domain/accounts/actor.ts';
import { lockMinutes } from '../../../domain/accounts/limits.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { loadPolicy } from '../policy/index.ts';
import { type AccountRow, countFailure, keepDespiteRefusal } from './store.ts';

interface Attempt {
  tx: Tx;
  app: App;
  actor: Actor;
  now: Date;
}

/** What was given wrongly, and the problem it is: while signing in, where the title cannot say it, or while changing one's own account. */
const WRONG = {
  'sign-in': { type: 'sign-in-failed', words: '用户名或密码不对。' },
  'sign-in-code': { type: 'sign-in-failed', words: '动态码不对。' },
  password: { type: 'wrong-password', words: '' },
  code: { type: 'wrong-code', words: '' },
} as const;
type Wrong = keyof typeof WRONG;

/** The place whose numbers are told to someone whose account is not known. */
const REGION = '64';

export const isLocked = (account: AccountRow, now: Date): boolean => account.lockedUntil !== null && account.lockedUntil > now;

/**
 * Counts a wrong password or code and refuses. After accounts.attempts in a row the account is locked for accounts.lock minutes, each time
 * twice as long. The sentence is the same for a wrong password, a locked account and a user name nobody has.
 */
export async function refuseAttempt(attempt: Attempt, account: AccountRow | undefined, what: Wrong): Promise<never> {
  const { tx, app, now } = attempt;
  const policy = await loadPolicy(app, tx);
  const today = dateOfDay(dayOf(now));
  if (account && !isLocked(account, now)) {
    const failed = account.failed + 1;
    const locks = failed >= policy.parameterOn('accounts.attempts', account.territory, today);
    const minutes = lockMinutes(policy.parameterOn('accounts.lock', account.territory, today), account.lockouts);
    await countFailure(tx, account, {
      failed: locks ? 0 : failed,
      lockouts: account.lockouts + (locks ? 1 : 0),
      lockedUntil: locks ? new Date(now.getTime() + minutes * 60_000) : null,
    });
  }
  const attempts = policy.parameterOn('accounts.attempts', REGION, today);
  const lock = policy.parameterOn('accounts.lock', REGION, today);
  await keepDespiteRefusal(tx);
  const { type, words } = WRONG[what];
  const problem = new Problem(type, { detail: `${words}连续输错 ${attempts} 次会锁定 ${lock} 分钟，锁定时输对也不能登录。` });
  if (account) problem.account = account.id;
  throw problem;
}
