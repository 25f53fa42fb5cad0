import { type AuthenticationResponseJSON, generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { CredentialResponse } from '../../../domain/accounts/contract.ts';
import { PASSKEY_CHALLENGE_LIFETIME } from '../../../domain/accounts/limits.ts';
import type { Tx } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { Exchange } from '../../platform/operation.ts';
import { addCode, lockSecret, spendCode } from './code-store.ts';
import { lockPasskey, passkeyUsed } from './passkey-store.ts';
import type { AccountRow } from './store.ts';

export type PasskeyResponse = z.output<typeof CredentialResponse>;

interface Context {
  tx: Tx;
  now: Date;
  exchange: Exchange;
}

const challengeHash = (challenge: string): string => sha256(`passkey:${challenge}`);

/** Keeps a challenge for whoever it was made for; it is good once, for five minutes. */
export async function keepChallenge(tx: Tx, subject: string, challenge: string, now: Date): Promise<void> {
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
export async function takeChallenge(tx: Tx, subject: string, response: PasskeyResponse, now: Date): Promise<string | null> {
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

/** Where a passkey belongs to: the name people see in the address, and nowhere else. */
export const siteOf = (origin: string) => ({ expectedOrigin: origin, expectedRPID: new URL(origin).hostname });

/** What a browser needs to sign in with a passkey; names no key, so that it tells nothing of who has one. */
export async function askForPasskey({ tx, now, exchange }: Context, subject: string): Promise<Record<string, unknown>> {
  const made = await generateAuthenticationOptions({ rpID: siteOf(exchange.origin).expectedRPID, userVerification: 'required' });
  await keepChallenge(tx, subject, made.challenge, now);
  return made as unknown as Record<string, unknown>;
}

/** Whether a response to `challenge` was signed by a passkey of an open account, its owner verified by the device; its use is noted. */
export async function provesPasskey(
  { tx, now, exchange }: Context,
  account: AccountRow | undefined,
  challenge: string | null,
  response: PasskeyResponse,
): Promise<boolean> {
  const key = account && account.closedAt === null ? await lockPasskey(tx, account.county, account.id, response.id) : undefined;
  if (challenge === null || !account || !key) return false;
  const verified = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    ...siteOf(exchange.origin),
    requireUserVerification: true,
    credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: key.counter, transports: key.transports },
  }).catch(() => null);
  if (!verified?.verified) return false;
  await passkeyUsed(tx, account.county, key.id, verified.authenticationInfo.newCounter, now);
  return true;
}
