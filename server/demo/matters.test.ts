import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOf, dayOfDate } from '../../domain/calendar/calendar.ts';
import type { Action } from '../../domain/matters/action.ts';
import { appeal } from '../../domain/matters/appeal/appeal.ts';
import { fold } from '../../domain/matters/fold.ts';
import { OUTCOMES } from '../../domain/matters/home-verification/checklist.ts';
import { definitionOf } from '../../domain/matters/kinds.ts';
import type { ServiceItem } from '../../domain/matters/proxy-service/content.ts';
import { type MatterState, STATUSES } from '../../domain/matters/state.ts';
import { columnsOf, turnRow } from '../modules/matters/index.ts';
import { loadPolicy } from '../modules/policy/index.ts';
import { verifyRates } from '../modules/statistics/index.ts';
import type { App } from '../platform/app.ts';
import { grouped, NOW, withLoadedDemo } from '../testing/loaded-demo.ts';
import { SECOND_GRID, THIRD_GRID } from './personas.ts';

const demo = withLoadedDemo();
const { read, rows, count } = demo;

describe('its matters', () => {
  it('stand in every state, in Minning only, filed by all ways', async () => {
    const states = await rows<{ status: string; matters: number }>(
      `select status, count(*) as matters from matter where kind = 'appeal' group by 1`,
    );
    expect(new Set(states.map((row) => row.status))).toEqual(new Set(STATUSES));
    expect(demo.loaded.matters).toBeGreaterThanOrEqual(390);
    expect(await count('matter')).toBe(demo.loaded.matters);
    expect(await count(`matter where village not like '640121104%' or county <> '640121'`)).toBe(0);
    expect(new Set((await rows<{ channel: string }>('select distinct channel from matter')).map((row) => row.channel))).toEqual(
      new Set(['portal', 'counter', 'phone', 'field']),
    );
    expect(await count(`matter_action where at > '${NOW.toISOString()}'`)).toBe(0);
    const steps = new Set((await rows<{ step: string }>('select distinct step from matter_action')).map((row) => row.step));
    for (const step of [
      'return',
      'ask-help',
      'help-answer',
      'grant-extension',
      'refuse-extension',
      'reopen',
      'join',
      'merge',
      'supervise',
      'urge',
      'follow-up',
      'go-on',
      'close',
      'send-back',
    ])
      expect(steps, step).toContain(step);
  });

  it('are stored as the fold of their actions tells, turns too', async () => {
    const calendar = await read(async (tx) => (await loadPolicy({ pool: demo.pool } as App, tx)).calendarFor('640121104'));
    const matters = await rows<{
      id: string;
      kind: string;
      version: number;
      state: MatterState;
      due: Date | null;
      status: string;
      holder_id: string;
    }>('select id, kind, version, state, due, status, holder_id from matter');
    const actions = grouped(
      await rows<Action & { matter_id: string; at: Date | string }>('select * from matter_action order by matter_id, seq'),
      (row) => row.matter_id,
    );
    const turns = grouped(
      await rows<Record<string, unknown> & { matter_id: string }>('select * from matter_turn order by matter_id, seq'),
      (row) => row.matter_id,
    );
    for (const matter of matters) {
      const own = (actions.get(matter.id) ?? []).map((action) => ({ ...action, at: new Date(action.at).toISOString() }));
      expect(own.map((action) => action.at)).toEqual(own.map((action) => action.at).sort());
      const state = fold(definitionOf(matter.kind, matter.version), own);
      expect(matter.state).toEqual(state);
      expect({ due: matter.due?.toISOString() ?? null, status: matter.status, holder_id: matter.holder_id }).toEqual({
        due: columnsOf(state).due,
        status: state.status,
        holder_id: state.holder.id,
      });
      const stored = (turns.get(matter.id) ?? []).map(({ county: _county, matter_id: _id, ...turn }) => turn);
      expect(JSON.parse(JSON.stringify(stored))).toEqual(
        JSON.parse(JSON.stringify(state.assignments.map((turn) => turnRow(calendar, state, turn)))),
      );
    }
  });

  it('give figures that a recount from the actions confirms, and that look like a township that tries', async () => {
    const day = (shift: number) => dateOfDay(dayOf(NOW) + shift);
    const recount = await verifyRates(demo.url, { territory: '640121', from: day(-90), until: day(0), now: NOW });
    expect(recount.matters).toBe(await count(`matter where kind = 'appeal'`));
    expect(recount.differences).toEqual([]);
    const [turn] = await rows<{ signed: number; answered: number }>(`
      select avg((signed_at <= due_sign)::int) filter (where due_sign is not null and signed_at is not null)::float as signed,
        avg((ended_at <= due_answer)::int) filter (where ended = 'answer')::float as answered
      from matter_turn where matter_id in (select id from matter where kind = 'appeal')`);
    expect(turn?.signed).toBeGreaterThan(0.92);
    expect(turn?.answered).toBeGreaterThan(0.85);
    expect(turn?.answered).toBeLessThan(0.97);
    const solved = (await count('matter where solved')) / (await count('matter where solved is not null'));
    expect(solved).toBeGreaterThan(0.78);
    expect(solved).toBeLessThan(0.95);
  });

  it('show some overdue, some due today, some new today', async () => {
    const open = `ended_at is null and status <> 'answered'`;
    expect(await count(`matter where ${open} and due < '${NOW.toISOString()}'`)).toBeGreaterThanOrEqual(4);
    expect(await count(`matter where ${open} and due >= '${NOW.toISOString()}' and due < '2026-11-24T16:00:00Z'`)).toBeGreaterThanOrEqual(
      4,
    );
    expect(await count(`matter where filed_at >= '2026-11-23T16:00:00Z'`)).toBeGreaterThanOrEqual(4);
  });
});

