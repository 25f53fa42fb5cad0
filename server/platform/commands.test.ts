import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../domain/matters/contract.ts';
import { LAMP, type Town, town } from '../testing/matters.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

const count = (words: string) =>
  place.prepare(async ({ db }) => (await db.selectFrom('matter').select('id').where('title', '=', words).execute()).length);
const filing = (title: string) => ({ ...LAMP, title });

describe('a command sent again', () => {
  it('is answered with the first answer and does nothing more', async () => {
    const commandId = randomUUID();
    const first = await place.send<Receipt>('resident', 'matters.file', filing('第一件'), { commandId });
    const again = await place.send<Receipt>('resident', 'matters.file', filing('第一件'), { commandId });
    expect(again).toEqual(first);
    expect(await count('第一件')).toBe(1);
  });

  it('is the same command however its id is written, and still after a day', async () => {
    const commandId = randomUUID();
    const first = await place.send<Receipt>('neighbour', 'matters.file', filing('第二件'), { commandId });
    await place.at('2026-11-25 09:30');
    const again = await place.send<Receipt>('neighbour', 'matters.file', filing('第二件'), { commandId: commandId.toUpperCase() });
    expect(again.body).toEqual(first.body);
    expect(await count('第二件')).toBe(1);
  });

  it('arrives twice at the same moment and is still done once', async () => {
    for (let round = 0; round < 5; round++) {
      const commandId = randomUUID();
      const title = `同时第${round}件`;
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => place.send<Receipt>(null, 'matters.file', filing(title), { commandId })),
      );
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
      for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
      expect(await count(title)).toBe(1);
    }
  });

  it('that failed may be tried again under the same id', async () => {
    const commandId = randomUUID();
    const wrong = await place.send('resident', 'matters.file', { ...filing('改过再交'), grid: '640121104205999' }, { commandId });
    expect(wrong.status).toBe(400);
    const right = await place.send('resident', 'matters.file', filing('改过再交'), { commandId });
    expect(right.status).toBe(200);
  });

  it('cannot carry another operation', async () => {
    const commandId = randomUUID();
    const { body } = await place.send<Receipt>('villagerNext', 'matters.file', filing('编号用过'), { commandId });
    const other = await place.send('villagerNext', 'matters.urge', { id: body.id, seq: 1 }, { commandId });
    expect(other).toMatchObject({ status: 409, body: { type: '/problems/command-reused', title: '这个提交编号已用于别的操作。' } });
  });

  it('belongs to who sent it: another’s id gives nothing away', async () => {
    const commandId = randomUUID();
    const mine = await place.send<Receipt>('villagerNext', 'matters.file', filing('我的编号'), { commandId });
    const theirs = await place.send<Receipt>(
      'otherResident',
      'matters.file',
      { ...filing('我的编号'), village: '640122100201' },
      { commandId },
    );
    expect(theirs.status).toBe(200);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect(theirs.body.receiptCode).not.toBe(mine.body.receiptCode);
  });

  it('needs an id that is one', async () => {
    expect(await place.send('resident', 'matters.file', LAMP, { commandId: 'once' })).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed-request' },
    });
  });
});

describe('an operation that fails', () => {
  it('leaves nothing behind: no matter, no audit, no job, no answer', async () => {
    const tables = ['matter', 'matter_action', 'matter_reporter', 'matter_turn', 'audit', 'job', 'command'] as const;
    const counts = () =>
      place.prepare(async ({ db }) => {
        const found: number[] = [];
        for (const table of tables) found.push((await db.selectFrom(table).select('county').execute()).length);
        return found;
      });
    const before = await counts();
    const answer = await place.send('resident', 'matters.file', { ...LAMP, attachments: [randomUUID()] }, { commandId: randomUUID() });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'attachments' }] } });
    expect(await counts()).toEqual(before);
  });

  it('gives its connection back', async () => {
    for (let round = 0; round < 20; round++) await place.send('resident', 'matters.view', { id: randomUUID() });
    expect(place.app.pool.totalCount - place.app.pool.idleCount).toBe(0);
  });
});

describe('the audit', () => {
  it('has a row for each look and each change, written with it', async () => {
    const { id } = await place.file('otherResident', { village: '640122100201', title: '看谁看过' });
    await place.view('otherStationWorker', id);
    await place.take('otherStationWorker', 'sign', id);
    const rows = await place.prepare(({ db }) =>
      db.selectFrom('audit').select(['operation', 'kind', 'role', 'actor', 'county']).where('matter_id', '=', id).execute(),
    );
    expect(rows.sort((one, other) => one.operation.localeCompare(other.operation))).toEqual([
      { operation: 'matters.file', kind: 'change', role: 'resident', actor: '居民本人', county: '640122' },
      { operation: 'matters.sign', kind: 'change', role: 'station-worker', actor: '赵琳（新胜村服务站）', county: '640122' },
      { operation: 'matters.view', kind: 'look', role: 'station-worker', actor: '赵琳（新胜村服务站）', county: '640122' },
    ]);
  });

  it('is read by supervisors of the place only', async () => {
    const search = async (who: 'supervisor' | 'otherSupervisor' | 'stationWorker') =>
      (await place.send<{ items: unknown[] }>(who, 'audit.search', {})).body.items?.length;
    expect(await search('supervisor')).toBeGreaterThan(4);
    // What happened in the other county: two filings and what followed on one of them.
    expect(await search('otherSupervisor')).toBe(4);
    expect(await search('stationWorker')).toBeUndefined();
  });
});

describe('numbers', () => {
  it('are given once, also to many at the same moment and over the end of a block', async () => {
    const filed = await Promise.all(Array.from({ length: 120 }, () => place.send<Receipt>(null, 'matters.file', filing('编号'))));
    expect(filed.map(({ status }) => status)).toEqual(filed.map(() => 200));
    expect(new Set(filed.map(({ body }) => body.number)).size).toBe(120);
  });
});
