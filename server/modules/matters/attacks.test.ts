import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MATTER_KINDS } from '../../../domain/matters/kinds.ts';
import { inputsOf } from '../../../domain/matters/testing/inputs.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { matterOperations } from './index.ts';

let place: Town;
let id: string;
beforeAll(async () => {
  place = await town();
  ({ id } = await place.file('resident'));
  await place.take('stationWorker', 'pass-up', id, { words: '请镇里办' });
  await place.take('dispatcher', 'assign', id, { body: place.bodies.water });
});
afterAll(() => place.stop());

const state = () => place.prepare(({ db }) => db.selectFrom('matter').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

const OUTSIDERS: [string, Who, number][] = [
  ['someone of the village who did not raise it', 'neighbour', 404],
  ['a resident of another village', 'villagerNext', 404],
  ['a resident of another county', 'otherResident', 404],
  ['a department that takes no part', 'transportOfficer', 404],
  ['an office’s colleague of another township', 'otherDispatcher', 404],
  ['a station of another village', 'nextStationWorker', 404],
  ['a grid worker of another village', 'nextGridWorker', 404],
  ['a supervisor of another county', 'otherSupervisor', 404],
  ['an administrator of another county', 'otherAdministrator', 404],
  ['a receipt that was never given out', { receipt: 'AAAA-AAAA' }, 404],
  ['an empty receipt', { receipt: '' }, 401],
  ['an office of the same township that takes no part', 'landOfficer', 404],
  ['nobody', null, 401],
];

describe.each(OUTSIDERS)('%s', (_title, who, status) => {
  it('cannot tell it from a matter that does not exist', async () => {
    const real = await place.send(who, 'matters.view', { id });
    const invented = await place.send(who, 'matters.view', { id: '01930000-0000-7000-8000-000000000000' });
    expect(real).toEqual(invented);
    expect(real.status).toBe(status);
  });

  it('takes no step of it', async () => {
    const before = await state();
    const steps = matterOperations.filter((operation) => operation.name.startsWith('matters.') && 'seq' in (operation.input.shape ?? {}));
    expect(steps.length).toBeGreaterThan(25);
    for (const operation of steps) {
      const step = operation.name.slice('matters.'.length);
      const answer = await place.try(who, step, id, INPUTS[step] ?? validInputOf(step));
      expect([401, 403, 404], `${step}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
    expect(await state()).toEqual(before);
  });

  it('finds it in no list', async () => {
    const lists = await Promise.all([
      place.send<{ items?: { id: string }[] }>(who, 'matters.queue', { tab: 'all' }),
      place.send<{ matters?: { id: string }[] }>(who, 'matters.mine'),
    ]);
    expect(JSON.stringify(lists.map((list) => list.body))).not.toContain(id);
  });
});

/** Inputs that are valid, so that it is not the schema that stops the attack; the rest are made from the schemas. */
function validInputOf(name: string): Record<string, unknown> {
  const step = MATTER_KINDS.map(({ steps }) => steps[name]).find(Boolean);
  return step ? inputsOf(step, 0).input : {};
}

const INPUTS: Record<string, Record<string, unknown>> = {
  sign: {},
  'go-on': {},
  resume: {},
  confirm: {},
  'ask-help': {
    words: '帮忙',
    get body() {
      return place.bodies.transport;
    },
  },
  'hand-over': {
    words: '移交',
    get body() {
      return place.bodies.transport;
    },
  },
  assign: {
    get body() {
      return place.bodies.transport;
    },
  },
  return: { words: '退回', basis: '依据依据' },
  merge: {
    get matter() {
      return id;
    },
  },
  decline: { words: '不办', ground: 'judged' },
  suspend: { words: '停', ground: 'frost' },
  'ask-extension': { words: '延', days: 1, ground: 'survey' },
  classify: { category: 'clean.lane' },
  rate: { solved: true, satisfied: 'yes' },
  'follow-up': { reached: false },
  correct: { entry: 1, words: '改' },
};

describe('those who take part', () => {
  it.each([
    ['the reporter', 'resident', 'answer', { words: '自己答' }, 403],
    ['the station, after passing up', 'stationWorker', 'sign', {}, 409],
    ['the clerk of the centre', 'clerk', 'assign', { words: '' }, 403],
    ['the department', 'waterOfficer', 'grant-extension', {}, 403],
    ['the department', 'waterOfficer', 'rate', { solved: true, satisfied: 'yes' }, 403],
    ['the supervisor', 'supervisor', 'answer', { words: '答' }, 403],
    ['the administrator', 'administrator', 'comment', { words: '看看' }, 403],
  ] as const)('%s does not take another’s step: %s %s', async (_title, who, step, input, status) => {
    const body = step === 'assign' ? { body: place.bodies.transport } : {};
    const answer = await place.try(who, step, id, { ...input, ...body });
    expect(answer.status).toBe(status);
  });

  it('the department sees only what it takes part in', async () => {
    expect((await place.queue('waterOfficer', 'all')).map((row) => row.id)).toEqual([id]);
    expect(await place.queue('transportOfficer', 'all')).toEqual([]);
    await place.file('neighbour', { words: '巷道里没有水', category: 'water.tap' });
    expect((await place.queue('waterOfficer', 'all')).map((row) => row.id)).toEqual([id]);
  });

  it('a matter is not given to a body of another county, nor merged into one not seen', async () => {
    const mine = await place.file('resident');
    await place.take('stationWorker', 'pass-up', mine.id, { words: '请镇里办' });
    expect(await place.try('dispatcher', 'assign', mine.id, { body: place.bodies.otherCentre })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body', message: '没有这个单位。' }] },
    });
    const foreign = await place.file('otherResident', { village: '640122100201' });
    expect(await place.try('dispatcher', 'merge', mine.id, { matter: foreign.id })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'matter' }] },
    });
  });

  it('a reporter of another matter is not revealed through this one', async () => {
    const other = await place.file('villagerNext', { village: '640121104201' });
    const row = await place.prepare(({ db }) =>
      db.selectFrom('matter_reporter').select('id').where('matter_id', '=', other.id).executeTakeFirstOrThrow(),
    );
    expect(await place.send('waterOfficer', 'matters.reveal', { id, reporterId: row.id, purpose: '好奇' })).toMatchObject({ status: 404 });
  });

  it('an administrator looks at nobody, and keeps no part in the queue’s work', async () => {
    const row = await place.prepare(({ db }) =>
      db.selectFrom('matter_reporter').select('id').where('matter_id', '=', id).executeTakeFirstOrThrow(),
    );
    expect((await place.send('administrator', 'matters.reveal', { id, reporterId: row.id, purpose: '好奇' })).status).toBe(409);
  });
});