describe('its proxy services and home verifications', () => {
  const byStatus = async (kind: string) =>
    Object.fromEntries(
      (
        await rows<{ status: string; matters: number }>(`select status, count(*) as matters from matter where kind = '${kind}' group by 1`)
      ).map((row) => [row.status, row.matters]),
    );

  it('stand in every state their kind has', async () => {
    const proxies = await byStatus('proxy-service');
    expect(proxies).toEqual({ 'to-sign': 12, 'in-hand': 18, 'waiting-resident': 4, answered: 4, closed: 21, declined: 2, withdrawn: 3 });
    const verifications = await byStatus('home-verification');
    expect(verifications).toEqual({ 'to-sign': 3, 'in-hand': 6, answered: 4, closed: 6, withdrawn: 1 });
    const steps = await rows<{ kind: string; step: string }>('select distinct kind, step from matter join matter_action on matter_id = id');
    for (const kind of ['proxy-service', 'home-verification']) {
      const taken = steps.filter((row) => row.kind === kind).map((row) => row.step);
      const own = Object.keys(definitionOf(kind, 1).steps).filter((step) => !(step in appeal.steps));
      expect(taken, kind).toEqual(expect.arrayContaining(own));
    }
    for (const outcome of OUTCOMES)
      expect(
        await count(`matter where kind = 'home-verification' and state->'content'->>'outcome' = '${outcome}'`),
        outcome,
      ).toBeGreaterThan(0);
    expect(
      await count(`matter_action join matter on matter_id = id where kind = 'home-verification' and input->>'answers' like '%different%'`),
    ).toBeGreaterThan(1);
    expect(await count(`matter where kind = 'proxy-service' and channel = 'portal'`)).toBeGreaterThan(5);
  });

  it('are such as the operations would have taken: the item of the catalogue, its papers only, a mandate that may run so long', async () => {
    const filed = await rows<{
      item: ServiceItem;
      materials: { name: string }[];
      mandate: { until: string; file: string } | null;
      attachments: string[];
      at: Date;
    }>(`
      select a.input->'item' as item, a.input->'materials' as materials, a.input->'mandate' as mandate, a.input->'attachments' as attachments, a.at
      from matter_action a join matter m on m.id = a.matter_id where m.kind = 'proxy-service' and a.step = 'file'`);
    const items = new Map(
      (
        await rows<{ id: string; name: string; materials: { name: string }[]; proxy: boolean; online: boolean; example: string }>(
          `select id, name, materials, proxy, online, example from service_item`,
        )
      ).map((row) => [row.id, row]),
    );
    expect(items.size).toBeGreaterThan(1_150);
    for (const { item, materials, mandate, attachments, at } of filed) {
      const listed = items.get(item.id);
      expect(listed).toMatchObject({ name: item.name, example: '' });
      expect(mandate ? listed?.proxy : listed?.online, item.name).toBe(true);
      expect(listed?.materials.map(({ name }) => name)).toEqual(expect.arrayContaining(materials.map(({ name }) => name)));
      expect(item.materials).toEqual(listed?.materials.map(({ name }) => name));
      if (!mandate) continue;
      expect(attachments).toContain(mandate.file);
      const days = dayOfDate(mandate.until) - dayOf(new Date(at));
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThanOrEqual(90);
    }
    expect(new Set(filed.map(({ item }) => item.code)).size).toBe(15);
    expect(await count(`matter where kind = 'proxy-service' and state::text ~ '"name":"[^"]*身份证","how":"photo"'`)).toBe(0);
  });

  it('went to the township on lists that both sides signed, but for those on the counter', async () => {
    const lists = await rows<{ received_at: Date | null; handed_at: Date; matters: { id: string; received: boolean | null }[] }>(
      'select * from hand_over',
    );
    expect(lists.length).toBeGreaterThan(25);
    expect(lists.filter(({ matters }) => matters.length > 1).length).toBeGreaterThanOrEqual(5);
    const open = lists.filter(({ received_at }) => received_at === null);
    expect(open.map(({ matters }) => matters.length).sort()).toEqual([2, 3]);
    expect(lists.flatMap(({ matters }) => matters).filter(({ received }) => received === false)).toHaveLength(1);
    expect(await count(`matter_action where step = 'hand-in'`)).toBe(lists.flatMap(({ matters }) => matters).length);
    expect(
      await count(`hand_over h, jsonb_array_elements(h.matters) as one where not exists (
        select from matter_action a where a.matter_id = (one->>'id')::uuid and a.step = 'hand-in' and a.at = h.handed_at and a.by->>'name' = h.handed_by)`),
    ).toBe(0);
  });

  it('give both grid workers a full day', async () => {
    for (const [key, grid] of [
      ['grid-worker', THIRD_GRID],
      ['grid-worker-2', SECOND_GRID],
    ] as const) {
      const mine = `matter where grid = '${grid}' and kind`;
      const station = `(select id from body where kind = 'service-station' and territory = '${grid.slice(0, 12)}')`;
      expect(
        await count(`${mine} = 'appeal' and ended_at is null and status in ('to-sign', 'in-hand') and holder_id = ${station}`),
      ).toBeGreaterThanOrEqual(4);
      const visits = `${mine} = 'home-verification' and status in ('to-sign', 'in-hand')`;
      expect(await count(visits), key).toBeGreaterThanOrEqual(3);
      expect(await count(`${visits} and due < '${NOW.toISOString()}'`), key).toBeGreaterThanOrEqual(1);
      expect(await count(`${mine} = 'proxy-service' and status = 'in-hand' and holder_id = ${station}`), key).toBeGreaterThanOrEqual(3);
      expect(await count(`${mine} = 'proxy-service' and status = 'waiting-resident'`), key).toBe(1);
      expect(await count(`${mine} = 'proxy-service' and status = 'answered'`), key).toBeGreaterThanOrEqual(1);
      const [account] = await rows<{ id: string }>(`select id from account where username = 'demo-${key}'`);
      expect(await count(`message where account_id = '${account?.id}' and channel = 'inbox' and state = 'waiting'`), key).toBeGreaterThan(
        0,
      );
    }
  });
});
