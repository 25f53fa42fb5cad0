import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textVersionOf } from '../../../domain/own-data/consents.ts';
import { masterSource } from '../../platform/master-key.ts';
import { TEST_MASTER } from '../../testing/keys.ts';
import { type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { codeSentTo, movable, newAddress, signInPhone, TICKET } from '../../testing/world.ts';
import { followRotation, indexStatus, moveIndexes, openKeys } from './index.ts';

const PHONE = '13895016021';
const NUMBER = '640121185003070013';

let server: Minning;
let owner: pg.Client;
let home: string;
beforeAll(async () => {
  server = await minning();
  owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  home = await mkdtemp(join(tmpdir(), 'linli-index-'));
});
afterAll(async () => {
  await owner.end();
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

/** Every index there is, by table. */
async function indexes(): Promise<string[]> {
  const { rows } = await owner.query(`
    select phone_index as index from person where phone_index is not null union all
    select phone_end from person where phone_end is not null union all
    select phone_index from account where phone_index is not null union all
    select phone_index from message where phone_index is not null union all
    select identity_index from identity_number union all
    select subject from sign_in_code where purpose = 'phone'`);
  return rows.map(({ index }) => index as string);
}
const ofVersion = (all: string[], version: number) =>
  all.filter((one) => (version > 1 ? one.startsWith(`${version}.`) : !one.includes('.')));

const found = async (q: string) => {
  const { body } = await server.call<{ items?: { persons: { id: string }[] }[] }>(
    'people.search',
    { q, territory: YUANLONG },
    { as: server.cookies.stationWorker },
  );
  return JSON.stringify(body);
};

it('moves to another key and algorithm while people are searched, sign in and are written, goes on after kills, and leaves nothing behind', async () => {
  await owner.query(`set app.kind = 'system'`);
  const file = join(home, 'master.key');
  await writeFile(file, `${TEST_MASTER.secret.toString('base64')}\n`, { mode: 0o600 });
  const source = masterSource(home, { LINLI_MASTER_KEY_FILE: file });
  const troubles: Error[] = [];
  const following = followRotation(server.app.pool, server.app.keys, source, (error) => void troubles.push(error));
  const as = server.cookies.stationWorker;
  const saved = await server.call(
    'people.saveIdentity',
    { id: server.people.resident, number: NUMBER, agreed: textVersionOf('identity') },
    { as },
  );
  expect(saved.status).toBe(200);
  await signInPhone(server, PHONE);
  const before = await indexes();
  expect(ofVersion(before, 1)).toHaveLength(before.length);
  expect(await indexStatus(server.databaseUrl, source)).toEqual({ roots: [{ version: 1, algorithm: 'sha256' }] });
  const rightAnswer = await found(PHONE);
  expect(rightAnswer).toContain(server.people.resident);

  const moveTo = movable(server);
  // Load: found by whole number, by its end, by identity number; a code asked for before and used after each turn; people written.
  let going = true;
  const wrong: string[] = [];
  let looks = 0;
  let written = 0;
  const load = (async () => {
    while (going) {
      for (const q of [PHONE, PHONE.slice(-4), NUMBER]) if (!(await found(q)).includes(server.people.resident)) wrong.push(q);
      const phone = `137${String(10_000_000 + written).padStart(8, '0')}`;
      written += 1;
      server.clock.advance(1_000);
      moveTo(newAddress());
      await server.call('accounts.sendCode', { phone, ticket: TICKET });
      const code = await codeSentTo(server, phone);
      await new Promise((done) => setTimeout(done, 300));
      const entered = await server.call('accounts.signInWithCode', { phone, code, ticket: TICKET });
      if (entered.status !== 200) wrong.push(`code of ${phone}`);
      looks += 1;
    }
  })();
  // What goes wrong in the load is told at the end.
  load.catch((error: Error) => troubles.push(error));

  process.env.LINLI_CIPHER = 'sm';
  try {
    // Killed right after the new key is there, and again in the middle of the rewriting.
    const killed = (after: string) => (line: string) => {
      if (line.includes(after)) throw new Error('killed');
    };
    const now = () => new Date(server.clock.now().getTime() + 10 * 60_000);
    const quick = { graceMs: 2_500, atOnce: 3, now };
    await expect(moveIndexes(server.databaseUrl, source, { ...quick, told: killed('learn of it') })).rejects.toThrow('killed');
    expect((await indexStatus(server.databaseUrl, source)).roots).toEqual([
      { version: 1, algorithm: 'sha256' },
      { version: 2, algorithm: 'sm3' },
    ]);
    await expect(moveIndexes(server.databaseUrl, source, { ...quick, told: killed('6 indexes') })).rejects.toThrow('killed');
    const half = await indexes();
    expect(ofVersion(half, 1).length, 'some are moved, some are not').toBeGreaterThan(0);
    expect(ofVersion(half, 2).length).toBeGreaterThan(0);
    const done = await moveIndexes(server.databaseUrl, source, quick);
    expect(done).toMatchObject({ from: 1, to: 2 });
    expect(done.rows).toBeGreaterThan(0);
    await new Promise((learned) => setTimeout(learned, 2_500));
  } finally {
    delete process.env.LINLI_CIPHER;
    going = false;
    await load.catch(() => undefined);
    following.stop();
  }
  expect(troubles).toEqual([]);
  expect(wrong).toEqual([]);
  expect(looks).toBeGreaterThan(10);
  const after = await indexes();
  expect(ofVersion(after, 2)).toHaveLength(after.length);
  expect(after.length).toBeGreaterThan(before.length);
  expect(await indexStatus(server.databaseUrl, source)).toEqual({ roots: [{ version: 2, algorithm: 'sm3' }] });
  expect(await found(PHONE)).toBe(rightAnswer);
  // A new process finds by the same, and by nothing of before.
  const keys = await openKeys(server.databaseUrl, source, {});
  expect(keys.blindForms('640121', 'phone', PHONE)).toHaveLength(1);
  expect(after).toContain(keys.blind('640121', 'phone', PHONE));
  for (const old of before) expect(after).not.toContain(old);
}, 60_000);

it('waits while a master key is exchanged', async () => {
  const file = join(home, 'master.key');
  const source = masterSource(home, { LINLI_MASTER_KEY_FILE: file });
  await owner.query(`insert into master_key (id, state) values ('another', 'coming')`);
  await expect(moveIndexes(server.databaseUrl, source)).rejects.toThrow('finish that first');
  await owner.query(`delete from master_key where id = 'another'`);
});
