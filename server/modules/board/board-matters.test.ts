import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { NEXT_VILLAGE, VILLAGE } from '../../testing/people.ts';
import { boardJobs, judgeAgain } from './index.ts';

let place: Town;
beforeAll(async () => {
  place = await town({ now: '2026-11-02T09:00:00+08:00' });
  await place.prepare((tx) => judgeAgain(tx, place.app, '64', []));
});
afterAll(() => place.stop());

const cell = async (rule: string, village = VILLAGE, who: Who = 'supervisor') =>
  (await place.send<Cell>(who, 'board.cell', { place: village, rule })).body;

/** The turn of the clock that nobody made: what the schedule runs every five minutes. */
const fallDue = () =>
  place.prepare((tx) =>
    (boardJobs['board.judge-due'] as NonNullable<(typeof boardJobs)[string]>)({
      tx,
      app: place.app,
      now: place.clock.now(),
      county: '000000',
      payload: {},
      attempt: 1,
    }),
  );

test('a village without matters is not judged by them', async () => {
  expect(await cell('matters-on-time')).toMatchObject({ verdict: 'not-applicable', sentence: '90 天里没有收到要办的事。' });
});

test('a filing and a step wake the runner, whose one job of the step leaves the board’s', async () => {
  let woken = 0;
  const { wakeJobs } = place.app;
  place.app.wakeJobs = () => void woken++;
  const waiting = () => place.prepare(({ db }) => db.selectFrom('job').select('kind').where('state', '=', 'waiting').execute());
  const { id } = await place.file(null, { village: NEXT_VILLAGE });
  expect([woken, await waiting()]).toEqual([1, [{ kind: 'matters.tell' }]]);
  await place.take('nextStationWorker', 'answer', id, { words: '好了' });
  expect([woken, (await waiting()).length]).toEqual([2, 2]);
  if (wakeJobs) place.app.wakeJobs = wakeJobs;
  else delete place.app.wakeJobs;
  await place.work();
  expect((await cell('matters-on-time', NEXT_VILLAGE)).verdict).toBe('holds');
});

const judgements = (state?: 'waiting' | 'done') =>
  place.prepare(async ({ db }) => {
    const jobs = db.selectFrom('job').select(['county', 'id', 'payload', 'attempts']).where('kind', '=', 'board.judge');
    return (state ? jobs.where('state', '=', state) : jobs).orderBy('id').execute();
  });

test('a comment changes nothing the board looks at and has nothing judged; a signature does', async () => {
  const { id } = await place.file(null, { village: NEXT_VILLAGE });
  await place.work();
  const before = (await judgements()).length;
  await place.take('nextStationWorker', 'comment', id, { words: '去看过了' });
  await place.work();
  expect((await judgements()).length).toBe(before);
  await place.take('nextStationWorker', 'sign', id, {});
  await place.work();
  expect((await judgements()).length).toBe(before + 1);
});

test('villages that wait are judged together; what failed before is tried alone, and a county by itself', async () => {
  const waits = (territory: string, attempts: number) =>
    place.prepare((tx) =>
      tx.db
        .insertInto('job')
        .values({
          ...{ county: '640121', id: newId(), kind: 'board.judge', payload: JSON.stringify({ territory, topics: ['matters'] }), attempts },
          ...{ run_at: place.clock.now(), created_at: place.clock.now() },
        })
        .execute(),
    );
  const judge = (territory: string, attempt: number) =>
    place.prepare((tx) =>
      (boardJobs['board.judge'] as NonNullable<(typeof boardJobs)[string]>)({
        ...{ tx, app: place.app, now: place.clock.now(), county: '640121', payload: { territory, topics: ['matters'] }, attempt },
      }),
    );
  const waiting = async () => (await judgements('waiting')).map(({ payload }) => (payload as { territory: string }).territory);
  await waits(VILLAGE, 0);
  await waits(NEXT_VILLAGE, 0);
  await waits(NEXT_VILLAGE, 1);
  await waits('640121', 0);
  await judge(VILLAGE, 2);
  expect(await waiting()).toEqual([VILLAGE, NEXT_VILLAGE, NEXT_VILLAGE, '640121']);
  const { id } = await place.file(null, { village: NEXT_VILLAGE });
  await place.take('nextStationWorker', 'sign', id, {});
  const signed = async () => (await cell('matters-on-time', NEXT_VILLAGE)).facts.find((fact) => fact.includes('按时签收'));
  expect(await signed()).toBe('90 天里诉求按时签收：2 / 2（100%），分母是到期该办的。');
  await judge(VILLAGE, 1);
  expect(await signed()).toBe('90 天里诉求按时签收：3 / 3（100%），分母是到期该办的。');
  expect(await waiting()).toEqual([NEXT_VILLAGE, '640121']);
  await judge('640121', 1);
  expect(await waiting()).toEqual([NEXT_VILLAGE]);
  await place.work();
});

