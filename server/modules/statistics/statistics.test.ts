import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RatesAnswer } from '../../../domain/statistics/contract.ts';
import { RATE_NAMES } from '../../../domain/statistics/rates.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { GRID, NEXT_VILLAGE, VILLAGE } from '../../testing/people.ts';
import { lastQuarter } from './open-numbers.ts';
import { recountRates } from './verify-rates.ts';

let place: Town;

/** Ten matters filed on one Monday, with every kind of ending; counted on the Monday three weeks later. */
beforeAll(async () => {
  place = await town({ now: '2026-11-02T09:00:00+08:00' });
  const file = (category = 'roads.lamp', village = VILLAGE) => place.file(null, { category, village });
  const [good, late, never, withdrawn, merged, declined, unrated, paused, again, next] = [
    await file(),
    await file(),
    await file(),
    await file(),
    await file(),
    await file('clean.lane'),
    await file('clean.lane'),
    await file(),
    await file(),
    await file('roads.lamp', NEXT_VILLAGE),
  ];
  const as = ({ receiptCode }: { receiptCode: string }) => ({ receipt: receiptCode });
  await place.at('2026-11-02 15:00');
  await place.take('stationWorker', 'answer', good.id, { words: '好了' });
  await place.take(as(good), 'rate', good.id, { solved: true, satisfied: 'yes' });
  await place.take(as(withdrawn), 'withdraw', withdrawn.id);
  await place.take('stationWorker', 'merge', merged.id, { matter: never.id });
  await place.take('stationWorker', 'decline', declined.id, { words: '外地的事', ground: 'other-place' });
  await place.take('stationWorker', 'answer', unrated.id, { words: '好了' });
  await place.take('stationWorker', 'sign', paused.id);
  await place.take('stationWorker', 'suspend', paused.id, { words: '冻了', ground: 'frost' });
  await place.take('stationWorker', 'answer', again.id, { words: '好了' });
  await place.take('nextStationWorker', 'pass-up', next.id, { words: '报' });
  await place.take('dispatcher', 'assign', next.id, { body: place.bodies.housing });
  await place.at('2026-11-03 09:00');
  await place.take(as(again), 'rate', again.id, { solved: false, satisfied: 'no' });
  await place.take(as(again), 'reopen', again.id, { words: '又灭了' });
  await place.take('dispatcher', 'answer', again.id, { words: '真好了' });
  await place.take(as(again), 'rate', again.id, { solved: true, satisfied: 'partly' });
  await place.at('2026-11-18 09:00');
  await place.take('stationWorker', 'answer', late.id, { words: '晚了' });
  await place.take(as(late), 'rate', late.id, { solved: true, satisfied: 'no' });
  await place.at('2026-11-23 09:00');
});
afterAll(() => place.stop());

const period = { territory: '640121', from: '2026-11-01', until: '2026-11-23' };
const rates = async (who: Who, input = {}) => (await place.send<RatesAnswer>(who, 'statistics.rates', { ...period, ...input })).body;
const figures = (row: RatesAnswer['rows'][number] | undefined) =>
  Object.fromEntries(RATE_NAMES.map((name) => [name, row ? Object.values(row.rates[name]).join('/') : '']));

describe('the six rates', () => {
  it('are what a clerk would count by hand: numerator/denominator/left out', async () => {
    const { rows } = await rates('supervisor');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.filed).toBe(10);
    expect(figures(rows[0])).toEqual({
      // Thirteen turns; late, never and housing did not sign in time.
      signed: '10/13/0',
      // Answered in time: good, unrated, and again twice; not in time: late, never, and housing; the rest has no answer to give.
      answered: '4/7/6',
      // Answered: good, late, unrated, again; overdue: never and next; left out: withdrawn, merged, declined, paused.
      response: '4/6/4',
      resolution: '3/3/1',
      satisfaction: '2/3/1',
      reopened: '1/4/6',
    });
  });

  it('are the same recounted from the actions alone, in every grouping', async () => {
    const count = await place.prepare((tx) =>
      recountRates(
        tx,
        { territory: '640121', from: new Date('2026-10-31T16:00:00Z'), until: new Date('2026-11-23T16:00:00Z') },
        place.clock.now(),
      ),
    );
    expect(count).toMatchObject({ matters: 10, differences: [] });
    expect(count.checked).toBe(24);
  });

  it('a recount finds a figure that was tampered with', async () => {
    await place.prepare((tx) => tx.send(`update matter set satisfied = 'yes' where satisfied = 'no'`));
    const count = () =>
      place.prepare((tx) =>
        recountRates(
          tx,
          { territory: '640121', from: new Date('2026-10-31T16:00:00Z'), until: new Date('2026-11-23T16:00:00Z') },
          place.clock.now(),
        ),
      );
    expect((await count()).differences).toContainEqual({
      group: 'total',
      key: '',
      rate: 'satisfaction',
      shown: '3/3 (1)',
      recounted: '2/3 (1)',
    });
    await place.prepare((tx) =>
      tx.send(`update matter set satisfied = 'no' where satisfied = 'yes' and state->'rating'->>'satisfied' = 'no'`),
    );
    expect((await count()).differences).toEqual([]);
  });

  it('by place, category, body and day add up to the whole', async () => {
    const total = figures((await rates('supervisor')).rows[0]);
    for (const by of ['place', 'category', 'body', 'period'] as const) {
      const { rows } = await rates('supervisor', { by });
      for (const name of RATE_NAMES) {
        const sum = rows.reduce((sums, row) => sums.map((part, at) => part + (Object.values(row.rates[name])[at] as number)), [0, 0, 0]);
        expect(`${by} ${name} ${sum.join('/')}`).toBe(`${by} ${name} ${total[name]}`);
      }
    }
    const villages = await rates('supervisor', { by: 'place', territory: '640121104' });
    expect(villages.rows.map((row) => [row.name, row.filed])).toEqual([
      ['原隆村', 9],
      ['福宁村', 1],
    ]);
    expect((await rates('supervisor', { by: 'body' })).rows.map((row) => row.name)).toContain('永宁县住房和城乡建设局');
  });

  it('come with each day’s filings and answers, the days of the region', async () => {
    const { daily } = await rates('supervisor');
    expect(daily).toHaveLength(23);
    expect(daily.filter((day) => day.filed || day.answered)).toEqual([
      { date: '2026-11-02', filed: 10, answered: 2 },
      { date: '2026-11-03', filed: 0, answered: 1 },
      { date: '2026-11-18', filed: 0, answered: 1 },
    ]);
  });
});

