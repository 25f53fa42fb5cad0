import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import { runOneJob } from '../../platform/jobs.ts';
import { jobHandlers } from '../../start.ts';
import { FUNING, type Minning, minning, YUANLONG } from '../../testing/minning.ts';
import { judgeAgain } from '../board/index.ts';
import { importBodies } from '../bodies/index.ts';
import { importDivisions } from '../territory/index.ts';

const HEAD = 'code,kind,name,territory';

let server: Minning;
beforeAll(async () => {
  server = await minning({ now: '2026-11-20T09:00:00+08:00' });
  await server.prepare((tx) => judgeAgain(tx, server.app, '640121', []));
});
afterAll(() => server.stop());
beforeEach(() => server.prepare((tx) => tx.db.deleteFrom('job').execute()));

const queued = () =>
  server.prepare(async (tx) => {
    const rows = await tx.db.selectFrom('job').select(['kind', 'payload']).execute();
    return rows
      .map(({ kind, payload }) => ({ kind, ...(payload as object) }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  });
const judged = (territory: string, ...topics: string[]) => ({ kind: 'board.judge', territory, topics });
/** The rows of the divisions that are on file, some of them under another name. */
const divisions = async (where: (code: string) => boolean, rename: (name: string) => string) => {
  const rows = await server.prepare((tx) => tx.db.selectFrom('division').select(['code', 'parent', 'level', 'name', 'kind']).execute());
  const lines = rows
    .filter(({ code, level }) => level === 'village' && where(code))
    .map(({ code, parent, level, name, kind }) => [code, parent, level, rename(name), kind].join(','));
  return importDivisions(server.databaseUrl, ['code,parent,level,name,kind', ...lines].join('\n'));
};

test('a body that an import brings has its village judged, and twice the same nothing', async () => {
  const committee = `${HEAD}\nyl-watch,supervision-committee,原隆村村务监督委员会,${YUANLONG}\noffice,county-department,永宁县住建局,640121`;
  expect(await importBodies(server.databaseUrl, committee)).toMatchObject({ inserted: 2 });
  expect(await queued()).toEqual([judged(YUANLONG, 'bodies')]);
  server.clock.set('2999-01-01T09:00:00+08:00');
  while (await runOneJob(server.app, jobHandlers));
  server.clock.set('2026-11-20T09:00:00+08:00');
  const { body } = await server.call<Cell>('board.cell', { place: YUANLONG, rule: 'supervision-committee' }, { as: server.cookies.admin });
  expect(body.sentence).toBe('村务监督委员会现在没有成员。');
  await server.prepare((tx) => tx.db.deleteFrom('job').execute());
  expect(await importBodies(server.databaseUrl, committee)).toMatchObject({ unchanged: 2 });
  expect(await queued()).toEqual([]);
});

test('a body that moves has both villages judged', async () => {
  await importBodies(server.databaseUrl, `${HEAD}\nfn-party,party-organisation,福宁社区党支部,${YUANLONG}`);
  expect(await queued()).toEqual([judged(FUNING, 'bodies'), judged(YUANLONG, 'bodies')]);
});

test('a village of another name is judged by every rule; a refused file has nothing judged', async () => {
  await divisions(
    (code) => code === YUANLONG,
    () => '原隆新村委会',
  );
  expect(await queued()).toEqual([judged(YUANLONG)]);
  await server.prepare((tx) => tx.db.deleteFrom('job').execute());
  await expect(importDivisions(server.databaseUrl, 'name\n某村')).rejects.toThrow();
  expect(await queued()).toEqual([]);
});

test('many villages of a county have the county judged once', async () => {
  const { updated } = await divisions(
    (code) => code.startsWith('640121'),
    (name) => `${name}一`,
  );
  expect(updated).toBeGreaterThan(20);
  expect(await queued()).toEqual([judged('640121')]);
});
