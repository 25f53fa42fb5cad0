import { describe, expect, it } from 'vitest';
import type { AppointmentRole } from '../../domain/accounts/roles.ts';
import { judgeAppointment } from '../../domain/bodies/rules.ts';
import type { HeldPost } from '../../domain/bodies/term.ts';
import { opened } from '../modules/keys/index.ts';
import { withKey } from '../platform/sealed.ts';
import { grouped, NOW, withLoadedDemo } from '../testing/loaded-demo.ts';
import { FEW_WATCHERS, WITHOUT_HEAD, WITHOUT_PHONE, WITHOUT_WORKER } from './posts.ts';

const demo = withLoadedDemo();
const { rows, count } = demo;

describe('the demo county', () => {
  it('has the real places, and people in Minning by the census', async () => {
    expect(await count(`division where level <> 'grid'`)).toBe(3_199);
    expect(await count('calendar_day')).toBeGreaterThan(300);
    const grids = await rows<{ village: string; grids: number }>(
      `select left(code, 12) as village, count(*) as grids from division where level = 'grid' group by 1`,
    );
    expect(grids).toHaveLength(7);
    for (const village of grids) expect(village.grids, village.village).toSatisfy((number: number) => number >= 3 && number <= 8);
    expect(demo.loaded.households).toBe(2_500);
    expect(await count('household')).toBe(2_500);
    const members = await count('person where household_id is not null');
    expect(members / 2_500).toBeGreaterThan(2.5);
    expect(members / 2_500).toBeLessThan(2.7);
    const phones = await demo.read(async (tx) => {
      const found = await tx.db
        .selectFrom('person')
        .select(['county', 'id', withKey('person', 'phone_sealed').as('phone')])
        .execute();
      return found.flatMap((row) => opened(tx, 'person.phone', row, row.phone) ?? []);
    });
    expect(phones.length).toBeGreaterThan(3_000);
    expect(phones.filter((phone) => !/^154095\d{5}$/.test(phone))).toEqual([]);
    // No column of any table shows one of them, but the work phones of posts and bodies, which are public (4.6).
    const columns = await rows<{ table: string; column: string }>(`
      select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select') and format_type(a.atttypid, null) in ('text', 'jsonb', 'text[]')`);
    const shown: string[] = [];
    for (const { table, column } of columns)
      if (await count(`"${table}" where "${column}"::text ~ '154095[0-9]{5}'`)) shown.push(`${table}.${column}`);
    expect(shown).toEqual(['appointment.phone']);
    // Nor an identity number, of which some are held.
    expect(await count('identity_number')).toBeGreaterThan(50);
    const told: string[] = [];
    for (const { table, column } of columns)
      if (await count(`"${table}" where "${column}"::text like '%64012118500101%'`)) told.push(`${table}.${column}`);
    expect(told).toEqual([]);
    expect(await count(`person where household_id is not null and territory not like '640121104%'`)).toBe(0);
    expect(await count("(select household_id from person where relation = '户主' group by 1 having count(*) > 1) twice")).toBe(0);
  });

  it('is known in size to PostgreSQL as soon as it is there, so that a name is found at once', async () => {
    for (const table of ['person', 'household', 'dwelling', 'matter'])
      expect(await rows(`select reltuples::int as rows from pg_class where relname = '${table}'`), table).toEqual([
        { rows: await count(table) },
      ]);
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
