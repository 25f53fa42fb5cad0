import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppointmentRole } from '../../domain/accounts/roles.ts';
import { judgeAppointment } from '../../domain/bodies/rules.ts';
import type { HeldPost } from '../../domain/bodies/term.ts';
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
import { openPool, type Tx, transaction } from '../platform/database.ts';
import { testDatabase } from '../testing/database.ts';
import { isDemo, isEmpty, loadDemo } from './load.ts';
import { demoPersonas, PERSONAS, SECOND_GRID, THIRD_GRID } from './personas.ts';
import { FEW_WATCHERS, WITHOUT_HEAD, WITHOUT_PHONE, WITHOUT_WORKER } from './posts.ts';

const NOW = new Date('2026-11-24T10:40:00+08:00');

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
let pool: pg.Pool;
let loaded: Awaited<ReturnType<typeof loadDemo>>;

const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transaction(pool, { kind: 'system', name: 'test' }, work);
const rows = <T>(statement: string): Promise<T[]> => read(async (tx) => ((await tx.send(statement))[0]?.rows ?? []) as T[]);
const count = async (statement: string): Promise<number> =>
  (await rows<{ count: number }>(`select count(*) as count from ${statement}`))[0]?.count ?? 0;

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'linli-demo-'));
  expect(await isEmpty(database.url)).toBe(true);
  expect(await isDemo(database.url)).toBe(false);
  loaded = await loadDemo(database.url, { home, now: NOW });
  pool = openPool(database.url, { max: 2 });
}, 120_000);

afterAll(async () => {
  await pool?.end();
  await database?.drop();
  await rm(home, { recursive: true, force: true });
});

