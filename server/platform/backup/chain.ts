import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../sync-folder.ts';
import { keyMark } from './backup-key.ts';
import type { PooledFile } from './file-pool.ts';
import { nameOf } from './manifest.ts';
import { BackupProblem, type Content, damaged, seal, unseal } from './sealed-stream.ts';
import { makeFolder } from './target.ts';

/** The form chains have now. */
const FORM = 1;
export const chainsFolder = (target: string): string => join(target, 'chains');
const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;
const LINK = /^(\d{8})\.json$/;

/** What the log of a database brought from one place on, in links of some seconds each. */
export interface Chain {
  /** The name of its folder. */
  name: string;
  id: string;
  /** The migrations its rows fit; one more ends it. */
  migrations: string[];
  /** The place of the log its slot begins at. */
  from: string;
}

/** What was committed between two places of the log. */
export interface Link {
  number: number;
  from: string;
  until: string;
  /** Everything confirmed before this moment is in this link or an earlier one. */
  reached: string;
  transactions: number;
  changes: number;
  /** The highest transaction number in it. */
  newest: string;
  /** Its last commit, by which a database proves that it is the one that was followed. */
  last: { lsn: string; xid: string };
  sequences: { name: string; value: string; called: boolean }[];
  files: PooledFile[];
  /** Contents that its rows name and that were not on the disk. */
  missing: string[];
  content: Content;
}

/** How far a chain has come, links or not. */
export interface Reached {
  number: number;
  until: string;
  at: string;
}

/** One sealed statement in a file of its own, with what may be read without the key; `what` names it to whoever reads a refusal. */
async function writeStatement(path: string, open: Record<string, unknown>, key: Buffer, statement: unknown): Promise<void> {
  const head = { form: FORM, key: keyMark(key), ...open };
  const sealed = seal(key, Buffer.from(JSON.stringify(statement)), Buffer.from(JSON.stringify(['chain', head]))).toString('base64');
  await writeFile(`${path}.half`, `${JSON.stringify({ ...head, sealed }, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.half`, path);
  await syncFolder(join(path, '..'));
}

async function readStatement<T>(path: string, what: string, key: Buffer, expected: Record<string, unknown>): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? damaged(what, 'is missing') : error;
  });
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw damaged(what, 'cannot be read');
  }
  const { sealed, ...head } = found;
  if (typeof head.form === 'number' && head.form > FORM)
    throw new BackupProblem(
      `The chain was written by a newer version of Linli (form ${head.form}; this one reads up to ${FORM}). Use that version.`,
    );
  if (head.key !== keyMark(key)) throw new BackupProblem(`${what} was written with another key than the one given here.`);
  const opened =
    typeof sealed === 'string' && Object.entries(expected).every(([name, value]) => head[name] === value)
      ? unseal(key, Buffer.from(sealed, 'base64'), Buffer.from(JSON.stringify(['chain', head])))
      : null;
  if (!opened) throw damaged(what, 'is not the one written there');
  return JSON.parse(opened.toString()) as T;
}

const folderOf = (target: string, name: string): string => join(chainsFolder(target), name);
const numbered = (number: number): string => String(number).padStart(8, '0');
const nameOfLink = (number: number): string => `link ${number} of the chain`;

/** Where the changes of a link lie, sealed. */
export const changesFile = (target: string, chain: string, number: number): string =>
  join(folderOf(target, chain), `${numbered(number)}.changes`);

/** What the changes of a link are sealed as. */
export const placeOfLink = (chain: Chain, number: number) => ({ backup: chain.id, stream: nameOfLink(number) });

/** The names of all chains of a target, oldest first. */
export async function chainNames(target: string): Promise<string[]> {
  const found = await readdir(chainsFolder(target)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : Promise.reject(error),
  );
  return found.filter((name) => NAME.test(name)).sort();
}

export async function readChain(target: string, name: string, key: Buffer): Promise<Chain> {
  return readStatement<Chain>(join(folderOf(target, name), 'chain.json'), `the chain ${name}`, key, { chain: name });
}

/** Begins a chain: from here on its links count from 1. */
export async function beginChain(target: string, key: Buffer, { made, ...begun }: Omit<Chain, 'name'> & { made: Date }): Promise<Chain> {
  const chain = { name: nameOf(made, begun.id), ...begun };
  await makeFolder(folderOf(target, chain.name));
  await writeStatement(join(folderOf(target, chain.name), 'chain.json'), { chain: chain.name }, key, chain);
  return chain;
}

/** Writes a link down, the last of its files: what is sealed before has no name until then. */
export async function writeLink(target: string, { name }: Chain, key: Buffer, link: Link): Promise<void> {
  await writeStatement(join(folderOf(target, name), `${numbered(link.number)}.json`), { chain: name, link: link.number }, key, link);
}

export async function readLink(target: string, { name }: Chain, key: Buffer, number: number): Promise<Link> {
  const path = join(folderOf(target, name), `${numbered(number)}.json`);
  return readStatement<Link>(path, nameOfLink(number), key, { chain: name, link: number });
}

/** The numbers of the links that lie there, in order. */
export async function linkNumbers(target: string, name: string): Promise<number[]> {
  const found = await readdir(folderOf(target, name)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : Promise.reject(error),
  );
  return found.flatMap((file) => Number(LINK.exec(file)?.[1]) || []).sort((one, other) => one - other);
}

export async function writeReached(target: string, { name }: Chain, key: Buffer, reached: Reached): Promise<void> {
  await writeStatement(join(folderOf(target, name), 'reached.json'), { chain: name, at: reached.at }, key, reached);
}

export async function readReached(target: string, { name }: Chain, key: Buffer): Promise<Reached> {
  return readStatement<Reached>(join(folderOf(target, name), 'reached.json'), `how far the chain ${name} has come`, key, { chain: name });
}

/** Up to when the newest chain of a target says it has everything, without proving it; null when there is no chain. */
export async function claimedMoment(target: string): Promise<Date | null> {
  const name = (await chainNames(target)).at(-1);
  if (!name) return null;
  const { at } = JSON.parse(await readFile(join(folderOf(target, name), 'reached.json'), 'utf8')) as { at: string };
  return new Date(at);
}

/** Removes what a killed writer left unnamed. */
export async function clearHalves(target: string, name: string): Promise<void> {
  const named = new Set(await linkNumbers(target, name));
  for (const file of await readdir(folderOf(target, name))) {
    const [, changes] = /^(\d{8})\.changes$/.exec(file) ?? [];
    if (file.endsWith('.half') || (changes && !named.has(Number(changes)))) await rm(join(folderOf(target, name), file), { force: true });
  }
}

/** Removes the links before a number; the statement goes first, so that none is left without its changes. */
export async function removeLinksBefore(target: string, name: string, number: number): Promise<void> {
  for (const old of (await linkNumbers(target, name)).filter((one) => one < number)) {
    await rm(join(folderOf(target, name), `${numbered(old)}.json`), { force: true });
    await rm(changesFile(target, name, old), { force: true });
  }
}

export async function removeChain(target: string, name: string): Promise<void> {
  await rename(folderOf(target, name), `${folderOf(target, name)}.half`);
  await rm(`${folderOf(target, name)}.half`, { recursive: true, force: true });
}