describe('whose figures one may read', () => {
  it('those of one’s own range', async () => {
    for (const [who, territory, status] of [
      ['supervisor', '640121', 200],
      ['supervisor', '64', 409],
      ['otherSupervisor', '640121', 409],
      ['stationWorker', VILLAGE, 200],
      ['resident', '640121', 403],
    ] as const) {
      expect((await place.send(who, 'statistics.rates', { ...period, territory })).status, `${who} ${territory}`).toBe(status);
    }
  });

  it('never more rows than one may see', async () => {
    expect((await rates('waterOfficer')).matters).toBe(0);
    expect((await rates('housingOfficer')).matters).toBe(1);
  });

  it('a period that ends before it begins, or lasts for years, is refused with its field', async () => {
    for (const input of [{ from: '2026-11-23', until: '2026-11-01' }, { from: '2020-01-01' }]) {
      expect(await place.send('supervisor', 'statistics.rates', { ...period, ...input })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'until' }] },
      });
    }
  });
});

describe('matters of other kinds', () => {
  it('move no figure and are said to be left out', async () => {
    const before = await rates('supervisor');
    const household = newId();
    await place.prepare(({ db }) => db.insertInto('household').values({ county: '640121', id: household, grid: GRID }).execute());
    const asked = await place.send<{ id: string }>('clerk', 'verifications.request', {
      household,
      words: '核对低保申请里写的人口',
      due: '2026-11-24',
      questions: ['家里几口人'],
    });
    expect(asked.status).toBe(200);
    await place.take('stationWorker', 'report', asked.body.id, { outcome: 'nobody-home', answers: [] });
    expect(before.others).toEqual([]);
    expect(await rates('supervisor')).toEqual({ ...before, others: [{ kind: 'home-verification', title: '入户核查', filed: 1 }] });
    const count = await place.prepare((tx) =>
      recountRates(
        tx,
        { territory: '640121', from: new Date('2026-10-31T16:00:00Z'), until: new Date('2026-11-23T16:00:00Z') },
        place.clock.now(),
      ),
    );
    expect(count).toMatchObject({ matters: 10, differences: [] });
  });
});

describe('open numbers', () => {
  const open = async (territory: string) => (await place.send<Record<string, unknown>>(null, 'statistics.open', { territory })).body;

  it('are of the last whole quarter', () => {
    for (const [now, from, until] of [
      ['2026-11-24T09:00:00+08:00', '2026-07-01', '2026-09-30'],
      ['2026-12-31T23:59:59+08:00', '2026-07-01', '2026-09-30'],
      ['2027-01-01T00:00:00+08:00', '2026-10-01', '2026-12-31'],
      ['2027-04-01T00:00:00+08:00', '2027-01-01', '2027-03-31'],
    ] as const)
      expect(lastQuarter(new Date(now)), now).toEqual({ from, until });
  });

  it('show what is many, and nothing that could point at one person: ten in a town, nine of them in one village, are shown for the town alone', async () => {
    expect(await open(VILLAGE)).toMatchObject({ since: '2026-07-01', until: '2026-09-30', received: null });
    await place.at('2027-01-05 09:00');
    for (const code of [VILLAGE, NEXT_VILLAGE]) expect((await open(code)).received, code).toBeNull();
    expect(await open('640121104')).toEqual({
      since: '2026-10-01',
      until: '2026-12-31',
      received: 10,
      answeredOnTime: null,
      satisfied: null,
    });
    expect(await open('640121')).toMatchObject({ received: 10 });
    expect(await open('640122')).toMatchObject({ received: null });
  });
});
