import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CalendarYear, Parameter } from '../../../domain/policy/contract.ts';
import { type Minning, type MinningPerson, minning, YUANLONG } from '../../testing/minning.ts';
import { calendarFor, calendarWarning, deadlineClock, importCalendar, loadPolicy, parameterOn } from './index.ts';
import { policyOf } from './policy.ts';

let server: Minning;
beforeAll(async () => {
  server = await minning();
});
afterAll(() => server.stop());

const set = (input: object, who: MinningPerson | null = 'admin') =>
  server.call(
    'policy.setParameter',
    { key: 'appeal.sign', territory: '640121', value: 2, validFrom: '2026-11-24', source: '县里规定', ...input },
    { as: who && server.cookies[who] },
  );
const parameter = async (key: string, who: MinningPerson = 'admin') =>
  (await server.call<{ items: Parameter[] }>('policy.parameters', {}, { as: server.cookies[who] })).body.items.find(
    (item) => item.key === key,
  );

describe('deadlines by parameters and calendar', () => {
  const at = (text: string) => new Date(`${text}+08:00`);
  const policy = policyOf(
    [
      { key: 'appeal.sign', territory: '64', value: 2, validFrom: '2026-01-01', source: 's' },
      { key: 'appeal.sign', territory: '640121', value: 3, validFrom: '2026-06-01', source: 's' },
      { key: 'calendar.afternoon.until', territory: '640121', value: 1050, validFrom: '2026-11-26', source: 's' },
    ],
    [
      { date: '2026-10-01', kind: 'holiday', name: '国庆节', scope: '' },
      { date: '2026-11-25', kind: 'holiday', name: '县庆', scope: '640121' },
    ],
  );
  test('the nearest place that has begun counts', () => {
    expect(policy.parameterOn('appeal.sign', YUANLONG, '2026-05-31')).toBe(2);
    expect(policy.parameterOn('appeal.sign', YUANLONG, '2026-06-01')).toBe(3);
    expect(policy.parameterOn('appeal.sign', '640104', '2026-06-01')).toBe(2);
    expect(policy.parameterOn('appeal.sign', '630102', '2026-06-01')).toBe(1);
  });
  test('working days skip the place’s own day off and end when that day’s work ends', () => {
    // Tuesday; Wednesday is a local day off: Thursday, Friday, Monday, and from Thursday on work ends at 17:30.
    expect(policy.deadlineClock(YUANLONG, at('2026-11-24T09:00')).after('appeal.sign')).toBe(at('2026-11-30T17:30').toISOString());
    // The neighbouring county has no such day and other hours: Wednesday, Thursday.
    expect(policy.deadlineClock('640104001001', at('2026-11-24T09:00')).after('appeal.sign')).toBe(at('2026-11-26T18:00').toISOString());
  });
  test('calendar days end at midnight of the last day', () => {
    expect(policy.deadlineClock(YUANLONG, at('2026-11-24T23:30')).after('appeal.confirm')).toBe(at('2026-12-10T00:00').toISOString());
    expect(policy.deadlineClock(YUANLONG, at('2026-11-25T00:30')).after('appeal.confirm')).toBe(at('2026-12-11T00:00').toISOString());
  });
  test('minutes run from the instant; what is no period is refused', () => {
    expect(policy.deadlineClock(YUANLONG, at('2026-11-24T09:00')).after('accounts.lock')).toBe(at('2026-11-24T09:15').toISOString());
    expect(() => policy.deadlineClock(YUANLONG, at('2026-11-24T09:00')).after('accounts.attempts')).toThrow(RangeError);
  });
  test('an extension begins the working day after the old deadline; a pause moves by its working time', () => {
    const clock = policy.deadlineClock('640104001001', at('2026-11-24T10:00'));
    expect(clock.later(at('2026-11-27T18:00').toISOString(), 2)).toBe(at('2026-12-01T18:00').toISOString());
    expect(clock.moved(at('2026-11-24T12:00').toISOString(), at('2026-11-24T08:30').toISOString())).toBe(
      at('2026-11-24T15:30').toISOString(),
    );
  });
  test('places under the same rows share one calendar', () => {
    expect(policy.calendarFor(YUANLONG)).toBe(policy.calendarFor('640121104001'));
    expect(policy.calendarFor(YUANLONG)).not.toBe(policy.calendarFor('640104'));
  });
  test('a year without the notice is said before deadlines reach it', () => {
    expect(policy.calendarWarning(YUANLONG, at('2026-11-24T09:00'))).toBeNull();
    expect(policy.calendarWarning(YUANLONG, at('2026-12-15T09:00'))).toContain('2027年');
    expect(policy.calendarWarning(YUANLONG, at('2027-02-01T09:00'))).toContain('2027年');
    expect(policy.calendarWarning(YUANLONG, at('2025-12-31T09:00'))).toContain('2025年');
  });
});

