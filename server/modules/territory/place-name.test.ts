import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../platform/database.ts';
import { GRID_1, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { placeName, placeNames } from './index.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
});
afterAll(() => server.stop());

/** A transaction that counts how often it is asked for its queries. */
function counting(tx: Tx): { tx: Tx; asked(): number } {
  let asked = 0;
  const counted = Object.create(tx, {
    db: {
      get() {
        asked += 1;
        return tx.db;
      },
    },
  }) as Tx;
  return { tx: counted, asked: () => asked };
}

it('the places of a whole list are one question, and none a minute long', async () => {
  await server.prepare(async (plain) => {
    const { tx, asked } = counting(plain);
    const villages = await tx.db.selectFrom('division').select('code').where('level', '=', 'village').orderBy('code').limit(50).execute();
    const rows = [{ village: YUANLONG, grid: GRID_1 }, ...villages.map(({ code }) => ({ village: code, grid: null }))];
    const before = asked();
    const nameOf = await placeNames(server.app, tx, rows);
    expect(asked() - before).toBe(1);
    expect(nameOf({ village: YUANLONG, grid: GRID_1 })).toMatch(/^原隆村 .*网格/);
    expect(new Set(rows.map(nameOf)).size).toBeGreaterThan(40);
    await placeNames(server.app, tx, rows);
    expect(asked() - before).toBe(1);
  });
});

it('who serves several counties reads the county before the village, whatever was asked before', async () => {
  await server.prepare(async (tx) => {
    expect(await placeName(server.app, tx, YUANLONG)).toBe('原隆村');
    const rows = [{ village: YUANLONG, grid: null }];
    expect((await placeNames(server.app, tx, rows, true))(rows[0] as (typeof rows)[0])).toBe('永宁县 原隆村');
    expect((await placeNames(server.app, tx, rows))(rows[0] as (typeof rows)[0])).toBe('原隆村');
  });
});

it('a place nobody knows has no name', async () => {
  await server.prepare(async (tx) => expect(await placeName(server.app, tx, '999999999999')).toBe(''));
});
