import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { z } from 'zod';
import {
  AddPasskey,
  type CredentialResponse,
  Done,
  Nothing,
  PasskeyOptions,
  PasskeySignInOptions,
  Passkeys,
  RemovePasskey,
  SignedIn,
  SignInWithPasskey,
} from '../../../domain/accounts/contract.ts';
import { PASSKEY_CHALLENGE_LIFETIME } from '../../../domain/accounts/limits.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { allow } from '../../../domain/policy/permission.ts';
import type { Tx } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { addCode, lockSecret, spendCode } from './code-store.ts';
import { demandFreshSignIn } from './fresh-sign-in.ts';
import { addPasskey, lockPasskey, passkeysOf, passkeyUsed, removePasskey } from './passkey-store.ts';
import { signedIn } from './sessions.ts';
import { enterAsStaff } from './sign-in.ts';
import { lowerWithoutFactor, raiseSession } from './start-session.ts';
import { keepDespiteRefusal, lockAccount, lockByUsername } from './store.ts';
import { noteChangedWay } from './ways-in.ts';

const MOST_PASSKEYS = 10;

const refused = () => new Problem('sign-in-failed', { detail: '通行密钥没有通过，请再试一次，或用密码登录。' });

const challengeHash = (challenge: string): string => sha256(`passkey:${challenge}`);

/** Keeps a challenge for whoever it was made for; it is good once, for five minutes. */
async function keepChallenge(tx: Tx, subject: string, challenge: string, now: Date): Promise<void> {
  await addCode(tx, {
    id: newId(now.getTime()),
    purpose: 'passkey',
    subject,
    secretHash: challengeHash(challenge),
    addressHash: null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + PASSKEY_CHALLENGE_LIFETIME),
  });
}

/** The challenge a response was made for, when it was ours, for this subject, and not used before; used up by this. */
async function takeChallenge(tx: Tx, subject: string, response: z.output<typeof CredentialResponse>, now: Date): Promise<string | null> {
  const challenge = challengeOf(response.response.clientDataJSON);
  const found = challenge === null ? undefined : await lockSecret(tx, 'passkey', challengeHash(challenge), now);
  if (!found || found.subject !== subject) return null;
  await spendCode(tx, found.id, now);
  return challenge;
}