describe('parameters', () => {
  test('before anyone set one, the product’s value with its source', async () => {
    expect(await parameter('appeal.return')).toMatchObject({
      value: 1,
      initial: 1,
      source: '县里规定',
      validFrom: null,
      clause: '4.8',
      history: [],
    });
  });
  test('set from a date on: in force, to come, history with who and why', async () => {
    expect(await parameterOn(server.app, 'appeal.sign', YUANLONG, '2026-11-24')).toBe(1);
    expect((await set({ value: 2 })).status).toBe(200);
    expect((await set({ value: 3, validFrom: '2027-01-01', source: '永政办发〔2026〕8号' })).status).toBe(200);
    expect(await parameter('appeal.sign')).toMatchObject({
      value: 2,
      validFrom: '2026-11-24',
      history: [
        { value: 3, state: 'coming', source: '永政办发〔2026〕8号', territoryName: '永宁县', setBy: '苏敏（永宁县人民政府办公室）' },
        { value: 2, state: 'now' },
      ],
    });
    expect((await parameter('appeal.sign', 'stationWorker'))?.value).toBe(2);
    expect((await parameter('appeal.sign', 'otherAdmin'))?.value).toBe(1);
  });
  test('acts at once on the next deadline, and on none of another county', async () => {
    expect(await parameterOn(server.app, 'appeal.sign', YUANLONG, '2026-11-24')).toBe(2);
    expect(await parameterOn(server.app, 'appeal.sign', YUANLONG, '2027-01-01')).toBe(3);
    expect((await deadlineClock(server.app, YUANLONG, server.clock.now())).after('appeal.sign')).toBe('2026-11-26T10:00:00.000Z');
    expect((await deadlineClock(server.app, '640104001001', server.clock.now())).after('appeal.sign')).toBe('2026-11-25T10:00:00.000Z');
  });
  test('set twice for one day, the later counts and both stay', async () => {
    server.clock.advance(60_000);
    await set({ key: 'appeal.extension', value: 8 });
    server.clock.advance(60_000);
    await set({ key: 'appeal.extension', value: 9 });
    expect(await parameterOn(server.app, 'appeal.extension', YUANLONG, '2026-11-24')).toBe(9);
    expect((await parameter('appeal.extension'))?.history.map((entry) => `${entry.value} ${entry.state}`)).toEqual(['9 now', '8 past']);
  });
  test('two at once for one day: both stay, one counts, the list and the arithmetic agree', async () => {
    const answers = await Promise.all([set({ key: 'appeal.reply', value: 7 }), set({ key: 'appeal.reply', value: 8 })]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await parameterOn(server.app, 'appeal.reply', YUANLONG, '2026-11-24')).toBe((await parameter('appeal.reply'))?.value);
  });
  test('no query while warm', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    await loadPolicy(server.app);
    const connect = server.app.pool.connect;
    server.app.pool.connect = (() => Promise.reject(new Error('a query was made'))) as typeof connect;
    try {
      // Of the processor, since the clock on the wall also counts what else the machine does.
      const began = process.cpuUsage();
      for (let i = 0; i < 2_000; i++) (await deadlineClock(server.app, YUANLONG, server.clock.now())).after('appeal.answer.trouble');
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1_000).toBeLessThan(500);
    } finally {
      server.app.pool.connect = connect;
    }
  });
  test('wrong input is named, limits and the past are refused', async () => {
    expect((await set({ key: 'appeal.unknown' })).body).toMatchObject({ errors: [{ path: 'key' }] });
    expect((await set({ value: 1.5, source: '' })).body).toMatchObject({ errors: [{ path: 'value' }, { path: 'source' }] });
    expect((await set({ territory: '640121999' })).body).toMatchObject({ errors: [{ path: 'territory' }] });
    expect((await set({ value: 40 })).body).toMatchObject({ status: 409, reason: '“签收时限”要在 1 到 5个工作日之间。' });
    expect((await set({ validFrom: '2026-11-23' })).body).toMatchObject({ status: 409, reason: expect.stringContaining('过去') });
    expect((await set({ key: 'calendar.morning.from', value: 540 })).body).toMatchObject({
      status: 409,
      reason: expect.stringContaining('明天'),
    });
    expect((await set({ key: 'calendar.morning.until', value: 840, validFrom: '2026-12-01' })).status).toBe(200);
    expect((await set({ key: 'calendar.afternoon.from', value: 800, validFrom: '2026-12-02' })).body).toMatchObject({
      status: 409,
      reason: expect.stringContaining('2026-12-02'),
    });
  });
  test('only an administrator of the place sets it', async () => {
    expect((await set({}, null)).status).toBe(401);
    for (const who of ['resident', 'stationWorker', 'dispatcher', 'water'] as const) expect((await set({}, who)).status).toBe(403);
    expect((await set({ value: 5 }, 'otherAdmin')).status).toBe(409);
    expect((await set({ value: 5, territory: '64' })).status).toBe(409);
    expect((await parameter('appeal.sign'))?.value).toBe(2);
    expect((await server.call('policy.parameters', {}, { as: server.cookies.resident })).status).toBe(403);
  });
});