describe('the demo county', () => {
  it('is loaded once, into an empty database', async () => {
    expect(await isEmpty(database.url)).toBe(false);
    expect(await isDemo(database.url)).toBe(true);
    await expect(loadDemo(database.url, { home, now: NOW })).rejects.toThrow('The database is not empty');
  });

  it('has the real places, and people in Minning by the census', async () => {
    expect(await count(`division where level <> 'grid'`)).toBe(3_199);
    expect(await count('calendar_day')).toBeGreaterThan(300);
    const grids = await rows<{ village: string; grids: number }>(
      `select left(code, 12) as village, count(*) as grids from division where level = 'grid' group by 1`,
    );
    expect(grids).toHaveLength(7);
    for (const village of grids) expect(village.grids, village.village).toSatisfy((number: number) => number >= 3 && number <= 8);
    expect(loaded.households).toBe(2_500);
    expect(await count('household')).toBe(2_500);
    const members = await count('person where household_id is not null');
    expect(members / 2_500).toBeGreaterThan(2.5);
    expect(members / 2_500).toBeLessThan(2.7);
    expect(await count(`person where phone is not null and phone not like '154095_____'`)).toBe(0);
    expect(await count(`person where household_id is not null and territory not like '640121104%'`)).toBe(0);
    expect(await count("(select household_id from person where relation = '户主' group by 1 having count(*) > 1) twice")).toBe(0);
  });

  it('gives each village of the county its four bodies, each township a centre and offices', async () => {
    const villages = await count(`division where level = 'village' and code like '640121%'`);
    for (const kind of ['service-station', 'party-organisation', 'supervision-committee'])
      expect(await count(`body where kind = '${kind}'`), kind).toBe(villages);
    expect(await count(`body where kind in ('villagers-committee', 'residents-committee')`)).toBe(villages);
    const townships = await count(`division where level = 'township' and code like '640121%'`);
    expect(await count(`body where kind = 'township-centre'`)).toBe(townships);
    expect(await count(`body where phone not like '0951-555%'`)).toBe(0);
  });

  it('fills the posts as the clauses ask', async () => {
    const posts = await rows<HeldPost & { name: string; livesIn: string | null; allowance: string; bodyFrom: string; community: boolean }>(`
      select a.id, a.person_id as "personId", a.body_id as "bodyId", b.kind as "bodyKind", b.territory as "bodyTerritory", a.role, a.territory, a.allowance, a.name,
        a.valid_from as "validFrom", a.valid_until as "validUntil", b.valid_from as "bodyFrom", h.grid as "livesIn", d.kind like '%居委会' as community
      from appointment a join body b on b.id = a.body_id join person p on p.id = a.person_id left join household h on h.id = p.household_id left join division d on d.code = b.territory`);
    expect(posts.length).toBeGreaterThan(500);
    const byPerson = grouped(posts, (post) => post.personId);
    const refused: string[] = [];
    for (const post of posts) {
      const others = posts.filter(
        (one) => one.id !== post.id && one.personId !== post.personId && (one.bodyId === post.bodyId || one.territory === post.territory),
      );
      const answer = judgeAppointment(
        {
          body: {
            id: post.bodyId,
            kind: post.bodyKind,
            territory: post.bodyTerritory,
            community: post.community,
            validFrom: post.bodyFrom,
            validUntil: null,
          },
          person: { id: post.personId, name: post.name, livesIn: post.livesIn },
          own: (byPerson.get(post.personId) ?? []).filter((one) => one.id !== post.id),
          others,
        },
        { ...post, role: post.role as AppointmentRole },
      );
      if (!answer.allowed) refused.push(`${post.name} ${post.role}: ${answer.reason}`);
    }
    expect(refused).toEqual([]);
    const filled = `a.territory like '640121104%' and a.valid_until is null`;
    // Of 43 grids one waits for its next worker.
    expect(await count(`(select territory from appointment a where ${filled} and role = 'grid-worker' group by 1) grids`)).toBe(42);
    expect(
      await count(
        `(select body_id from appointment a where ${filled} and role like 'supervision%' group by 1 having count(*) not between 3 and 5) bodies`,
      ),
    ).toBe(1);
    const headed = await count(
      `(select body_id from appointment a where ${filled} and role = 'supervision-head' group by 1 having count(*) = 1) bodies`,
    );
    expect(headed).toBe(7);
  });

  it('breaks a rule in these places and in no others, as a real county does', async () => {
    const today = NOW.toISOString().slice(0, 10);
    const held = `a.valid_from <= '${today}' and coalesce(a.valid_until, '9999-12-31') >= '${today}'`;
    const places = async (statement: string) => (await rows<{ place: string }>(statement)).map((row) => row.place);
    const villages = `division d where d.level = 'village' and d.code like '640121%'`;
    expect(
      await places(`select d.code as place from ${villages} and not exists (
        select from appointment a join body b on b.id = a.body_id where a.role = 'station-head' and b.territory = d.code and ${held})`),
    ).toEqual([WITHOUT_HEAD]);
    expect(
      await places(`select d.code as place from division d where d.level = 'grid' and (
        select count(*) from appointment a where a.role = 'grid-worker' and a.territory = d.code and ${held}) not between 1 and 2`),
    ).toEqual([WITHOUT_WORKER]);
    expect(
      await places(`select a.territory as place from appointment a where a.role = 'grid-worker' and a.phone = '' and ${held}`),
    ).toEqual([WITHOUT_PHONE]);
    expect(
      await places(`select left(b.code, 12) as place from appointment a join body b on b.id = a.body_id
        where a.role like 'supervision%' and ${held} group by 1 having count(*) not between 3 and 5`),
    ).toEqual([FEW_WATCHERS]);
    expect(await places(`select left(grid, 12) as place from household where dwelling_id is null`)).toEqual(['640121104001']);
    expect(await count(`household h where not exists (select from division d where d.level = 'grid' and d.code = h.grid)`)).toBe(0);
    expect(await count(`household h join dwelling d on d.id = h.dwelling_id where d.grid <> h.grid`)).toBe(0);
  });
});

