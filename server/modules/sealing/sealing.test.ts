import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { txOn } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { newSealKey } from '../../platform/seal-key.ts';
import { type Town, town } from '../../testing/matters.ts';
import { OTHER_VILLAGE } from '../../testing/people.ts';
import { type Sealed, TAMPERINGS } from '../../testing/tampering.ts';
import { type Entry, entriesOf } from './entries.ts';
import { exportAudit, verifyAudit } from './index.ts';
import { signedNote } from './note.ts';
import { sealCounty } from './seal.ts';
import { countiesWithRecords, notesSince, readCheckpoints } from './store.ts';
import { verifyEntries } from './verify.ts';
import { publish, witnessed } from './witness.ts';

const VERIFIER = fileURLToPath(new URL('../../../verifier/verify_audit.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const COUNTIES = ['640121', '640122'];
const EACH = Number(process.env.LINLI_TAMPERINGS ?? 704) / Object.keys(TAMPERINGS).length;

let place: Town;
let folder: string;
let database: pg.Client;
let sealed: Sealed[];
let notes: string[];

const seal = () =>
  place.prepare(async (tx) => {
    for (const county of await countiesWithRecords(tx)) await sealCounty(tx, place.app, place.clock.now(), county);
  });
const collect = async (): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for await (const entry of entriesOf(txOn(database), COUNTIES, place.app.sealKey.public)) entries.push(entry);
  return entries;
};
const verify = (entries: Entry[], keys = [place.app.sealKey.public]) =>
  verifyEntries(entries, place.clock.now().getTime(), { keys, witnessed: notes });

beforeAll(async () => {
  place = await town();
  folder = await mkdtemp(join(tmpdir(), 'linli-sealing-'));
  database = new pg.Client({ connectionString: place.databaseUrl });
  await database.connect();
  await database.query("set timezone = 'UTC'");
  // Three days of work in two counties, sealed each hour or so.
  for (const hour of ['24 09', '24 11', '24 15', '25 09', '26 10']) {
    const [day, at] = hour.split(' ');
    await place.at(`2026-11-${day} ${at}:00`);
    const { id } = await place.file('resident');
    await place.view('stationWorker', id);
    await place.take('stationWorker', 'sign', id);
    await place.file('otherResident', { village: OTHER_VILLAGE, words: `渠里没有水了，${hour}` });
    await place.send('otherStationWorker', 'matters.queue', { tab: 'mine' });
    await seal();
  }
  notes = await place.prepare((tx) => notesSince(tx, new Date(0)));
  sealed = await Promise.all(
    COUNTIES.map(async (county) => ({
      county,
      leaves: (
        await database.query(`select position::int, source, record, seq from seal_leaf where county = '${county}' order by position`)
      ).rows,
      checkpoints: await place.prepare((tx) => readCheckpoints(tx, county)),
    })),
  );
}, 60_000);
afterAll(async () => {
  await database.end();
  await place.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('what is sealed', () => {
  it('is every audit row and every action, each once, and verifies', async () => {
    const { rows } = await database.query('select (select count(*) from audit) + (select count(*) from matter_action) as n');
    const verdict = await verify(await collect());
    expect(verdict).toMatchObject({ findings: [], waiting: 0, records: rows[0].n, checkpoints: 10 });
  });

  it('verifies from the database as from an export, by both verifiers', async () => {
    const file = join(folder, 'whole.jsonl');
    const lines: string[] = [];
    await exportAudit(place.databaseUrl, { county: null, key: place.app.sealKey.public, write: async (line) => void lines.push(line) });
    await writeFile(file, lines.join(''));
    const options = { county: null, keys: [place.app.sealKey.public], witnessed: notes, now: place.clock.now() };
    const verdict = await verifyAudit(place.databaseUrl, options);
    expect(verdict.findings).toEqual([]);
    expect(verdict.records).toBeGreaterThan(30);
    if (hasPython) {
      const { status, stdout, stderr } = spawnSync('python3', [VERIFIER, '--json', file], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual(verdict);
    }
  });

  it('waits a little before it is sealed, and nothing is wrong with that', async () => {
    await place.view('stationWorker', (await place.file('neighbour')).id);
    const verdict = await verify(await collect());
    expect(verdict.findings).toEqual([]);
    expect(verdict.waiting).toBeGreaterThan(1);
    await seal();
    expect((await verify(await collect())).waiting).toBe(0);
    await seal();
    expect((await place.prepare((tx) => readCheckpoints(tx, '640121'))).length, 'nothing new, no new checkpoint').toBe(6);
  });

  it('takes in what a long transaction held back, at the next thorough look', async () => {
    await place.at('2026-11-27 09:00');
    await place.file('resident');
    await seal();
    // Written before that and committed only now.
    const held = `insert into audit (county, id, at, actor, role, territory, operation, kind) values ('640121', $1, $2, '何会计', 'station-worker', '640121105001', 'matters.view', 'look')`;
    const at = new Date('2026-11-27T08:57:00+08:00');
    await database.query(held, [newId(at.getTime()), at]);
    await place.at('2026-11-27 09:01');
    await seal();
    expect((await verify(await collect())).waiting, 'not looked for each time').toBe(1);
    await place.at('2026-11-27 09:02');
    await seal();
    expect(await verify(await collect())).toMatchObject({ findings: [], waiting: 0 });
  });

  it('takes in what was written while the clock was put back', async () => {
    await place.at('2026-11-27 08:54');
    await place.file('neighbour');
    await seal();
    expect(await verify(await collect())).toMatchObject({ findings: [], waiting: 0 });
    await place.at('2026-11-27 09:10');
  });

  it('is not believed under another key, nor when another key signed it', async () => {
    const other = newSealKey();
    expect((await verify(await collect(), [other.public])).findings.length).toBeGreaterThan(9);
    const entries = await collect();
    const last = entries.findLastIndex((entry) => entry.type === 'checkpoint');
    const checkpoint = entries[last] as Extract<Entry, { type: 'checkpoint' }>;
    const forged = signedNote({ county: checkpoint.county, size: checkpoint.size, root: Buffer.alloc(32), at: place.clock.now() }, other);
    const { findings } = await verify(entries.with(last, { ...checkpoint, note: forged }));
    expect(findings.map(({ what }) => what)).toEqual(['is not signed by a known key', 'has another root than its records give']);
  });

  it('leaves out what is put in behind the last checkpoint, and says so', async () => {
    await database.query('begin');
    const [id] = (await TAMPERINGS.insert?.(database, sealed.slice(0, 1), () => 0)) ?? [];
    await database.query('commit');
    await seal();
    const { findings } = await verify(await collect());
    expect(findings).toEqual([{ county: '640121', where: id, what: 'was put in behind the last checkpoint' }]);
    await database.query('delete from audit where id = $1', [id?.split(' ')[1]]);
  });

  it('may be gone once it was kept as long as it must be', async () => {
    await database.query('begin');
    const [where] = (await TAMPERINGS.delete?.(database, sealed, () => 0)) ?? [];
    const entries = await collect();
    await database.query('rollback');
    expect((await verify(entries)).findings).toMatchObject([{ where, what: 'is gone' }]);
    const later = await verifyEntries(entries, Date.parse('2037-01-01'), { keys: [place.app.sealKey.public] });
    expect(later.findings).toEqual([]);
  });

  it('cannot be read or written by those who serve people, but checkpoints are for everyone', async () => {
    const count = async (table: string): Promise<number> => (await database.query(`select count(*)::int as n from ${table}`)).rows[0].n;
    const written = `insert into seal_checkpoint (county, size, peaks, note, sealed_at) values ('640121', 9999, '{}', '', now())`;
    for (const role of ['administrator', 'supervisor']) {
      await database.query('begin');
      await database.query(
        `set local role linli_app; set local app.kind = 'staff'; set local app.role = '${role}'; set local app.lo = '64'; set local app.hi = '65'`,
      );
      expect([await count('seal_leaf'), (await count('seal_checkpoint')) > 0], role).toEqual([0, true]);
      await expect(database.query(written)).rejects.toThrow('row-level security');
      await database.query('rollback');
    }
  });
});

describe('witnesses', () => {
  it('keep notes in a file, which reads back as it was written', async () => {
    const file = join(folder, 'witness.notes');
    await publish(file, notes);
    await publish(file, notes.slice(0, 1));
    expect(await witnessed(file)).toEqual([...notes, notes[0]]);
  });

  it('that do not answer are asked again by the job', async () => {
    await expect(publish('http://127.0.0.1:9', notes)).rejects.toThrow();
  });
});

describe('tampering straight in the tables', () => {
  it('is found by both verifiers, naming the place, every time', async () => {
    let state = 20_261_124;
    const pick = (n: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const cases: { kind: string; wheres: string[]; file: string }[] = [];
    for (const [kind, tamper] of Object.entries(TAMPERINGS)) {
      for (let n = 0; n < EACH; n++) {
        await database.query('begin');
        const wheres = await tamper(database, sealed, pick);
        const entries = await collect();
        await database.query('rollback');
        const { findings } = await verify(entries);
        for (const where of wheres) expect(findings.map((one) => one.where).join('\n'), `${kind} ${n}`).toContain(where);
        const file = join(folder, `${cases.length}.jsonl`);
        await writeFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
        cases.push({ kind, wheres, file });
      }
    }
    expect(cases.length).toBeGreaterThanOrEqual(Number(process.env.LINLI_TAMPERINGS ?? 700));
    if (!hasPython) return;
    const kept = join(folder, 'kept.notes');
    await publish(kept, notes);
    const args = [
      VERIFIER,
      '--json',
      '--key',
      place.app.sealKey.public.toString('base64'),
      '--witness',
      kept,
      ...cases.map(({ file }) => file),
    ];
    const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { findings: { where: string }[] });
    expect(verdicts.length, stderr).toBe(cases.length);
    cases.forEach(({ kind, wheres }, n) => {
      const found = verdicts[n]?.findings.map(({ where }) => where).join('\n');
      for (const where of wheres) expect(found, `${kind} ${n}`).toContain(where);
    });
  }, 120_000);
});
