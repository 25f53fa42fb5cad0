import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewedPost } from '../../../domain/bodies/review.ts';
import { transaction } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Town, town, type Who } from '../../testing/matters.ts';
import { GRID, type StaffKey } from '../../testing/people.ts';
import { authenticate } from '../accounts/index.ts';
import { bodyJobs } from './index.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
  await place.prepare(({ db }) => db.updateTable('account').set({ used_at: '2026-09-15T08:30:00+08:00' }).execute());
});
afterAll(() => place.stop());

const night = () =>
  transaction(place.app.pool, { kind: 'system', name: '系统' }, (tx) =>
    Promise.resolve(bodyJobs['bodies.review']?.({ tx, app: place.app, now: place.clock.now(), county: '000000', payload: {}, attempt: 1 })),
  );
type Page = { items: ReviewedPost[]; next: string | null };
const list = async (who: Who, input: object = {}) => (await place.send<Page>(who, 'bodies.reviewPosts', input)).body;
const names = async (who: Who, input: object = {}) => (await list(who, input)).items.map(({ name }) => name).sort();
const postOf = async (who: StaffKey) =>
  (
    await place.prepare(({ db }) =>
      db.selectFrom('appointment').select('id').where('person_id', '=', place.people[who]).orderBy('valid_from').executeTakeFirstOrThrow(),
    )
  ).id;
const confirm = async (who: Who, whose: StaffKey) => place.send(who, 'bodies.confirmPost', { id: await postOf(whose) });
const told = async (who: Who) =>
  (await place.send<{ items: { text: string }[] }>(who, 'messages.inbox')).body.items.filter(({ text }) => text.includes('岗位'));
const rows = () =>
  place.prepare(async ({ db }) => (await sql<{ n: number }>`select count(*)::int as n from post_review`.execute(db)).rows[0]?.n);

describe('the yearly list of posts', () => {
  it('is empty until the night makes it', async () => expect((await list('stationHead')).items).toEqual([]));

  it('is made once for the year, with the posts that sign in and began before its day', async () => {
    await place.prepare(async ({ db }) => {
      const held = await db.selectFrom('appointment').selectAll().where('person_id', '=', place.people.clerk).executeTakeFirstOrThrow();
      const post = { ...held, person_id: place.people.resident, name: '马秀山' };
      await db
        .insertInto('appointment')
        .values([
          { ...post, id: newId(), role: 'director' },
          { ...post, id: newId(), valid_from: '2026-03-01' },
          { ...post, id: newId(), valid_until: '2026-11-23' },
        ])
        .execute();
    });
    await night();
    expect(await rows()).toBe(17);
    await night();
    expect(await rows()).toBe(17);
  });

  it('the head of a station finds the posts of the station, an administrator those of nobody else’s; both hear of it', async () => {
    expect(await names('stationHead')).toEqual(['海小军', '马小兰']);
    // The next village has no head, so its posts are the administrator's.
    expect(await names('administrator')).toEqual(
      ['马建国', '王秀英', '丁亮', '李敏', '张伟', '周强', '刘洋', '陈静', '何勇', '杨帆', '苏敏'].sort(),
    );
    expect(await names('otherAdministrator')).toEqual(['赵琳', '孙丽', '吴刚', '郑海'].sort());
    for (const who of ['stationHead', 'administrator', 'otherAdministrator'] as const) expect(await told(who), who).toHaveLength(1);
    expect((await told('stationHead'))[0]?.text).toContain('12月24日（周四）前确认');
    for (const who of ['stationWorker', 'clerk', 'supervisor'] as const) expect(await told(who), who).toEqual([]);
  });

  it('says with which rights, since when and in which month somebody last signed in, and no more of it', async () => {
    const [post] = (await list('stationHead')).items.filter(({ name }) => name === '海小军');
    expect(post).toMatchObject({ roleTitle: '网格员', bodyName: '原隆村服务站', territory: GRID, validFrom: '2020-01-01' });
    expect(post).toMatchObject({ usedMonth: '2026-09', due: '2026-12-24', overdue: false, refusal: null });
    expect(JSON.stringify(post)).not.toMatch(/2026-09-15|count|score|rank|online/i);
    // What somebody does afterwards is not followed.
    await place.prepare(({ db }) => db.updateTable('account').set({ used_at: '2026-11-20T08:30:00+08:00' }).execute());
    expect((await list('stationHead')).items.map(({ usedMonth }) => usedMonth)).toEqual(['2026-09', '2026-09']);
  });

  it('is for heads and administrators', async () => {
    for (const who of ['stationWorker', 'gridWorker', 'clerk', 'dispatcher', 'supervisor', 'resident'] as const)
      for (const operation of ['bodies.reviewPosts', 'bodies.confirmPost'])
        expect((await place.send(who, operation, operation.endsWith('Post') ? { id: newId() } : {})).status, who).toBe(403);
  });

  it('is read page by page', async () => {
    const whole = (await list('administrator')).items.map(({ appointmentId }) => appointmentId);
    const first = await list('administrator', { limit: 4 });
    const rest = await list('administrator', { after: first.next as string });
    expect([...first.items, ...rest.items].map(({ appointmentId }) => appointmentId)).toEqual(whole);
    expect((await place.send('administrator', 'bodies.reviewPosts', { after: 'x' })).status).toBe(400);
  });
});

