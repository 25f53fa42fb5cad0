import type { Actor } from '../../../domain/accounts/actor.ts';
import { ChangePassword, Done, EndSession, Nothing, Sessions } from '../../../domain/accounts/contract.ts';
import { SESSION } from '../../../domain/accounts/limits.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { isLocked, refuseAttempt } from './attempts.ts';
import { forgetSession } from './authenticate.ts';
import { demandFreshSignIn } from './fresh-sign-in.ts';
import { mayBeNewPassword } from './new-password.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { endSessionOf, endSessionsOf, sessionsOf } from './session-store.ts';
import { lockAccount, setPassword } from './store.ts';
import { noteChangedWay } from './ways-in.ts';

/** The account and session of someone signed in. */
export function signedIn(actor: Actor, exchange: Exchange) {
  if ((actor.kind !== 'staff' && actor.kind !== 'resident') || !exchange.session) throw notFound();
  return { accountId: actor.accountId, kind: actor.kind, county: exchange.session.county, tokenHash: exchange.session.tokenHash };
}

const list = operation({
  name: 'accounts.sessions',
  summary: 'Where the own account is signed in.',
  clause: '2.7',
  kind: 'query',
  roles: ['resident', ...STAFF_ROLES],
  input: Nothing,
  output: Sessions,
  permit: () => allow,
  run: async ({ tx, actor, now, exchange }) => {
    const { accountId, kind, county, tokenHash } = signedIn(actor, exchange);
    const rows = await sessionsOf(tx, county, accountId, now, new Date(now.getTime() - SESSION[kind].idle));
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        device: row.device,
        createdAt: row.created_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        current: row.token_hash === tokenHash,
      })),
    };
  },
});

const end = operation({
  name: 'accounts.endSession',
  summary: 'Ends one of the own sessions.',
  clause: '2.7',
  kind: 'command',
  roles: ['resident', ...STAFF_ROLES],
  input: EndSession,
  output: Done,
  permit: () => allow,
  run: async ({ tx, app, actor, input, now, exchange }) => {
    const { accountId, county, tokenHash } = signedIn(actor, exchange);
    if (input.id !== exchange.session?.id) demandFreshSignIn({ now, exchange });
    const ended = await endSessionOf(tx, county, accountId, input.id, now);
    if (ended === null) throw notFound();
    forgetSession(app, ended);
    if (ended === tokenHash) exchange.setSession(null);
    return { done: true as const };
  },
});

const endOthers = operation({
  name: 'accounts.endOtherSessions',
  summary: 'Ends all own sessions but the one of the request.',
  clause: '2.7',
  kind: 'command',
  roles: ['resident', ...STAFF_ROLES],
  input: Nothing,
  output: Done,
  permit: () => allow,
  run: async ({ tx, app, actor, now, exchange }) => {
    const { accountId, county, tokenHash } = signedIn(actor, exchange);
    demandFreshSignIn({ now, exchange });
    await endSessionsOf(tx, county, accountId, now, tokenHash);
    forgetSession(app, accountId);
    return { done: true as const };
  },
});

const changePassword = operation({
  name: 'accounts.changePassword',
  summary: 'Changes the own password and ends all other sessions.',
  clause: '2.7',
  kind: 'command',
  roles: [...STAFF_ROLES],
  perMinute: 10,
  input: ChangePassword,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    const { tx, app, actor, input, now, exchange } = context;
    const { accountId, county, tokenHash } = signedIn(actor, exchange);
    demandFreshSignIn(context);
    const account = await lockAccount(tx, accountId);
    if (!account) throw notFound();
    const right = await isPassword(input.current, account.passwordHash);
    if (!right || isLocked(account, now)) return refuseAttempt(context, account, 'password');
    const may = await mayBeNewPassword(input.next, account.username);
    if (!may.allowed) throw invalid('next', may.reason);
    await setPassword(tx, account, await hashPassword(input.next));
    await endSessionsOf(tx, county, accountId, now, tokenHash);
    forgetSession(app, accountId);
    await noteChangedWay(context, account, 'password');
    return { done: true as const };
  },
});

export const sessionOperations: Operation[] = [list, end, endOthers, changePassword];
