import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryDisk } from '../testing/memory-disk.ts';
import { movedUp, NewerShape } from './move-up.ts';
import { activePhone, dropGridIfGone, handTo, setUpPhone, unlock } from './phone.ts';
import { openValue, sealValue } from './sealing.ts';

/** Few rounds: what is tested here is not how long a guess takes. */
const ROUNDS = 10;
const DAY = 86_400_000;

let disk: MemoryDisk;
let now: number;
const clock = () => now;
beforeEach(() => {
  disk = new MemoryDisk();
  now = 1_800_000_000_000;
});

const setUp = (owner = 'li', pin = '246813') => setUpPhone(disk, owner, pin, now, ROUNDS);

describe('the PIN', () => {
  test('opens what it has sealed; without it nothing can be read from the disk', async () => {
    const vault = await setUp();
    const row = await sealValue(vault.key, { owner: 'li', kind: 'part', id: 'households' }, { name: '单雪梅' });
    await disk.write({ owner: 'li', put: [row], remove: [] });
    expect(Buffer.from(row.data).includes(Buffer.from('单雪梅'))).toBe(false);
    const opened = await unlock(disk, 'li', '246813', clock);
    expect(opened.kind === 'open' && (await openValue(opened.vault.key, row))).toEqual({ name: '单雪梅' });
    await expect(openValue(vault.key, { ...row, id: 'matters' }), 'moved to another place').rejects.toThrow();
  });

  test('wrong ones are counted before the guess, pause longer and longer, and the tenth empties the phone', async () => {
    await setUp();
    for (let tries = 1; tries <= 3; tries += 1)
      expect(await unlock(disk, 'li', '111112', clock)).toMatchObject({ kind: 'wrong', left: 10 - tries });
    expect(await unlock(disk, 'li', '111112', clock)).toMatchObject({ kind: 'wrong', pausedUntil: now + 30_000 });
    expect((await unlock(disk, 'li', '246813', clock)).kind, 'also the right one waits').toBe('paused');
    expect((await disk.phone('li'))?.wrongPins).toBe(4);
    for (let tries = 5; tries <= 10; tries += 1) {
      now += DAY;
      await unlock(disk, 'li', '111112', clock);
    }
    expect(await disk.phones()).toEqual([]);
  });

  test('the right one forgives; a clock put back does not lock anyone out for longer', async () => {
    await setUp();
    for (let tries = 1; tries <= 4; tries += 1) await unlock(disk, 'li', '111112', clock);
    now -= 30 * DAY;
    expect((await unlock(disk, 'li', '246813', clock)).kind).toBe('open');
    expect((await disk.phone('li'))?.wrongPins).toBe(0);
  });

  test('killing the page during a guess does not give the guess back', async () => {
    await setUp();
    void unlock(disk, 'li', '111112', clock);
    await new Promise((done) => setTimeout(done, 0));
    expect((await disk.phone('li'))?.wrongPins).toBe(1);
  });
});

test('two people on one phone: each has a key of their own, and emptying one leaves the other', async () => {
  const li = await setUp('li', '246813');
  const ma = await setUp('ma', '135790');
  const row = await sealValue(li.key, { owner: 'li', kind: 'outbox', id: '1' }, { words: '水管爆了' });
  await expect(openValue(ma.key, row)).rejects.toThrow();
  expect((await activePhone(disk))?.owner).toBe('ma');
  expect(await handTo(disk, 'li')).toBe(true);
  expect((await activePhone(disk))?.owner).toBe('li');
  expect(await handTo(disk, 'wang')).toBe(false);
  await disk.write({ owner: 'li', put: [row], remove: [] });
  await disk.empty('ma');
  expect(await disk.sealed('li', 'outbox', '1')).toBeDefined();
});

test('after seven days without contact the grid is gone, what was written stays', async () => {
  const { key } = await setUp();
  for (const kind of ['part', 'day', 'outbox', 'file', 'draft'])
    await disk.write({ owner: 'li', put: [await sealValue(key, { owner: 'li', kind, id: '1' }, {})], remove: [] });
  const phone = await disk.phone('li');
  if (!phone) throw new Error('no phone');
  expect(await dropGridIfGone(disk, phone, now + 7 * DAY)).toBe(false);
  expect(await dropGridIfGone(disk, phone, now + 7 * DAY + 1)).toBe(true);
  expect([...disk.rows.values()].map((row) => row.kind).sort()).toEqual(['draft', 'file', 'outbox']);
});

test('what an older app sealed is moved up step by step; what a newer one sealed is left alone', () => {
  const steps = [
    { outbox: (entry: Record<string, unknown>) => ({ ...entry, follows: null }) },
    { outbox: ({ title, ...entry }: Record<string, unknown>) => ({ ...entry, name: title }) },
  ];
  expect(movedUp('outbox', 1, { title: '报一件事' }, steps)).toEqual({ name: '报一件事', follows: null });
  expect(movedUp('outbox', 2, { title: '报一件事' }, steps)).toEqual({ name: '报一件事' });
  expect(movedUp('part', 1, { whole: null }, steps)).toEqual({ whole: null });
  expect(() => movedUp('outbox', 4, {}, steps)).toThrow(NewerShape);
});

test('a draft that the first app kept is found with its photos and its voice', () => {
  const voice = { key: 'v', seconds: 4, type: 'audio/webm' };
  expect(movedUp('draft', 1, { commandId: 'c', words: '井盖', photos: ['p'], voice })).toEqual({
    commandId: 'c',
    words: '井盖',
    photos: [{ key: 'p', blob: { type: 'image/jpeg' } }],
    voice: { key: 'v', seconds: 4, blob: { type: 'audio/webm' } },
  });
});
