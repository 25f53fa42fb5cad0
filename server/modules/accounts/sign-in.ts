import { z } from 'zod';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { ChoosePerson, Done, Nothing, SignedIn, SignIn, Wear } from '../../../domain/accounts/contract.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, type OperationContext, operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { isLocked, refuseAttempt } from './attempts.ts';
import { forgetSession } from './authenticate.ts';
import { hasFactor, mustGiveFactor } from './factor-demand.ts';
import { totpStep } from './one-time.ts';
import { isPassword } from './password-hash.ts';
import { lastWorn, sessionEnd, speakFor } from './session-store.ts';
import { leaveSession, startSession } from './start-session.ts';
import { type AccountRow, clearFailures, lockByUsername, postsOf, setTotp } from './store.ts';

// What gives out a cookie or a secret is declared a query, not a command: its first answer must not be kept to be given again.

type Context = Pick<OperationContext<unknown, undefined>, 'tx' | 'app' | 'actor' | 'now' | 'exchange' | 'audit'>;

/**
 * Lets a member of staff in who has proved who they are, wearing the hat worn last or the first they hold. With one factor where a post
 * demands two: as far as the page where the second is set up, or, where there is a passkey, not at all (`passkey-needed`).
 */
export async function enterAsStaff(
  context: Context,
  account: AccountRow,
  { way, secondFactor }: { way: 'password' | 'passkey' | 'provider' | 'demo'; secondFactor: boolean },
): Promise<'signed-in' | 'set-up-needed' | 'passkey-needed'> {
  const { tx, now, audit } = context;
  const posts = await postsOf(tx, account.county, account.id, dateOfDay(dayOf(now)));
  const last = await lastWorn(tx, account.county, account.id);
  const post = posts.find(({ id }) => id === last) ?? posts[0];
  if (!post) throw new Problem('sign-in-failed', { detail: '您现在没有在任的岗位，请联系管理员。' });
  const entering = !secondFactor && (await mustGiveFactor(context.app, posts, now, tx));
  if (entering && (await hasFactor(tx, account))) return 'passkey-needed';
  await clearFailures(tx, account);
  await startSession(context, {
    county: account.county,
    accountId: account.id,
    kind: 'staff',
    appointmentId: post.id,
    personId: post.personId,
    secondFactor,
  });
  audit({
    kind: 'change',
    county: account.county,
    territory: account.territory,
    personId: post.personId,
    purpose: '登录',
    detail: { way, accountId: account.id, secondFactor },
  });
  return entering ? 'set-up-needed' : 'signed-in';
}

const signIn = operation({
  name: 'accounts.signIn',
  summary: 'Signs a member of staff in with user name, password and, where set up, the code of the second factor.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: SignIn,
  output: SignedIn,
  permit: () => allow,
  run: async (context) => {
    const { tx, input, now } = context;
    const account = await lockByUsername(tx, input.username);
    const open = account && account.closedAt === null ? account : undefined;
    const right = await isPassword(input.password, open?.passwordHash ?? null);
    if (!open || !right || isLocked(open, now)) return refuseAttempt(context, open, 'sign-in');
    const secondFactor = open.totpConfirmedAt !== null && open.totpSecret !== null;
    if (secondFactor && open.totpSecret !== null) {
      if (input.totp === undefined) return { state: 'totp-needed' as const };
      const step = totpStep(open.totpSecret, input.totp, now, open.totpStep);
      if (step === null) return refuseAttempt(context, open, 'sign-in-code');
      await setTotp(tx, open, { secret: open.totpSecret, confirmedAt: open.totpConfirmedAt, step });
    }
    return { state: await enterAsStaff(context, open, { way: 'password', secondFactor }) };
  },
});

const signOut = operation({
  name: 'accounts.signOut',
  summary: 'Ends the session of the request.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  input: Nothing,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    await leaveSession(context);
    context.exchange.setSession(null);
    return { done: true as const };
  },
});

const wear = operation({
  name: 'accounts.wear',
  summary: 'Puts on the hat of another post one holds; one hat at a time.',
  clause: '1.1',
  kind: 'query',
  roles: [...STAFF_ROLES],
  input: Wear,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    const { tx, actor, input, now, exchange } = context;
    if (actor.kind !== 'staff' || !exchange.session) throw notFound();
    const { county, tokenHash } = exchange.session;
    const posts = await postsOf(tx, county, actor.accountId, dateOfDay(dayOf(now)));
    const post = posts.find(({ id }) => id === input.appointmentId);
    if (!post) throw notFound();
    const expiresAt = (await sessionEnd(tx, county, tokenHash)) ?? undefined;
    await startSession(context, {
      county,
      accountId: actor.accountId,
      kind: 'staff',
      appointmentId: post.id,
      personId: post.personId,
      secondFactor: exchange.session.secondFactor,
      expiresAt,
    });
    return { done: true as const };
  },
});

const residentOf = (actor: Actor) => {
  if (actor.kind !== 'resident') throw notFound();
  return actor;
};

const choosePerson = operation({
  name: 'accounts.choosePerson',
  summary: 'Says who of the family speaks.',
  clause: '9.2',
  kind: 'command',
  roles: ['resident'],
  input: ChoosePerson,
  output: z.object({ done: z.literal(true) }),
  permit: () => allow,
  run: async ({ tx, app, actor, input, exchange }) => {
    if (!residentOf(actor).persons.includes(input.personId) || !exchange.session) throw notFound();
    await speakFor(tx, exchange.session.county, exchange.session.tokenHash, input.personId);
    forgetSession(app, exchange.session.tokenHash);
    return { done: true as const };
  },
});

export const signInOperations: Operation[] = [signIn, signOut, wear, choosePerson];
