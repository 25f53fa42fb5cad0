import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mayBePassword } from '../../../domain/accounts/password.ts';
import type { Permission } from '../../../domain/policy/permission.ts';

const STOLEN = join(import.meta.dirname, '..', '..', 'data', 'passwords', 'stolen.txt');
let stolen: Promise<ReadonlySet<string>> | undefined;

/** The passwords known from thefts that are long enough here, plain; read once. */
export const stolenPasswords = (): Promise<ReadonlySet<string>> => {
  stolen ??= readFile(STOLEN, 'utf8').then((text) => new Set(text.split('\n').filter(Boolean)));
  return stolen;
};

/** Whether an account may get this password, asked wherever one is set. */
export const mayBeNewPassword = async (password: string, username: string | null): Promise<Permission> =>
  mayBePassword(password, username ?? '', await stolenPasswords());
