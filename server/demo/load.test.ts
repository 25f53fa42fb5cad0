import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { phoneIndex } from '../modules/keys/index.ts';
import { openPool, transaction } from '../platform/database.ts';
import { testDatabase } from '../testing/database.ts';
import { NOW, withLoadedDemo } from '../testing/loaded-demo.ts';
import { isDemo, isEmpty, loadDemo } from './load.ts';
import { demoPersonas, PERSONAS, SECOND_GRID, THIRD_GRID } from './personas.ts';

const demo = withLoadedDemo(async (url) => {
  expect(await isEmpty(url)).toBe(true);
  expect(await isDemo(url)).toBe(false);
});
const { rows, count } = demo;

describe('the demo county', () => {
  it('is loaded once, into an empty database', async () => {
    expect(await isEmpty(demo.url)).toBe(false);
    expect(await isDemo(demo.url)).toBe(true);
    await expect(loadDemo(demo.url, { home: demo.home, now: NOW })).rejects.toThrow('The database is not empty');
  });

  it.each(['2026-11-22T23:30:00', '2026-10-08T08:31:00', '2026-05-05T11:00:00'])(
    'has the same things to do at %s, after a holiday too',
    async (at) => {
      const other = await testDatabase();
      try {
        await loadDemo(other.url, { home: demo.home, now: new Date(`${at}+08:00`) });
        const second = openPool(other.url, { max: 1 });
        const late = await transaction(second, { kind: 'system', name: 'test' }, async (tx) => {
          const sent = await tx.send(
            `select kind, count(*) filter (where ended_at is null) as open, count(*) filter (where due < '${at}+08:00') as late from matter group by 1 order by 1`,
          );
          return sent[0]?.rows;
        });
        expect(late).toMatchObject([{ kind: 'appeal' }, { kind: 'home-verification', open: 13 }, { kind: 'proxy-service', open: 38 }]);
        for (const { kind, late: count } of late as { kind: string; late: number }[]) expect(count, kind).toBeGreaterThan(1);
        // Whatever the day, the same people live there and hold the same posts.
        const who = `select p.territory, p.relation, p.name, array_agg(a.role order by a.role) filter (where a.role is not null) as roles
          from person p left join appointment a on a.county = p.county and a.person_id = p.id group by p.id, 1, 2, 3 order by 1, 2, 3, 4`;
        const peopleOf = (of: pg.Pool) => transaction(of, { kind: 'system', name: 'test' }, async (tx) => (await tx.send(who))[0]?.rows);
        expect(await peopleOf(second)).toEqual(await peopleOf(demo.pool));
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
      await loadDemo(other.url, { home: demo.home, now: NOW });
      const print = `select md5(string_agg(row::text, '' order by row::text)) as print from`;
      const second = openPool(other.url, { max: 1 });
      const printOf = (of: pg.Pool, table: string) =>
        transaction(
          of,
          { kind: 'system', name: 'test' },
          async (tx) =>
            (await tx.send(`${print} (select to_jsonb(t) - array['phone_sealed', 'phone_index', 'phone_end'] from ${table} t) row`))[0]
              ?.rows[0],
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
        expect(await printOf(second, table), table).toEqual(await printOf(demo.pool, table));
      await second.end();
    } finally {
      await other.drop();
    }
  }, 60_000);
});

describe('around the matters', () => {
  it('photos lie in the store with their thumbnails', async () => {
    const photos = await rows<{ sha256: string; thumbnail_sha256: string }>(
      'select distinct sha256, thumbnail_sha256 from file where matter_id is not null',
    );
    expect(photos.length).toBeGreaterThanOrEqual(6);
    const kept = (await readdir(join(demo.home, 'files'), { recursive: true })).map((path) => path.split('/').at(-1));
    for (const photo of photos) expect(kept).toEqual(expect.arrayContaining([photo.sha256, photo.thumbnail_sha256]));
    expect(
      await count(
        `matter_action a where jsonb_array_length(coalesce(a.input->'attachments', '[]')) + (step = 'renew-mandate')::int
          <> (select count(*) from file f where f.matter_id = a.matter_id and f.seq = a.seq)`,
      ),
    ).toBe(0);
  });

  it('whoever signs in by phone agreed to it, and for each of the family', async () => {
    const spoken = "account_person l join account a on a.county = l.county and a.id = l.account_id where a.kind = 'resident'";
    expect(await count(`${spoken}`)).toBeGreaterThan(90);
    expect(
      await count(`${spoken} and not exists (select from consent c where c.account_id = l.account_id and c.person_id = l.person_id)`),
    ).toBe(0);
  });

  it('looks at reporters stand in the audit, and people were told', async () => {
    expect(await count(`audit where operation = 'matters.reveal' and kind = 'look'`)).toBeGreaterThan(50);
    const [resident] = await rows<{ id: string }>(
      `select id from person where phone_index = '${phoneIndex(demo.keys, '640121', '15409510001')}' and name = '王秀兰'`,
    );
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
      `select person_id as id from account_person join account on account.id = account_id where account.phone_index = '${phoneIndex(demo.keys, '640121', '15409510001')}' order by since limit 1`,
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
    const personas = await demoPersonas(demo.pool);
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
});