describe('calendar', () => {
  const read = async (year: number, who: MinningPerson = 'admin') =>
    (await server.call<CalendarYear>('policy.calendar', { year }, { as: server.cookies[who] })).body;
  const day = (input: object, who: MinningPerson | null = 'admin') =>
    server.call(
      'policy.setCalendarDay',
      { date: '2026-12-08', scope: '640121', kind: 'holiday', name: '古尔邦节', source: '县里规定', ...input },
      { as: who && server.cookies[who] },
    );

  test('shows the national days, the hours, and what is missing', async () => {
    const known = await read(2026);
    expect(known.warning).toBeNull();
    expect(known.days.find((one) => one.date === '2026-10-01')).toMatchObject({
      kind: 'holiday',
      name: '国庆节',
      scope: '',
      scopeName: '全国',
    });
    expect(known.hours[0]).toEqual({
      validFrom: '1970-01-01',
      periods: [
        { from: 510, until: 720 },
        { from: 840, until: 1080 },
      ],
    });
    expect((await read(2027)).warning).toContain('2027年');
  });
  test('an own day counts at once, only in its place, and can be taken out again', async () => {
    expect((await day({})).status).toBe(200);
    expect((await calendarFor(server.app, YUANLONG)).day('2026-12-08')).toMatchObject({ working: false, name: '古尔邦节' });
    expect((await calendarFor(server.app, '640104')).day('2026-12-08').working).toBe(true);
    expect((await read(2026)).days.some((one) => one.date === '2026-12-08' && one.scopeName === '永宁县')).toBe(true);
    expect((await read(2026, 'otherAdmin')).days.some((one) => one.date === '2026-12-08')).toBe(false);
    server.clock.advance(60_000);
    expect((await day({ kind: null })).status).toBe(200);
    expect((await calendarFor(server.app, YUANLONG)).day('2026-12-08').working).toBe(true);
    expect((await read(2026)).changes.filter((one) => one.scope === '640121').map((one) => `${one.kind} ${one.setBy}`)).toEqual([
      'null 苏敏（永宁县人民政府办公室）',
      'holiday 苏敏（永宁县人民政府办公室）',
    ]);
    expect((await day({ kind: null })).status).toBe(404);
  });
  test('wrong input is named; the past, the nation and other counties are refused', async () => {
    expect((await day({ kind: 'maybe' })).body).toMatchObject({ errors: [{ path: 'kind' }] });
    expect((await day({ date: '2026-02-30' })).body).toMatchObject({ errors: [{ path: 'date' }] });
    expect((await day({ scope: '' })).body).toMatchObject({ errors: [{ path: 'scope' }] });
    expect((await day({ date: '2026-11-23' })).status).toBe(409);
    expect((await day({ scope: '64' })).status).toBe(409);
    expect((await day({}, 'otherAdmin')).status).toBe(409);
    expect((await day({}, 'stationWorker')).status).toBe(403);
    expect((await day({}, null)).status).toBe(401);
  });
  test('import: twice changes nothing, the region’s own days come with a scope, wrong rows are named', async () => {
    const text = [
      'date,kind,holiday,scope',
      '2027-01-01,holiday,元旦,',
      '2027-03-10,holiday,开斋节,64',
      '2027-02-30,holiday,没有,',
      '2027-01-01,working,元旦,',
      '2027-05-01,rest,劳动节,',
      '2027-06-01,holiday,县庆,640199',
    ].join('\n');
    const first = await importCalendar(server.databaseUrl, text);
    expect([first.inserted, first.updated, first.unchanged, first.refused.map((one) => one.row)]).toEqual([2, 0, 0, [4, 5, 6, 7]]);
    expect(await importCalendar(server.databaseUrl, text)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect((await importCalendar(server.databaseUrl, 'date,kind,holiday\n2027-01-01,working,元旦')).updated).toBe(1);
  });
  test('what another process imported is seen within seconds', async () => {
    await loadPolicy(server.app);
    await new Promise((resolve) => setTimeout(resolve, 5_200));
    await loadPolicy(server.app);
    await expect.poll(async () => (await calendarFor(server.app, YUANLONG)).day('2027-03-10').working, { timeout: 3_000 }).toBe(false);
    expect(await calendarWarning(server.app, YUANLONG, new Date('2026-12-20T09:00:00+08:00'))).toBeNull();
  });
});
