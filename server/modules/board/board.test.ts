import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Board, Cell, ReadBoard } from '../../../domain/policy/board-contract.ts';
import { runOneJob } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import { GRID_2, type Minning, type MinningPerson, minning, YUANLONG } from '../../testing/minning.ts';
import { judgeAgain } from './index.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
  await judgeEverything();
});
afterAll(() => server.stop());

const judgeEverything = () => server.prepare((tx) => judgeAgain(tx, server.app, server.clock.now(), '64', []));
const work = async () => {
  let done = 0;
  while (await runOneJob(server.app, jobHandlers)) done++;
  return done;
};
const read = async (input: ReadBoard, who: MinningPerson = 'admin') => server.call<Board>('board.read', input, { as: server.cookies[who] });
const cell = async (rule: string, place = YUANLONG, who: MinningPerson = 'admin') =>
  (await server.call<Cell>('board.cell', { place, rule }, { as: server.cookies[who] })).body;

describe('a cell', () => {
  test('says what is broken, by which facts and article, and who could put it right', async () => {
    expect(await cell('grid-staffing')).toMatchObject({
      name: '原隆村',
      verdict: 'broken',
      sentence: '第二网格现在没有网格员。',
      facts: ['第一网格：李秀兰', '第二网格：没有网格员'],
      sources: [{ name: '关于加强和改进城乡社区治理的意见', article: '第四条', from: '2017-08-22', until: null }],
      act: { title: '去任命网格员', path: `/bodies/${server.bodies['yl-station']}` },
    });
  });

  test('is judged again as soon as somebody acts, and its history keeps what it said', async () => {
    const before = await cell('grid-staffing');
    server.clock.advance(60_000);
    const appointed = await server.call(
      'bodies.appoint',
      {
        bodyId: server.bodies['yl-station'],
        personId: server.people.neighbour,
        role: 'grid-worker',
        territory: GRID_2,
        validFrom: '2026-11-24',
        allowance: '每月 300 元',
      },
      { as: server.cookies.admin },
    );
    expect(appointed.status).toBe(200);
    expect(await work()).toBe(1);
    const after = await cell('grid-staffing');
    expect(after).toMatchObject({ verdict: 'holds', since: '2026-11-24T01:01:00.000Z' });
    expect(after.history).toEqual([
      { from: '2026-11-24T01:01:00.000Z', until: null, verdict: 'holds', sentence: '2 个网格都有一到两名网格员。' },
      { from: before.since, until: '2026-11-24T01:01:00.000Z', verdict: 'broken', sentence: before.sentence },
    ]);
  });
});

describe('the board', () => {
  test('has a row a village below a township and counts above it', async () => {
    const township = (await read({ territory: '640121104' })).body;
    expect(township.rows.map(({ name }) => name)).toContain('原隆村');
    expect(township.rows.find(({ code }) => code === YUANLONG)?.cells.find(({ rule }) => rule === 'village-station')).toMatchObject({
      verdict: 'holds',
      counts: null,
    });
    const county = (await read({ territory: '640121' })).body;
    const row = county.rows.find(({ code }) => code === '640121104');
    expect(row?.villages).toBe(township.rows.length);
    expect(row?.cells.find(({ rule }) => rule === 'village-station')?.counts).toMatchObject({ holds: 2 });
  });
});
