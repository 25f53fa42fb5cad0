import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters OWASP's Password Storage Cheat Sheet names first: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let nobody: Promise<string> | undefined;

/** The same password typed on different keyboards must be the same bytes. */
const bytes = (password: string): string => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(bytes(password), ARGON2ID);
}

/** Whether the password is right; takes as long for an account that does not exist or has no password (null), and is then false. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const right = await verify(passwordHash ?? (await nobody), bytes(password));
  return right && passwordHash !== null;
}