test('a lamp nobody signs breaks the rule the moment it is late, and is a warning once it is answered', async () => {
  const lamp = await place.file(null);
  await place.work();
  expect((await cell('matters-on-time')).verdict).toBe('holds');
  await place.at('2026-11-03 18:01');
  await fallDue();
  const late = await cell('matters-on-time');
  expect(late).toMatchObject({
    verdict: 'broken',
    sentence: `有 1 件超期：${lamp.number}。`,
    since: '2026-11-03T10:01:00.000Z',
    act: { title: '去看超期的件', path: `/matters/${lamp.id}` },
  });
  expect(late.facts).toContain('90 天里诉求按时签收：0 / 1（0%），分母是到期该办的。');
  expect(late.facts).toContain(`${lamp.number} 在原隆村服务站，还没有签收，已经超期。`);
  await place.at('2026-11-04 09:00');
  await place.take('stationWorker', 'answer', lamp.id, { words: '换了灯泡' });
  await place.work();
  expect(await cell('matters-on-time')).toMatchObject({ verdict: 'warning', sentence: '现在没有超期的件，90 天里有 1 次没有按时。' });
  expect((await cell('matters-on-time')).facts).toContain('90 天里诉求按时答复：1 / 1（100%），分母是到期该办的。');
});

test('how many days count is a parameter of the county; a change of it is judged at once', async () => {
  await place.at('2026-11-13 09:00');
  const set = (territory: string) =>
    place.send('administrator', 'policy.setParameter', {
      key: 'board.on-time',
      territory,
      value: 7,
      validFrom: '2026-11-13',
      source: '县里规定〔2026〕9号',
    });
  expect((await set('640121')).status).toBe(200);
  await place.work();
  expect(await cell('matters-on-time')).toMatchObject({ verdict: 'not-applicable', sentence: '7 天里没有收到要办的事。' });
});

test('what is a department’s duty and came down to the village breaks 8.2, with its number', async () => {
  const lamp = await place.file(null, { village: NEXT_VILLAGE });
  await place.take('nextStationWorker', 'pass-up', lamp.id, { words: '村里修不了' });
  await place.work();
  expect(await cell('not-handed-down', NEXT_VILLAGE)).toMatchObject({ verdict: 'holds' });
  expect(await place.try('dispatcher', 'send-back', lamp.id, { words: '你们办' })).toMatchObject({
    status: 409,
    body: { clause: '8.2' },
  });
  // Past the rule, as an older system may have done it.
  await place.prepare((tx) =>
    tx.send(`insert into matter_turn (county, matter_id, seq, body_id, body_name, body_level, village, category, assigned_at)
      values ('640121', '${lamp.id}', 9, '${place.bodies.nextStation}', '福宁村服务站', 'village', '${NEXT_VILLAGE}', 'roads.lamp', '2026-11-13T02:00:00Z')`),
  );
  await place.prepare((tx) => judgeAgain(tx, place.app, NEXT_VILLAGE, ['matters']));
  const found = await cell('not-handed-down', NEXT_VILLAGE);
  expect(found).toMatchObject({ verdict: 'broken', sentence: `${lamp.number}不是村里的职责，却转到了村里。` });
  expect(found.facts).toContain(`${lamp.number} 是县住建局的职责，从上面转到村里，现在还在村里。`);
});

test('what is not the village’s duty and waits there too long is a warning', async () => {
  const lamp = await place.file(null);
  await place.at('2026-11-17 18:30');
  await place.prepare((tx) => judgeAgain(tx, place.app, VILLAGE, ['matters']));
  expect(await cell('not-handed-down')).toMatchObject({
    verdict: 'warning',
    sentence: `${lamp.number}不是村里的职责，还留在村里没有上报。`,
  });
});