describe('a post is confirmed', () => {
  it('in one touch, once, and that is written down', async () => {
    expect((await confirm('stationHead', 'gridWorker')).status).toBe(200);
    expect(await confirm('stationHead', 'gridWorker')).toMatchObject({ status: 409, body: { reason: '这个岗位今年已经确认过了。' } });
    expect(await names('stationHead')).toEqual(['马小兰']);
    expect(await names('stationHead', { part: 'confirmed' })).toEqual(['海小军']);
    const audited = await place.prepare(({ db }) =>
      db.selectFrom('audit').select(['person_id', 'account_id', 'kind']).where('operation', '=', 'bodies.confirmPost').execute(),
    );
    expect(audited).toEqual([{ person_id: place.people.gridWorker, account_id: place.accounts.stationHead, kind: 'change' }]);
  });

  it('not by its holder, not by a head beyond the own posts, and for others it does not exist', async () => {
    expect(await confirm('administrator', 'administrator')).toMatchObject({
      status: 409,
      body: { reason: '自己的岗位不能自己确认，请上一级或者别的管理员来确认。' },
    });
    expect((await list('administrator')).items.find(({ name }) => name === '苏敏')?.refusal).toContain('自己的岗位');
    expect((await confirm('stationHead', 'stationHead')).status).toBe(409);
    for (const [who, whose] of [
      ['stationHead', 'nextStationWorker'],
      ['stationHead', 'clerk'],
      ['otherAdministrator', 'clerk'],
    ] as const)
      expect((await confirm(who, whose)).status, `${who} ${whose}`).toBe(404);
  });

  it('the database lets a head confirm the posts of the station only, and nobody in another’s name or twice', async () => {
    const write = async (who: 'stationHead' | 'administrator' | 'supervisor', whose: StaffKey, by: StaffKey = who) => {
      const { actor } = await authenticate(place.app, place.as[who], null);
      const id = await postOf(whose);
      return transaction(place.app.pool, actor, async (tx) => {
        const done = await tx.db
          .updateTable('post_review')
          .set({ confirmed_at: place.clock.now(), confirmed_by: place.accounts[by] })
          .where('appointment_id', '=', id)
          .executeTakeFirst();
        await tx.send('rollback', 'begin');
        return Number(done.numUpdatedRows);
      });
    };
    expect(await write('stationHead', 'stationWorker')).toBe(1);
    for (const whose of ['stationHead', 'gridWorker', 'nextStationWorker'] as const)
      expect(await write('stationHead', whose), whose).toBe(0);
    expect(await write('administrator', 'otherStationWorker')).toBe(0);
    expect(await write('supervisor', 'clerk')).toBe(0);
    await expect(write('administrator', 'clerk', 'dispatcher')).rejects.toThrow(/row-level security/);
    const { actor } = await authenticate(place.app, place.as.administrator, null);
    await expect(
      transaction(place.app.pool, actor, (tx) => tx.db.updateTable('post_review').set({ due: '2030-01-01' }).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('what nobody confirmed in time', () => {
  it('is told once more and comes before the administrator too; nothing ends by itself', async () => {
    await place.at('2026-12-24 09:00');
    await night();
    expect(await told('stationHead')).toHaveLength(1);
    await place.at('2026-12-25 09:00');
    await night();
    await night();
    for (const who of ['stationHead', 'administrator'] as const) {
      expect((await told(who))[0]?.text, who).toContain('不会自动停');
      expect(await told(who), who).toHaveLength(2);
    }
    expect((await list('administrator')).items.find(({ name }) => name === '马小兰')).toMatchObject({
      overdue: true,
      ofHead: true,
      refusal: null,
    });
    expect(await names('administrator')).not.toContain('海小军');
    const held = await place.prepare(({ db }) =>
      db.selectFrom('appointment').select('valid_until').where('person_id', '=', place.people.stationWorker).executeTakeFirstOrThrow(),
    );
    expect(held.valid_until).toBeNull();
    expect((await place.send('stationWorker', 'matters.queue', { tab: 'mine' })).status).toBe(200);
    expect((await confirm('administrator', 'stationWorker')).status).toBe(200);
    expect(await names('stationHead')).toEqual([]);
  });

  it('is ended with all that hangs on it, and is off the list', async () => {
    const id = await postOf('landOfficer');
    expect((await place.send('administrator', 'bodies.endAppointment', { id, validUntil: '2026-12-24' })).status).toBe(200);
    expect(await names('administrator')).not.toContain('周强');
    expect((await confirm('administrator', 'landOfficer')).status).toBe(404);
    expect((await place.send('landOfficer', 'matters.queue', { tab: 'mine' })).status).toBe(401);
  });

  it('is asked again with the list of the next year, of everybody', async () => {
    await place.prepare(({ db }) => db.updateTable('session').set({ expires_at: '2028-01-01T00:00:00Z' }).execute());
    await place.at('2027-02-28 09:00');
    await night();
    expect(await names('stationHead')).toEqual([]);
    await place.at('2027-03-01 09:00');
    await night();
    expect(await names('stationHead')).toEqual(['海小军', '马小兰']);
    expect((await list('stationHead')).items[0]).toMatchObject({ due: '2027-03-31', overdue: false });
  });

  it('is confirmed by one of two who touch it at the same moment; the other is told that it has changed', async () => {
    const id = await postOf('stationWorker');
    const held = await place.prepare(async ({ db }) => {
      await sql`select 1 from post_review where appointment_id = ${id} for update`.execute(db);
      const answers = Promise.all([confirm('stationHead', 'stationWorker'), confirm('administrator', 'stationWorker')]);
      // Both have read it and wait for the row when it is let go.
      const waiting = sql`select 1 from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
      await expect.poll(async () => (await waiting.execute(db)).rows.length).toBe(2);
      return { answers };
    });
    const answers = await held.answers;
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/changed' });
    const confirmed = await place.prepare(({ db }) =>
      db.selectFrom('audit').select('id').where('operation', '=', 'bodies.confirmPost').where('at', '>=', place.clock.now()).execute(),
    );
    expect(confirmed).toHaveLength(1);
  });
});
