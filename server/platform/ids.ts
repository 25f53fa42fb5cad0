import { hash, randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafe(4096);
let used = pool.length;

/** Random bytes from a stock filled 4 KB at a time; one call to the system for each id would cost more than the id. At most 4,096. */
function randomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return Buffer.from(pool.subarray(used - count, used));
}

let lastAt = -1;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, section 6.2, method 1) for an instant; made by us so that a device can make one offline and keys stay in time order.
 * Ids of one process and one millisecond rise: the twelve bits after the version count on from a random start.
 */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytes(16);
  counter = at === lastAt ? (counter + 1) & 0xfff : bytes.readUInt16BE(6) & 0x7ff;
  lastAt = at;
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(((bytes[8] as number) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether a text is an id as `newId` writes it. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt code people can read aloud: 8 characters without look-alikes (39 bits; guessing is limited by address). */
export function newReceiptCode(): string {
  let code = '';
  while (code.length < 8) {
    for (const byte of randomBytes(16)) {
      if (byte < 240 && code.length < 8) code += READABLE[byte % 30];
    }
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Receipt codes are typed by hand: case and the dash do not matter. */
export const normalReceipt = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

export const sha256 = (text: string | Buffer): string => hash('sha256', text, 'hex');

/** The hash under which a receipt code is stored for look-up. */
export const receiptHash = (code: string): string => sha256(`receipt:${normalReceipt(code)}`);
