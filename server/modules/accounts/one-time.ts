import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256 } from '../../platform/ids.ts';

/** 32 random bytes as text for a cookie or a link; only its hash is stored. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: tokenHashOf(token) };
}

export const tokenHashOf = (token: string): string => sha256(`session:${token}`);

/** Six digits, each of the million equally likely. */
export const newSixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** A code is hashed with its own id and phone, so that equal codes have different hashes. */
export const codeHash = (id: string, phone: string, code: string): string => sha256(`code:${id}:${phone}:${code}`);

/** What the ticket of a browser that asked for a code is stored as. */
export const ticketHash = (ticket: string): string => sha256(`ticket:${ticket}`);

/** Addresses are only compared, never read. */
export const addressHash = (address: string): string => createHash('sha256').update(`address:${address}`).digest('hex').slice(0, 32);

const PERIOD_SECONDS = 30;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: '邻里', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });

export function newTotpSecret(username: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, username).toString() };
}

/**
 * The time step a TOTP code belongs to (RFC 6238, one step of drift either way), or null when the code is wrong or its step is not later than
 * the last one used: a code that was seen over someone's shoulder is worth nothing.
 */
export function totpStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : null;
}
