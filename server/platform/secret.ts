import { randomBytes } from 'node:crypto';

/** A key for another system: 32 random bytes as text, shown once; what is kept is a hash. */
export const newKey = (): string => randomBytes(32).toString('base64url');