describe('its matters', () => {
  it('stand in every state, in Minning only, filed by all ways', async () => {
    const states = await rows<{ status: string; matters: number }>(
      `select status, count(*) as matters from matter where kind = 'appeal' group by 1`,
    );
    expect(new Set(states.map((row) => row.status))).toEqual(new Set(STATUSES));
    expect(loaded.matters).toBeGreaterThanOrEqual(390);
    expect(await count('matter')).toBe(loaded.matters);
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
    const calendar = await read(async (tx) => (await loadPolicy({ pool } as App, tx)).calendarFor('640121104'));
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
    const recount = await verifyRates(database.url, { territory: '640121', from: day(-90), until: day(0), now: NOW });
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
    // Mandates last three months: none of the demo's has run out, so none is signed anew.
    for (const kind of ['proxy-service', 'home-verification']) {
      const taken = steps.filter((row) => row.kind === kind).map((row) => row.step);
      const own = Object.keys(definitionOf(kind, 1).steps).filter((step) => !(step in appeal.steps) && step !== 'renew-mandate');
      expect(taken, kind).toEqual(expect.arrayContaining(own));
    }
    for (const outcome of OUTCOMES)
      expect(
        await count(`matter where kind = 'home-verification' and state->'content'->>'outcome' = '${outcome}'`),
        outcome,
      ).toBeGreaterThan(0);
    expect(await count(`matter where kind = 'home-verification' and state->'content'->>'answers' like '%different%'`)).toBeGreaterThan(1);
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

describe('around the matters', () => {
  it('photos lie in the store with their thumbnails', async () => {
    const photos = await rows<{ sha256: string; thumbnail_sha256: string }>(
      'select distinct sha256, thumbnail_sha256 from file where matter_id is not null',
    );
    expect(photos.length).toBeGreaterThanOrEqual(6);
    const kept = (await readdir(join(home, 'files'), { recursive: true })).map((path) => path.split('/').at(-1));
    for (const photo of photos) expect(kept).toEqual(expect.arrayContaining([photo.sha256, photo.thumbnail_sha256]));
    expect(
      await count(
        `matter_action a where jsonb_array_length(coalesce(a.input->'attachments', '[]')) <> (select count(*) from file f where f.matter_id = a.matter_id and f.seq = a.seq)`,
      ),
    ).toBe(0);
  });

  it('looks at reporters stand in the audit, and people were told', async () => {
    expect(await count(`audit where operation = 'matters.reveal' and kind = 'look'`)).toBeGreaterThan(50);
    const [resident] = await rows<{ id: string }>(`select id from person where phone = '15409510001' and name = '王秀兰'`);
    expect(await count(`audit where operation = 'matters.reveal' and person_id = '${resident?.id}'`)).toBeGreaterThan(0);
    expect(await count(`message where channel = 'inbox' and person_id = '${resident?.id}'`)).toBeGreaterThan(2);
    expect(await count(`message where channel = 'sms' and state = 'sent'`)).toBeGreaterThan(50);
    expect(
      await count(
        `message m where state = 'failed' and not exists (select from job j where j.state = 'dead' and j.unique_key = m.id::text)`,
      ),
    ).toBe(0);
  });

  it('the resident has one answer to rate, one in hand at a department, one done', async () => {
    const [account] = await rows<{ id: string }>(
      `select person_id as id from account_person join account on account.id = account_id where account.phone = '15409510001' order by since limit 1`,
    );
    const own = await rows<{ status: string; level: string; solved: boolean | null }>(
      `select m.status, b.kind as level, m.solved from matter m join body b on b.id = m.holder_id where m.kind = 'appeal' and m.reporters @> array['${account?.id}'::uuid] order by m.status`,
    );
    expect(own).toMatchObject([
      { status: 'answered', solved: null },
      { status: 'closed', solved: true },
      { status: 'in-hand', level: 'county-department' },
    ]);
  });

  it('each persona is there and each of the staff finds something open', async () => {
    const personas = await demoPersonas(pool);
    expect(personas.map((one) => one.key)).toEqual(PERSONAS.map((one) => one.key));
    for (const persona of personas.filter((one) => one.face === 'office' && !['supervisor', 'administrator', 'region'].includes(one.key))) {
      const open = await count(`matter m where ended_at is null and status <> 'answered' and not paused and (holder_id in (
        select a.body_id from account_person l join appointment a on a.person_id = l.person_id where l.account_id = '${persona.accountId}'))`);
      expect(open, persona.key).toBeGreaterThan(0);
    }
    expect(
      await rows(`select a.territory, a.role from account c join account_person l on l.account_id = c.id join appointment a on a.person_id = l.person_id
        where c.username = 'demo-region' order by 1`),
    ).toEqual(['64', '6401'].map((territory) => ({ territory, role: 'supervisor' })));
    for (const grid of [THIRD_GRID, SECOND_GRID])
      expect(await count(`matter where kind = 'appeal' and status = 'to-sign' and grid = '${grid}'`), grid).toBeGreaterThanOrEqual(2);
  });

  it('nothing is said that must not be', async () => {
    const texts = await rows<{ text: string }>(`
      select state::text as text from matter union all select input::text from matter_action union all select text from message
      union all select name || duties || address from body union all select purpose || detail::text from audit`);
    const said = texts.map((row) => row.text).join('\n');
    expect(said.match(/民族|回民|汉族|宗教|清真|人脸|指纹|\d{17}[\dXx]/g)).toBeNull();
    // The actions name no resident and no phone.
    const actions = (await rows<{ text: string }>('select (input::text || by::text || refs::text) as text from matter_action'))
      .map((row) => row.text)
      .join('\n');
    expect(actions).not.toMatch(/15409\d{6}/);
    expect(actions).not.toContain('王秀兰');
  });

  it.each(['2026-11-22T23:30:00', '2026-10-08T08:31:00', '2026-05-05T11:00:00'])(
    'has the same things to do at %s, after a holiday too',
    async (at) => {
      const other = await testDatabase();
      try {
        await loadDemo(other.url, { home, now: new Date(`${at}+08:00`) });
        const second = openPool(other.url, { max: 1 });
        const late = await transaction(second, { kind: 'system', name: 'test' }, async (tx) => {
          const sent = await tx.send(
            `select kind, count(*) filter (where ended_at is null) as open, count(*) filter (where due < '${at}+08:00') as late from matter group by 1 order by 1`,
          );
          return sent[0]?.rows;
        });
        expect(late).toMatchObject([{ kind: 'appeal' }, { kind: 'home-verification', open: 13 }, { kind: 'proxy-service', open: 38 }]);
        for (const { kind, late: count } of late as { kind: string; late: number }[]) expect(count, kind).toBeGreaterThan(1);
        await second.end();
      } finally {
        await other.drop();
      }
    },
    60_000,
  );

  it('comes out the same for the same day', async () => {
    const other = await testDatabase();
    try {
      await loadDemo(other.url, { home, now: NOW });
      const print = `select md5(string_agg(row::text, '' order by row::text)) as print from`;
      const second = openPool(other.url, { max: 1 });
      const printOf = (of: pg.Pool, table: string) =>
        transaction(
          of,
          { kind: 'system', name: 'test' },
          async (tx) => (await tx.send(`${print} (select * from ${table}) row`))[0]?.rows[0],
        );
      for (const table of [
        'body',
        'person',
        'household',
        'appointment',
        'matter',
        'matter_action',
        'matter_reporter',
        'matter_turn',
        'message',
        'audit',
        'file',
        'service_item',
        'hand_over',
      ])
        expect(await printOf(second, table), table).toEqual(await printOf(pool, table));
      await second.end();
    } finally {
      await other.drop();
    }
  }, 60_000);
});
