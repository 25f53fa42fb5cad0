import type { PhoneRow, SealedRow } from './disk.ts';
import { movedUp, shapeNow } from './move-up.ts';

/** Work for one guess of a PIN: what OWASP asks of PBKDF2-HMAC-SHA256 (2023). Browsers bring no slower function without a download. */
export const ITERATIONS = 600_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const AES = { name: 'AES-GCM', length: 256 } as const;

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count));

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

async function pinKey(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, AES, false, ['encrypt', 'decrypt']);
}

const dataKeyOf = (raw: BufferSource): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);

type Keys = Pick<PhoneRow, 'deviceKey' | 'salt' | 'iterations' | 'wrapped'>;

/** A fresh data key, wrapped by the PIN and then by a key that cannot leave this browser. */
export async function makeKeys(pin: string, iterations = ITERATIONS): Promise<{ keys: Keys; dataKey: CryptoKey }> {
  const raw = randomBytes(32);
  const salt = randomBytes(16);
  const [pinIv, deviceIv] = [randomBytes(12), randomBytes(12)];
  const deviceKey = await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt']);
  const inner = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: pinIv }, await pinKey(pin, salt, iterations), raw);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: deviceIv }, deviceKey, inner);
  const dataKey = await dataKeyOf(raw);
  raw.fill(0);
  return { keys: { deviceKey, salt, iterations, wrapped: { data, pinIv, deviceIv } }, dataKey };
}

/** The data key when the PIN is right; null when it is wrong. */
export async function openKeys(keys: Keys, pin: string): Promise<CryptoKey | null> {
  const { data, pinIv, deviceIv } = keys.wrapped;
  const inner = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: deviceIv }, keys.deviceKey, data);
  const key = await pinKey(pin, keys.salt, keys.iterations);
  try {
    return await dataKeyOf(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: pinIv }, key, inner));
  } catch {
    return null;
  }
}

const placeOf = (row: Pick<SealedRow, 'owner' | 'kind' | 'id'>): Uint8Array<ArrayBuffer> =>
  encoder.encode(`${row.owner}\n${row.kind}\n${row.id}`);

/** Encrypts bytes for one place; moved to another place they do not open. */
export async function sealBytes(key: CryptoKey, place: Pick<SealedRow, 'owner' | 'kind' | 'id'>, bytes: BufferSource): Promise<SealedRow> {
  const iv = randomBytes(12);
  const { owner, kind, id } = place;
  return { owner, kind, id, iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: placeOf(place) }, key, bytes) };
}

export const openBytes = (key: CryptoKey, row: SealedRow): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv, additionalData: placeOf(row) }, key, row.data);

/** Encrypts a value together with the number of its shape. */
export const sealValue = (key: CryptoKey, place: Pick<SealedRow, 'owner' | 'kind' | 'id'>, value: unknown): Promise<SealedRow> =>
  sealBytes(key, place, encoder.encode(JSON.stringify({ shape: shapeNow(), value })));

/** The value, moved up from the shape it was written in. Throws NewerShape when a newer app wrote it. */
export async function openValue<Value>(key: CryptoKey, row: SealedRow): Promise<Value> {
  const { shape, value } = JSON.parse(decoder.decode(await openBytes(key, row))) as { shape: number; value: unknown };
  return movedUp<Value>(row.kind, shape, value);
}