function challengeOf(clientDataJSON: unknown): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(String(clientDataJSON), 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

const siteOf = (origin: string) => ({ expectedOrigin: origin, expectedRPID: new URL(origin).hostname });

const options = operation({
  name: 'accounts.passkeyOptions',
  summary: 'What the browser needs to make a passkey for the own account.',
  clause: '2.7',
  kind: 'query',
  roles: [...STAFF_ROLES],
  asSystem: true,
  whileEntering: true,
  perMinute: 10,
  input: Nothing,
  output: PasskeyOptions,
  permit: () => allow,
  run: async ({ tx, actor, exchange, now }) => {
    const { accountId, county } = signedIn(actor, exchange);
    demandFreshSignIn({ now, exchange });
    const account = await lockAccount(tx, accountId);
    if (!account) throw notFound();
    const known = await passkeysOf(tx, county, accountId);
    const made = await generateRegistrationOptions({
      rpName: '邻里',
      rpID: siteOf(exchange.origin).expectedRPID,
      userName: account.username ?? account.displayName,
      userDisplayName: account.displayName,
      userID: new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex')),
      excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
      // Found by the device itself, so that signing in needs no list of keys that would tell which accounts exist.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await keepChallenge(tx, `add:${accountId}`, made.challenge, now);
    return { options: made as unknown as Record<string, unknown> };
  },
});

const add = operation({
  name: 'accounts.addPasskey',
  summary: 'Adds a passkey made with accounts.passkeyOptions to the own account.',
  clause: '2.7',
  kind: 'command',
  roles: [...STAFF_ROLES],
  asSystem: true,
  whileEntering: true,
  perMinute: 10,
  input: AddPasskey,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    const { tx, actor, exchange, input, now } = context;
    const { accountId, county } = signedIn(actor, exchange);
    demandFreshSignIn(context);
    const account = await lockAccount(tx, accountId);
    if (!account) throw notFound();
    if ((await passkeysOf(tx, county, accountId)).length >= MOST_PASSKEYS)
      throw new Problem('refused', { reason: `最多 ${MOST_PASSKEYS} 个通行密钥，请先删掉不用的。` });
    const challenge = await takeChallenge(tx, `add:${accountId}`, input.response, now);
    if (challenge === null) throw refused();
    const verified = await verifyRegistrationResponse({
      response: input.response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      ...siteOf(exchange.origin),
      requireUserVerification: true,
    }).catch(() => null);
    if (!verified?.verified) throw refused();
    const { credential } = verified.registrationInfo;
    await addPasskey(tx, {
      county,
      id: credential.id,
      accountId,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: input.name,
      createdAt: now,
    });
    await noteChangedWay(context, account, 'passkeyAdded');
    await raiseSession(context, account.id);
    return { done: true as const };
  },
});

const list = operation({
  name: 'accounts.passkeys',
  summary: 'The passkeys of the own account.',
  clause: '2.7',
  kind: 'query',
  roles: [...STAFF_ROLES],
  input: Nothing,
  output: Passkeys,
  permit: () => allow,
  run: async ({ tx, actor, exchange }) => {
    const { accountId, county } = signedIn(actor, exchange);
    const keys = await passkeysOf(tx, county, accountId);
    return {
      passkeys: keys.map((key) => ({
        id: key.id,
        name: key.name,
        createdAt: key.created_at.toISOString(),
        usedAt: key.used_at?.toISOString() ?? null,
      })),
    };
  },
});

const remove = operation({
  name: 'accounts.removePasskey',
  summary: 'Removes a passkey from the own account.',
  clause: '2.7',
  kind: 'command',
  roles: [...STAFF_ROLES],
  input: RemovePasskey,
  output: Done,
  permit: () => allow,
  run: async (context) => {
    const { tx, actor, exchange, input } = context;
    const { accountId, county } = signedIn(actor, exchange);
    demandFreshSignIn(context);
    const account = await lockAccount(tx, accountId);
    if (!account || !(await removePasskey(tx, county, accountId, input.id))) throw notFound();
    await lowerWithoutFactor(context, account);
    await noteChangedWay(context, account, 'passkeyRemoved');
    return { done: true as const };
  },
});

const signInOptions = operation({
  name: 'accounts.passkeySignInOptions',
  summary: 'What the browser needs to sign in with a passkey; the same for every user name, known or not.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: PasskeySignInOptions,
  output: PasskeyOptions,
  permit: () => allow,
  run: async ({ tx, exchange, input, now }) => {
    const made = await generateAuthenticationOptions({ rpID: siteOf(exchange.origin).expectedRPID, userVerification: 'required' });
    await keepChallenge(tx, `sign-in:${input.username}`, made.challenge, now);
    return { options: made as unknown as Record<string, unknown> };
  },
});

const signIn = operation({
  name: 'accounts.signInWithPasskey',
  summary: 'Signs a member of staff in with a passkey, which is both factors at once.',
  clause: '2.7',
  kind: 'query',
  roles: ['anyone'],
  asSystem: true,
  perMinute: 30,
  input: SignInWithPasskey,
  output: SignedIn,
  permit: () => allow,
  run: async (context) => {
    const { tx, input, now, exchange } = context;
    const refuse = async (): Promise<never> => {
      // The challenge stays used up.
      await keepDespiteRefusal(tx);
      throw refused();
    };
    const challenge = await takeChallenge(tx, `sign-in:${input.username}`, input.response, now);
    const account = await lockByUsername(tx, input.username);
    const key = account && account.closedAt === null ? await lockPasskey(tx, account.county, account.id, input.response.id) : undefined;
    if (challenge === null || !account || !key) return refuse();
    const verified = await verifyAuthenticationResponse({
      response: input.response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      ...siteOf(exchange.origin),
      requireUserVerification: true,
      credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: key.counter, transports: key.transports },
    }).catch(() => null);
    if (!verified?.verified) return refuse();
    await passkeyUsed(tx, account.county, key.id, verified.authenticationInfo.newCounter, now);
    return { state: await enterAsStaff(context, account, { way: 'passkey', secondFactor: true }) };
  },
});

export const passkeyOperations: Operation[] = [options, add, list, remove, signInOptions, signIn];
