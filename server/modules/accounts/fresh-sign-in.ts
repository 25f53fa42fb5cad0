import { FRESH_SIGN_IN } from '../../../domain/accounts/limits.ts';
import type { Exchange } from '../../platform/operation.ts';
import { Problem } from '../../platform/problem.ts';

/**
 * Refuses with `sign-in-again` when the sign-in of the request is older than FRESH_SIGN_IN: a desk left open or a stolen cookie must not
 * change how somebody signs in. Signing in again asks every factor the account has.
 */
export function demandFreshSignIn({ now, exchange }: { now: Date; exchange: Exchange }): void {
  const { session } = exchange;
  if (session && now.getTime() - session.signedInAt.getTime() <= FRESH_SIGN_IN) return;
  throw new Problem('sign-in-again', { detail: `登录超过 ${FRESH_SIGN_IN / 60_000} 分钟后，不能改登录方式，也不能结束别的登录。` });
}
