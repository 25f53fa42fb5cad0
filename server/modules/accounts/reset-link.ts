import { AskResetLink, Done, OpenResetLink, ReadResetLink, ResetLink, UseResetLink } from '../../../domain/accounts/contract.ts';
import { RESET_LINK_LIFETIME } from '../../../domain/accounts/limits.ts';
import { mayResetPassword } from '../../../domain/accounts/permissions.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow, every, when } from '../../../domain/policy/permission.ts';
import type { Tx } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { invalid, Problem } from '../../platform/problem.ts';
import { forgetSession } from './authenticate.ts';
import { addCode, findSecret, lockSecret, spendCode, voidCodes } from './code-store.ts';
import { mayBeNewPassword } from './new-password.ts';
import { newToken } from './one-time.ts';
import { facts, inRange, ofOwnRange } from './own-range.ts';
import { removePasskeysOf } from './passkey-store.ts';
import { hashPassword } from './password-hash.ts';
import { endSessionsOf } from './session-store.ts';
import { lockAccount, postsOf, setPassword, setTotp } from './store.ts';
import { noteChangedWay } from './ways-in.ts';

const resetHash = (token: string): string => sha256(`reset:${token}`);

/** A link that sets a password, good once within 24 hours. */
export async function newResetLink(tx: Tx, accountId: string, exchange: Exchange, now: Date): Promise<string> {
  await voidCodes(tx, 'reset', accountId, now);
  const { token } = newToken();
  await addCode(tx, {
    id: newId(now.getTime()),
    purpose: 'reset',
    subject: accountId,
    secretHash: resetHash(token),
    addressHash: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + RESET_LINK_LIFETIME),
  });
  // Behind the #, so that neither our proxy nor any other writes the token into a log.
  return `${exchange.origin}/office/reset#${token}`;
}

const resetLink = operation({
  name: 'accounts.resetLink',
  summary:
    'Makes a one-time link with which a member of staff sets a new password; where their second factor is lost it takes back every way in.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  asSystem: true,
  perMinute: 20,
  input: AskResetLink,
  output: ResetLink,
  load: async ({ tx, actor, input, now }) => {
    const account = await ofOwnRange({ tx, actor, input });
    return { account, posts: await postsOf(tx, account.county, account.id, dateOfDay(dayOf(now))) };
  },
  permit: ({ actor, subject }) =>
    every(
      mayResetPassword(actor, facts(subject.account)),
      // Whoever sets a password can wear its hats.
      when(
        subject.posts.every((post) => inRange(actor, post.territory)),
        '这个人还有范围更大的岗位，请上级管理员来办。',
      ),
    ),
  run: async (context) => {
    const { tx, app, input, subject, now, exchange } = context;
    const { account } = subject;
    if (input.factorLost) {
      // Whoever found the phone must not come in by what is on it, nor by the old password while the link is under way.
      await setTotp(tx, account, { secret: null, confirmedAt: null, step: 0 });
      await removePasskeysOf(tx, account.county, account.id);
      await setPassword(tx, account, null);
      await endSessionsOf(tx, account.county, account.id, now);
      forgetSession(app, account.id);
    }
    await noteChangedWay(context, account, input.factorLost ? 'waysTakenBack' : 'resetLink');
    return { link: await newResetLink(tx, account.id, exchange, now) };
  },
});

const spent = () => new Problem('link-spent', { detail: '请联系管理员再要一个。' });

const readLink = operation({
  name: 'accounts.readResetLink',
  summary: 'Whether a one-time link is still good, and until when; says nothing of the account.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 20,
  input: ReadResetLink,
  output: OpenResetLink,
  permit: () => allow,
  run: async ({ tx, input, now }) => {
    const link = await findSecret(tx, 'reset', resetHash(input.token), now);
    if (!link) throw spent();
    return { expiresAt: link.expiresAt.toISOString() };
  },
});

const useLink = operation({
  name: 'accounts.useResetLink',
  summary: 'Sets the password with a one-time link and ends all sessions of the account; a second factor stays.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 10,
  input: UseResetLink,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    const { tx, app, input, now } = context;
    const link = await lockSecret(tx, 'reset', resetHash(input.token), now);
    const account = link ? await lockAccount(tx, link.subject) : undefined;
    if (!link || !account || account.closedAt !== null) throw spent();
    const may = await mayBeNewPassword(input.password, account.username);
    if (!may.allowed) throw invalid('password', may.reason);
    await spendCode(tx, link.id, now);
    await setPassword(tx, account, await hashPassword(input.password));
    await endSessionsOf(tx, account.county, account.id, now);
    forgetSession(app, account.id);
    await noteChangedWay(context, account, 'password', { byLink: true });
    return { done: true as const };
  },
});

export const resetLinkOperations: Operation[] = [resetLink, readLink, useLink];
