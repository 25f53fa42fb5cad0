import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read } from '../../../domain/matters/testing/play.ts';
import { type Town, town } from '../../testing/matters.ts';

let place: Town;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
});
afterAll(() => place.stop());

describe('the lamp by the school', () => {
  let id: string;
  let receipt: string;

  it('a resident says what troubles them, and gets a number, a receipt and a promise', async () => {
    await place.at('2026-11-24 09:00');
    const filed = await place.file('resident', { address: '小学门口' });
    ({ id, receiptCode: receipt } = filed);
    expect(filed).toMatchObject({ holder: '原隆村服务站' });
    expect(filed.number).toMatch(/^640121104205-20261124-\d{6}$/);
    expect(filed.receiptCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect([filed.signBy, filed.answerBy].map(read)).toEqual(['2026-11-25 18:00', '2026-12-01 18:00']);
  });

  it('the station finds it among what is new, signs and passes it up', async () => {
    expect(await place.counts('stationWorker')).toEqual({
      mine: 1,
      new: 1,
      today: 0,
      overdue: 0,
      waiting: 0,
      done: 0,
      all: 1,
      more: false,
    });
    const [row] = await place.queue('stationWorker', 'new');
    expect(row).toMatchObject({ id, title: '学校门口的路灯不亮一个星期了', place: '原隆村', categoryName: '路灯', dueFor: 'sign' });
    await place.at('2026-11-24 10:00');
    await place.take('stationWorker', 'sign', id);
    expect(await place.counts('stationWorker')).toMatchObject({ mine: 1, new: 0 });
    await place.take('stationWorker', 'pass-up', id, { words: '村里没有登高车' });
    expect(await place.counts('stationWorker')).toMatchObject({ mine: 0, waiting: 1 });
  });

  it('the dispatcher is shown whose duty it is, and sends it to the wrong one all the same', async () => {
    await place.at('2026-11-24 11:00');
    expect(await place.counts('dispatcher')).toMatchObject({ mine: 1, new: 1 });
    const { body } = await place.send<{ targets: { id: string; name: string; suggested: boolean; why: string; refused: string | null }[] }>(
      'dispatcher',
      'matters.targets',
      { id, step: 'assign' },
    );
    expect(body.targets[0]).toMatchObject({
      name: '永宁县住房和城乡建设局',
      suggested: true,
      why: '这一类由县住建局负责（乡村振兴促进法第五十二条）',
      refused: null,
    });
    expect(body.targets.find((target) => target.id === place.bodies.station)?.refused).toContain('8.2');
    expect(body.targets.map((target) => target.id)).not.toContain(place.bodies.otherCentre);
    const done = await place.take('dispatcher', 'assign', id, { body: place.bodies.water });
    expect(read(done.due)).toBe('2026-11-25 18:00');
  });

  it('which returns it with a basis and names the right one', async () => {
    await place.at('2026-11-24 15:00');
    await place.take('waterOfficer', 'return', id, {
      words: '路灯由住建局管护',
      basis: '县级部门三定方案',
      suggested: place.bodies.housing,
    });
    const seen = await place.view('dispatcher', id);
    expect(seen).toMatchObject({ status: 'returned', holder: { name: '闽宁镇民生服务中心' }, dispatched: 1 });
    expect(seen.story.at(-1)).toMatchObject({ headline: '退回', detail: '依据：县级部门三定方案 · 建议 永宁县住房和城乡建设局 承办' });
  });

  it('which gets it as a second assignment, may not return it, and answers in time', async () => {
    await place.at('2026-11-24 16:00');
    await place.take('dispatcher', 'assign', id, { body: place.bodies.housing });
    const refused = await place.try('housingOfficer', 'return', id, { words: '忙', basis: '没有人手' });
    expect(refused).toMatchObject({
      status: 409,
      body: { type: '/problems/refused', clause: '4.8', reason: expect.stringContaining('第二次派单') },
    });
    await place.at('2026-11-25 09:00');
    await place.take('housingOfficer', 'sign', id);
    await place.at('2026-11-26 17:00');
    await place.take('housingOfficer', 'answer', id, { words: '灯已换好，今晚就亮。' });
  });

  it('the resident is told, reads the answer, and rates it', async () => {
    await place.work();
    const { body } = await place.send<{ matters: unknown[] }>('resident', 'matters.mine');
    expect(body.matters).toMatchObject([{ id, statusTitle: '已答复', holder: '永宁县住房和城乡建设局', needsMe: 'confirm' }]);
    const inbox = await place.send<{ items: { kind: string; matterId: string }[] }>('resident', 'messages.inbox');
    expect(inbox.body.items.map((item) => item.kind)).toContain('answered');
    expect((await place.view('resident', id)).answer).toMatchObject({ text: '灯已换好，今晚就亮。', by: '永宁县住房和城乡建设局' });
    await place.at('2026-11-27 20:00');
    await place.take('resident', 'rate', id, { solved: true, satisfied: 'yes', words: '亮了' });
    expect((await place.view({ receipt }, id)).rating).toMatchObject({ solved: true, satisfied: 'yes', by: 'resident' });
  });

  it('the office shows where every hour went', async () => {
    const { attribution } = await place.view('supervisor', id);
    expect(attribution?.totals.map((total) => [total.name, total.minutes])).toEqual([
      ['原隆村服务站', 60],
      ['闽宁镇民生服务中心', 120],
      ['永宁县水务局', 60 + 60],
      ['永宁县住房和城乡建设局', 120 + 450 + 390],
    ]);
    expect(attribution?.minutes).toBe(60 + 120 + 120 + 960);
  });

  it('the resident reads the same story without what handlers write to each other', async () => {
    const steps = (await place.view('resident', id)).story.map((entry) => entry.headline);
    expect(steps).toEqual([
      '您反映了这件事',
      '已签收，开始办理',
      '已收到，村里解决不了，上报镇里',
      '转给 永宁县水务局 办理',
      '退回',
      '转给 永宁县住房和城乡建设局 办理',
      '已签收，开始办理',
      '已答复',
      '您评价：解决了，满意',
    ]);
  });

  it('the deadlines and turns stand in the database as they were', async () => {
    const turns = await place.prepare(({ db }) =>
      db.selectFrom('matter_turn').selectAll().where('matter_id', '=', id).orderBy('seq').execute(),
    );
    expect(
      turns.map((turn) => [
        turn.body_name,
        read(turn.assigned_at.toISOString()),
        read(turn.due_answer?.toISOString()),
        turn.ended,
        (turn.held_seconds ?? 0) / 60,
      ]),
    ).toEqual([
      ['原隆村服务站', '2026-11-24 09:00', '2026-12-01 18:00', 'pass-up', 60],
      ['闽宁镇民生服务中心', '2026-11-24 10:00', '2026-12-01 18:00', 'assign', 60],
      ['永宁县水务局', '2026-11-24 11:00', '2026-12-01 18:00', 'return', 120],
      ['闽宁镇民生服务中心', '2026-11-24 15:00', '2026-12-01 18:00', 'assign', 60],
      ['永宁县住房和城乡建设局', '2026-11-24 16:00', '2026-12-01 18:00', 'answer', 960],
    ]);
  });

  it('the rates of the county have moved', async () => {
    const { body } = await place.send<{ rows: { filed: number; rates: Record<string, unknown> }[] }>('supervisor', 'statistics.rates', {
      territory: '640121',
      from: '2026-11-01',
      until: '2026-11-30',
    });
    expect(body.rows[0]).toMatchObject({
      filed: 1,
      rates: {
        answered: { numerator: 1, denominator: 1 },
        resolution: { numerator: 1, denominator: 1, excluded: 0 },
        satisfaction: { numerator: 1, denominator: 1 },
      },
    });
  });

  it('the audit knows who saw the resident’s phone', async () => {
    const { reporters } = await place.view('housingOfficer', id);
    expect(reporters[0]).toMatchObject({ name: '马**', phone: '138****6021', personId: null, mine: false });
    const seen = await place.send<{ name: string; phone: string }>('housingOfficer', 'matters.reveal', {
      id,
      reporterId: reporters[0]?.id,
      purpose: '打电话问是哪一根灯杆',
    });
    expect(seen.body).toEqual({ name: '马占山', phone: '13895016021' });
    const rows = await place.prepare(({ db }) => db.selectFrom('audit').selectAll().where('operation', '=', 'matters.reveal').execute());
    expect(rows).toMatchObject([
      {
        actor: '陈静（永宁县住房和城乡建设局）',
        role: 'department-staff',
        kind: 'look',
        person_id: place.people.resident,
        matter_id: id,
        purpose: '打电话问是哪一根灯杆',
      },
    ]);
    expect((await place.view('supervisor', id)).lookers).toMatchObject([
      { actor: '陈静（永宁县住房和城乡建设局）', purpose: '打电话问是哪一根灯杆' },
    ]);
  });
});
