import { createHash } from 'node:crypto';

/**
 * The token of an account's session in a filled database: made from its id, so that a run finds thousands of them without their standing anywhere.
 * Good for a database that only loopback ever sees.
 */
export const tokenOf = (accountId: string): string => createHash('sha256').update(`mixed day ${accountId}`).digest('base64url');

/** The password of the members of staff who sign in during the day. */
export const PASSWORD = 'Zhen-Huan-2026-load';
