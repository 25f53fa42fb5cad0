import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { MyLooks } from '../../../domain/audit/contract.ts';
import type { Checkpoints, ConsistencyProof, InclusionProof } from '../../../domain/audit/proof.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { leafHash } from './merkle-tree.ts';
import { isSigned, noteFromPaper, readNote } from './note.ts';
import { isConsistent, isIncluded } from './proofs.ts';
import { sealCounty } from './seal.ts';

const VERIFIER = fileURLToPath(new URL('../../../verifier/verify_audit.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const COUNTY = '640121';
/** Enough for several inner hashes to be kept, and to end between them. */
const MANY = 1_100;

type Inclusion = z.infer<typeof InclusionProof>;
type Consistency = z.infer<typeof ConsistencyProof>;

let place: Town;
let folder: string;
let owner: pg.Client;
const seal = () => place.prepare((tx) => sealCounty(tx, place.app, place.clock.now(), COUNTY));
const addRows = (count: number) =>
  place.prepare(({ db }) =>
    sql`insert into audit (county, id, at, actor, role, territory, operation, kind)
      select ${COUNTY}, id, ${place.clock.now()}::timestamptz, '测试', 'system', ${COUNTY}, 'people.view', 'look'
      from unnest(${Array.from({ length: count }, () => newId(place.clock.now().getTime()))}::uuid[]) as row (id)`.execute(db),
  );
const newest = async () => {
  const { body } = await place.send<z.infer<typeof Checkpoints>>(null, 'sealing.checkpoints', { territory: COUNTY });
  return { key: Buffer.from(body.key, 'base64'), ...(body.items[0] as z.infer<typeof Checkpoints>['items'][number]) };
};
const ownLook = async (who: Who) => (await place.send<z.infer<typeof MyLooks>>(who, 'audit.mine')).body.items[0];
const bytes = (hashes: readonly string[]) => hashes.map((hash) => Buffer.from(hash, 'base64'));
/** What the independent verifier says of each proof: how many findings. */
async function independently(proofs: readonly object[], ...more: string[]): Promise<number[]> {
  const files = await Promise.all(
    proofs.map(async (proof, at) => {
      const file = join(folder, `${at}.json`);
      await writeFile(file, JSON.stringify(proof));
      return file;
    }),
  );
  const key = place.app.sealKey.public.toString('base64');
  const { stdout, stderr } = spawnSync('python3', [VERIFIER, '--proof', '--json', '--key', key, ...more, ...files], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).findings.length);
}

beforeAll(async () => {
  place = await town();
  owner = new pg.Client({ connectionString: place.databaseUrl });
  await owner.connect();
  folder = await mkdtemp(join(tmpdir(), 'linli-proofs-'));
  const { id } = await place.file('resident');
  const { reporters } = await place.view('stationWorker', id);
  await place.send('stationWorker', 'matters.reveal', { id, reporterId: reporters[0]?.id, purpose: '打电话问路灯的位置' });
});
afterAll(async () => {
  await owner.end();
  await place.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a row of the own record', () => {
  it('is not yet sealed when it was just written, and says so', async () => {
    const look = await ownLook('resident');
    expect(look?.sealed).toBe(false);
    expect(await place.send('resident', 'audit.proof', { id: look?.id })).toMatchObject({
      status: 409,
      body: { reason: expect.stringContaining('还没有封存') },
    });
  });

  it('is proven to both verifiers, word for word, wherever it stands in the tree', async () => {
    await seal();
    const look = await ownLook('resident');
    expect(look?.sealed).toBe(true);
    for (const more of [0, 300, MANY]) {
      await addRows(more);
      await seal();
      const { body: proof } = await place.send<Inclusion>('resident', 'audit.proof', { id: look?.id });
      expect(JSON.parse(proof.record)).toMatchObject({ id: look?.id, purpose: '打电话问路灯的位置' });
      const said = readNote(proof.checkpoint);
      expect(isSigned(proof.checkpoint, [place.app.sealKey.public])).toBe(true);
      expect(isIncluded(leafHash(proof.record), proof.position, proof.size, bytes(proof.proof), said?.root as Uint8Array)).toBe(true);
      if (!hasPython) continue;
      const forged = [
        { ...proof, record: proof.record.replace('打电话', '没有事') },
        { ...proof, position: proof.position + 1 },
        { ...proof, proof: proof.proof.toReversed().slice(1) },
        { ...proof, checkpoint: proof.checkpoint.replace(/\n\d{4}/, '\n2020') },
        { ...proof, county: '640122' },
      ];
      const [honest, ...others] = await independently([proof, ...forged]);
      expect([honest, others.filter((findings) => findings > 0).length], `${proof.size}`).toEqual([0, forged.length]);
    }
  });

  it('is proven to nobody else', async () => {
    const look = await ownLook('resident');
    for (const who of ['neighbour', 'otherResident'] as const)
      expect((await place.send(who, 'audit.proof', { id: look?.id })).status, who).toBe(404);
    for (const who of ['stationWorker', 'administrator', null] as const)
      expect([401, 403], String(who)).toContain((await place.send(who, 'audit.proof', { id: look?.id })).status);
  });
});

describe('what people did themselves', () => {
  it('is not in the own record, so nothing of it is proven', async () => {
    const own = await place.prepare(({ db }) =>
      db
        .selectFrom('audit')
        .select('id')
        .where('person_id', '=', place.people.resident)
        .where('account_id', '=', place.accounts.resident)
        .executeTakeFirstOrThrow(),
    );
    expect((await place.send('resident', 'audit.proof', { id: own.id })).status).toBe(404);
    expect((await place.send('resident', 'audit.proof', { id: newId() })).status).toBe(404);
  });
});

describe('a checkpoint somebody holds', () => {
  it('is continued by the newest, at every distance, and both verifiers see it', async () => {
    const held = await newest();
    expect(isSigned(held.note, [held.key])).toBe(true);
    await addRows(700);
    await seal();
    const first = { size: held.size, root: readNote(held.note)?.root as Buffer };
    const { body: proof } = await place.send<Consistency>(null, 'sealing.consistency', { county: COUNTY, size: held.size });
    const second = readNote(proof.checkpoint);
    expect(proof.size).toBe(held.size + 700);
    expect(isConsistent(first, { size: proof.size, root: second?.root as Buffer }, bytes(proof.proof))).toBe(true);
    if (hasPython) {
      const paper = join(folder, 'paper.note');
      await writeFile(paper, held.note);
      expect(await independently([proof, { ...proof, proof: proof.proof.slice(1) }], '--witness', paper)).toEqual([0, 1]);
      expect(await independently([proof]), 'without the note that is held nothing is proven').toEqual([1]);
    }
    for (const size of [1, 2, 255, 256, 257, 512, 1_000, proof.size])
      expect((await place.send(null, 'sealing.consistency', { county: COUNTY, size })).status, `${size}`).toBe(200);
  });

  it('of another tree is not continued', async () => {
    const { body: proof } = await place.send<Consistency>(null, 'sealing.consistency', { county: COUNTY, size: 300 });
    const root = readNote(proof.checkpoint)?.root as Buffer;
    expect(isConsistent({ size: 300, root: Buffer.alloc(32, 1) }, { size: proof.size, root }, bytes(proof.proof))).toBe(false);
  });

  it('that says more than there is, or is of no county, is answered with a sentence', async () => {
    expect(await place.send(null, 'sealing.consistency', { county: COUNTY, size: 10_000_000 })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'size', message: expect.stringContaining('比您手里的凭条少') }] },
    });
    expect((await place.send(null, 'sealing.consistency', { county: '640199', size: 1 })).status).toBe(404);
    expect((await place.send(null, 'sealing.consistency', { county: COUNTY, size: 0 })).status).toBe(400);
  });

  it('reads back from paper, however its lines were broken', async () => {
    const { note } = await newest();
    for (const text of [note, note.trim(), note.replaceAll('\n', '\r\n'), note.replaceAll(/\n+/g, ' ')])
      expect(noteFromPaper(text)).toBe(note);
    for (const text of ['', 'linli/640121 5', `${note} and more`, note.replace('linli-seal', 'other')])
      expect(noteFromPaper(text)).toBeNull();
  });
});

describe('inner hashes', () => {
  it('of a tree that grew before they were kept are made once, and proofs hold', async () => {
    const before = (await owner.query('select level, index, hash from seal_node order by 1, 2')).rows;
    await owner.query('delete from seal_node');
    const look = await ownLook('resident');
    expect((await place.send('resident', 'audit.proof', { id: look?.id })).status, 'no proof rather than a wrong one').toBe(500);
    await addRows(1);
    await seal();
    expect((await owner.query('select level, index, hash from seal_node order by 1, 2')).rows).toEqual(before);
    expect((await place.send('resident', 'audit.proof', { id: look?.id })).status).toBe(200);
    await owner.query(`update seal_node set hash = sha256('x') where index = 1`);
    expect((await place.send('resident', 'audit.proof', { id: look?.id })).status, 'no proof rather than a wrong one').toBe(500);
  });
});
