import type { Actor } from '../../../domain/accounts/actor.ts';
import {
  BeginProvider,
  FinishProvider,
  GiveProviderCode,
  ProviderBegun,
  ProviderFinished,
  SignedIn,
} from '../../../domain/accounts/contract.ts';
import { mayUseProvider } from '../../../domain/accounts/permissions.ts';
import type { App, IdentityProvider } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { Problem } from '../../platform/problem.ts';
import { isLocked, refuseAttempt } from './attempts.ts';
import { addCode, lockSecret, spendCode } from './code-store.ts';
import { newToken, totpStep } from './one-time.ts';
import { addressOf, type Proven, prove } from './provider.ts';
import { enterAsStaff } from './sign-in.ts';
import { type AccountRow, lockAccount, lockByUsername, setTotp } from './store.ts';
import { accountOfSubject, goOn, pause, subjectOf } from './subject-store.ts';

// As with the other ways in: what gives out a cookie or a secret is a query, so that its answer is not kept.

const LIFETIME = 10 * 60_000;
const hashOf = (secret: string): string => sha256(`provider:${secret}`);
const redirectOf = (exchange: Exchange): string => `${exchange.origin}/office/sign-in`;

/** A secret good once within ten minutes. */
async function newSecret(tx: Tx, purpose: 'provider' | 'provider-code', subject: string, now: Date): Promise<string> {
  const { token } = newToken();
  await addCode(tx, {
    id: newId(now.getTime()),
    purpose,
    subject,
    secretHash: hashOf(token),
    addressHash: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME),
  });
  return token;
}

const configured = ({ app }: { app: App }) => Promise.resolve({ provider: app.config.provider });
const spent = () => new Problem('sign-in-failed', { detail: '这次登录过时了，请从登录页重新开始。' });

const begin = operation({
  name: 'accounts.beginProvider',
  summary: 'Begins a sign-in of staff through the identity provider: where to send the browser, and a secret for it to keep meanwhile.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: BeginProvider,
  output: ProviderBegun,
  load: configured,
  permit: ({ subject }) => mayUseProvider(subject.provider !== null),
  run: async ({ tx, subject, now, exchange }) => {
    const flow = await newSecret(tx, 'provider', 'begun', now);
    return { flow, url: await addressOf(subject.provider as IdentityProvider, flow, redirectOf(exchange)) };
  },
});

/** The open account of staff that this is, by the link an administrator set, else by the claim the operator chose. Never makes one. */
async function accountOf(tx: Tx, provider: IdentityProvider, { subject, claim }: Proven): Promise<AccountRow> {
  const linked = await accountOfSubject(tx, provider.issuer, subject);
  const account = linked !== null ? await lockAccount(tx, linked) : claim !== null ? await lockByUsername(tx, claim) : undefined;
  // Whoever has a link enters by it alone: a name at the provider may be given to somebody else one day.
  const another = linked === null && account && (await subjectOf(tx, account.county, account.id));
  if (!account || another || account.kind !== 'staff' || account.closedAt !== null)
    throw new Problem('sign-in-failed', {
      detail: `统一身份认证通过了，但还没有和这里的工作账号连起来。请把这个标识告诉管理员：${subject}`,
    });
  return account;
}

const finish = operation({
  name: 'accounts.finishProvider',
  summary:
    'Ends a sign-in through the identity provider with the code it gave; asks for our second factor where the provider says of none.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: FinishProvider,
  output: ProviderFinished,
  load: configured,
  permit: ({ subject }) => mayUseProvider(subject.provider !== null),
  run: async (context) => {
    const { tx, input, subject, now, exchange } = context;
    const provider = subject.provider as IdentityProvider;
    const begun = await lockSecret(tx, 'provider', hashOf(input.flow), now);
    if (!begun) throw spent();
    // Good once, whatever comes of it.
    await spendCode(tx, begun.id, now);
    await pause(tx);
    const answered = new URL(redirectOf(exchange));
    for (const name of ['code', 'state', 'iss'] as const) if (input[name] !== undefined) answered.searchParams.set(name, input[name]);
    const proven = await prove(provider, input.flow, answered);
    await goOn(tx);
    const account = await accountOf(tx, provider, proven);
    if (isLocked(account, now)) throw new Problem('sign-in-failed', { detail: '账号因为多次输错锁着，请过一会儿再来，或请管理员解锁。' });
    if (account.totpConfirmedAt !== null && !proven.strong)
      return { state: 'totp-needed' as const, ticket: await newSecret(tx, 'provider-code', account.id, now) };
    return { state: await enterAsStaff(context as never, account, { way: 'provider', secondFactor: proven.strong }), ticket: null };
  },
});

const giveCode = operation({
  name: 'accounts.giveProviderCode',
  summary: 'Gives the code of our second factor after the identity provider said who it is.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: GiveProviderCode,
  output: SignedIn,
  load: configured,
  permit: ({ subject }) => mayUseProvider(subject.provider !== null),
  run: async (context) => {
    const { tx, input, now } = context;
    const ticket = await lockSecret(tx, 'provider-code', hashOf(input.ticket), now);
    const account = ticket && (await lockAccount(tx, ticket.subject));
    if (!ticket || !account || account.closedAt !== null || account.totpSecret === null) throw spent();
    const step = totpStep(account.totpSecret, input.totp, now, account.totpStep);
    if (step === null || isLocked(account, now))
      return refuseAttempt(context as { actor: Actor } & typeof context, account, 'sign-in-code');
    await spendCode(tx, ticket.id, now);
    await setTotp(tx, account, { secret: account.totpSecret, confirmedAt: account.totpConfirmedAt, step });
    return { state: await enterAsStaff(context as never, account, { way: 'provider', secondFactor: true }) };
  },
});

export const providerSignInOperations: Operation[] = [begin, finish, giveCode];
