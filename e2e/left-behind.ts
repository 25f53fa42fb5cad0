import { randomBytes } from 'node:crypto';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { canariesIn } from '../server/testing/canary/canaries.ts';
import { filesBelow } from '../server/testing/canary/files-below.ts';

/** Words to look for, by what they are. */
export type Words = Readonly<Record<string, string>>;

/** A word nobody else writes: six rare characters. */
export const rareWord = (): string => [...randomBytes(6)].map((byte) => String.fromCodePoint(0x9e21 + (byte % 200))).join('');

/** A phone nobody else has. */
export const rarePhone = (): string => `147${String(randomBytes(4).readUInt32BE() % 100_000_000).padStart(8, '0')}`;

/** Which of some words stand in which files of a browser's profile folder, in any of the ways a browser writes. */
export async function inProfile(folder: string, words: Words): Promise<string[]> {
  const found: string[] = [];
  for await (const { path, content } of filesBelow(folder)) found.push(...canariesIn(content, words).map((word) => `${word} in ${path}`));
  return found;
}

/** Runs in the page: everything the browser keeps for its origin, as text, by where it is kept. What lies on the disk may be compressed; this is not. */
async function keptHere(): Promise<[where: string, text: string][]> {
  const readable = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return value.text();
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (Array.isArray(value)) return Promise.all(value.map(readable));
    if (!value || typeof value !== 'object') return value;
    return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await readable(one)])));
  };
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const found: [string, string][] = [
    ['localStorage', JSON.stringify({ ...localStorage })],
    ['sessionStorage', JSON.stringify({ ...sessionStorage })],
    ['title', document.title],
    ['address', location.href],
  ];
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name as string));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(rows.getAllKeys()), asked(rows.getAll())]);
      found.push([`${name}/${store}`, JSON.stringify(await readable([keys, values]))]);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      found.push(['Cache Storage', `${request.url} ${(await (await cache.match(request))?.text()) ?? ''}`]);
  }
  return found;
}

/** Which of some words the browser keeps for the origin of a page, and where: `word in store`. */
export async function inStores(page: Page, words: Words): Promise<string[]> {
  const kept = await page.evaluate(keptHere);
  return [...new Set(kept.flatMap(([where, text]) => canariesIn(text, words).map((word) => `${word} in ${where}`)))].sort();
}

/** Stands between browsers and a server and keeps the first line and the headers of everything that passes, both ways; cookies are left out. */
export async function listeningWire(to: string): Promise<{ url: string; heard: string[]; close(): void }> {
  const heard: string[] = [];
  const without = ({ cookie, 'set-cookie': set, ...headers }: NodeJS.Dict<string | string[]>) => JSON.stringify(headers);
  const server = createServer((coming, going) => {
    heard.push(`${coming.method} ${coming.url} ${without(coming.headers)}`);
    const passed = ask(new URL(coming.url ?? '/', to), { method: coming.method, headers: coming.headers }, (answer) => {
      heard.push(`${answer.statusCode} ${without(answer.headers)}`);
      going.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(going);
    });
    // A browser that leaves in the middle takes its request along.
    passed.on('error', () => going.destroy());
    going.on('close', () => passed.destroy());
    coming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => void server.close().closeAllConnections(),
  };
}
