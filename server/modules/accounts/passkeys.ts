import { generateRegistrationOptions, type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import {
  AddPasskey,
  Done,
  Nothing,
  PasskeyOptions,
  PasskeySignInOptions,
  Passkeys,
  RemovePasskey,
  SignedIn,
  SignInWithPasskey,
} from '../../../domain/accounts/contract.ts';
import { deviceName } from '../../../domain/accounts/device.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { demandFreshSignIn } from './fresh-sign-in.ts';
import { askForPasskey, keepChallenge, provesPasskey, siteOf, takeChallenge } from './passkey-proof.ts';
import { addPasskey, passkeysOf, removePasskey } from './passkey-store.ts';
import { signedIn } from './sessions.ts';
import { enterAsStaff } from './sign-in.ts';
import { lowerWithoutFactor, raiseSession } from './start-session.ts';
import { keepDespiteRefusal, lockAccount, lockByUsername } from './store.ts';
import { noteChangedWay } from './ways-in.ts';

const MOST_PASSKEYS = 10;

const refused = () => new Problem('sign-in-failed', { detail: '通行密钥没有通过，请再试一次，或用密码登录。' });

const options = operation({
  name: 'accounts.passkeyOptions',
  summary: 'What the browser needs to make a passkey for the own account.',
  clause: '2.7',
  kind: 'query',
  roles: ['resident', ...STAFF_ROLES],
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
  roles: ['resident', ...STAFF_ROLES],
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
      name: input.name ?? deviceName(exchange.device),
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
  roles: ['resident', ...STAFF_ROLES],
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
  roles: ['resident', ...STAFF_ROLES],
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
  run: async (context) => ({ options: await askForPasskey(context, `sign-in:${context.input.username}`) }),
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
    const { tx, input, now } = context;
    const challenge = await takeChallenge(tx, `sign-in:${input.username}`, input.response, now);
    const account = await lockByUsername(tx, input.username);
    if (!account || !(await provesPasskey(context, account, challenge, input.response))) {
      // The challenge stays used up.
      await keepDespiteRefusal(tx);
      throw refused();
    }
    return { state: await enterAsStaff(context, account, { way: 'passkey', secondFactor: true }) };
  },
});

export const passkeyOperations: Operation[] = [options, add, list, remove, signInOptions, signIn];
