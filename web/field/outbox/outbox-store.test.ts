import { beforeEach, expect, test } from 'vitest';
import type { NewEntry } from '../../../domain/outbox/entry.ts';
import { DiskFull } from '../device/disk.ts';
import { setUpPhone, type Vault } from '../device/phone.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { OutboxStore } from './outbox-store.ts';

let disk: MemoryDisk;
let vault: Vault;
beforeEach(async () => {
  disk = new MemoryDisk();
  vault = await setUpPhone(disk, 'li', '246813', 0, 10);
});

const made = (commandId: string, key?: string): NewEntry => ({
  commandId,
  operation: 'matters.file',
  input: { words: '水管爆了' },
  madeAt: '2026-11-24T01:00:00.000Z',
  author: 'li',
  thread: commandId,
  title: '水管爆了',
  ...(key && { attachments: [{ key, bytes: 3, mediaType: 'image/jpeg' }] }),
});
const photo = (key: string) => new Map([[key, new Blob(['abc'])]]);

test('an entry and its photo are there after a restart, and the photo goes when it has arrived', async () => {
  await new OutboxStore(vault).add(made('1', 'p'), photo('p'));
  const again = new OutboxStore(vault);
  expect((await again.entries()).map(({ commandId, n }) => [commandId, n])).toEqual([['1', 1]]);
  expect(Buffer.from((await again.file('p')) ?? new ArrayBuffer(0)).toString()).toBe('abc');
  await again.apply({ kind: 'answered', commandId: '1', answer: {}, at: 'then' });
  expect(await again.file('p')).toBeUndefined();
  expect((await again.entries())[0]?.state).toBe('sent');
});

test('two tabs never undo each other', async () => {
  const [one, other] = [new OutboxStore(vault), new OutboxStore(vault)];
  await one.entries();
  await other.entries();
  await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : other).add(made(String(at)))));
  const entries = await one.entries();
  expect(entries).toHaveLength(20);
  expect(new Set(entries.map(({ n }) => n)).size).toBe(20);
  expect(await other.entries()).toEqual(entries);
});

test('killed in the middle of a write there is all of it or nothing', async () => {
  const store = new OutboxStore(vault);
  disk.beforeWrite = () => {
    throw new Error('killed');
  };
  await expect(store.add(made('1', 'p'), photo('p'))).rejects.toThrow('killed');
  disk.beforeWrite = () => undefined;
  const again = new OutboxStore(vault);
  expect([await again.entries(), await again.file('p')]).toEqual([[], undefined]);
});

test('a full phone refuses plainly and keeps what it had', async () => {
  const store = new OutboxStore(vault);
  await store.add(made('1'));
  disk.full = true;
  await expect(store.add(made('2', 'p'), photo('p'))).rejects.toThrow(DiskFull);
  disk.full = false;
  expect((await store.entries()).map(({ commandId }) => commandId)).toEqual(['1']);
});

test('a command repeated by an impatient thumb is one entry', async () => {
  const store = new OutboxStore(vault);
  await store.add(made('1'));
  await store.add(made('1'));
  expect(await store.entries()).toHaveLength(1);
});

test('a photo taken out when an entry is mended leaves the phone, a new one is kept', async () => {
  const store = new OutboxStore(vault);
  await store.add(made('1', 'p'), photo('p'));
  await store.apply({ kind: 'refused', commandId: '1', problem: { type: '', title: '', errors: [] } });
  const attachments = [{ key: 'q', bytes: 3, mediaType: 'image/jpeg' }];
  await store.apply({ kind: 'corrected', commandId: '1', by: 'li', input: {}, newCommandId: '2', attachments }, photo('q'));
  expect([await store.file('p'), (await store.file('q'))?.byteLength]).toEqual([undefined, 3]);
});

test('what is kept is told before whoever kept it hears so, and a slow look that began earlier does not take it back', async () => {
  const told: string[][] = [];
  const store = new OutboxStore(vault, (entries) => told.push(entries.map(({ commandId }) => commandId)));
  await store.entries();
  expect(told).toEqual([[]]);
  // Another tab kept something; while this one looks at it, its own is kept.
  await new OutboxStore(vault).add(made('1'));
  let answer: () => void = () => undefined;
  const slow = new Promise<void>((done) => {
    answer = done;
  });
  disk.afterLook = () => {
    disk.afterLook = async () => undefined;
    return slow;
  };
  const looking = store.entries();
  await new Promise((done) => setTimeout(done));
  const adding = store.add(made('2')).then(() => expect(told.at(-1)).toEqual(['1', '2']));
  await adding;
  answer();
  expect((await looking).map(({ commandId }) => commandId)).toEqual(['1', '2']);
  expect(told).toEqual([[], ['1'], ['1', '2']]);
});
