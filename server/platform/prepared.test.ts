import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openPool, transaction } from './database.ts';
import { newId } from './ids.ts';
import { escapeLiteral } from './literals.ts';
import { executed, inserted } from './prepared.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof openPool>;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool(database.url, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const action = (matterId: string, seq: number) => ({
  county: "'640121'",
  matter_id: escapeLiteral(matterId),
  seq: String(seq),
  step: "'comment'",
  at: 'now()',
  made_at: 'null',
  by: "'{}'",
  input: "'{}'",
  refs: "'{}'",
  deadlines: "'{}'",
  sensitive: 'false',
});

const add = (opened: string, matterId: string, seq: number) =>
  transaction(pool, { kind: 'anyone' }, async (tx) => {
    tx.openMatter(opened);
    await tx.send(executed('matter_action', action(matterId, seq)));
  });

test('policies hold however often the connection has run the insert for somebody who may', async () => {
  const [mine, another] = [newId(), newId()];
  for (let seq = 1; seq <= 12; seq++) await add(mine, mine, seq);
  await expect(add(mine, another, 1)).rejects.toThrow(/row-level security/);
  await add(another, another, 1);
});

test('a value is only ever a value', async () => {
  const mine = newId();
  const strange = `a'); drop table matter; -- \\ "`;
  await transaction(pool, { kind: 'anyone' }, async (tx) => {
    expect(tx.prepared).toBe(true);
    tx.openMatter(mine);
    await tx.send(executed('matter_action', { ...action(mine, 1), step: escapeLiteral(strange) }));
    expect(await tx.db.selectFrom('matter_action').select('step').where('matter_id', '=', mine).execute()).toEqual([{ step: strange }]);
  });
});

test('a row of other columns is refused by name; as plain text it is written with what it has', () => {
  const { refs: _refs, ...short } = action(newId(), 1);
  expect(() => executed('matter_action', short)).toThrow(/matter_action .* prepared\.ts/);
  expect(() => executed('matter_action', { ...action(newId(), 1), more: "'x'" })).toThrow(/matter_action/);
  expect(inserted('job', { county: "'640121'", kind: "'x'" })).toBe("insert into job (county, kind) values ('640121', 'x')");
});
