import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { onDatabase } from '../../platform/reach-database.ts';
import type { Town } from '../matters.ts';
import { GRID, NEXT_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../people.ts';
import { COUNTIES } from './world/named.ts';

const KEYS = ['gridWorker', 'otherAdministrator'] as const;
const countyOf = (key: (typeof KEYS)[number]): string => (key === 'gridWorker' ? COUNTIES[0] : COUNTIES[1]);

/** What stands in rows of two people, one in each county. */
interface Filling {
  db: Tx['db'];
  place: Town;
  now: Date;
}

async function fillAccounts({ db, place, now }: Filling): Promise<void> {
  await db
    .insertInto('passkey')
    .values(
      KEYS.map((key) => ({
        county: countyOf(key),
        id: key,
        account_id: place.accounts[key],
        public_key: Buffer.from('key'),
        created_at: now,
      })),
    )
    .execute();
  await db
    .insertInto('sign_in_code')
    .values({
      county: '000000',
      id: newId(),
      purpose: 'phone',
      subject: '13800000000',
      secret_hash: sha256('000000'),
      created_at: now,
      expires_at: now,
    })
    .execute();
  await db
    .insertInto('account_subject')
    .values(
      KEYS.map((key) => ({
        county: countyOf(key),
        account_id: place.accounts[key],
        issuer: 'https://sso.example.cn',
        subject: key,
        linked_at: now,
        linked_by: '郑海',
      })),
    )
    .execute();
  await sql`insert into post_review (county, appointment_id, round, body_id, territory, role, listed_at, due)
    select a.county, a.id, '2026-03-01', a.body_id, b.territory, a.role, ${now}, '2026-12-24'
    from appointment a join body b on b.county = a.county and b.id = a.body_id`.execute(db);
}

async function fillPapers({ db, place, now }: Filling): Promise<void> {
  for (const key of KEYS) {
    const upload = { county: countyOf(key), uploader: place.accounts[key], id: newId() };
    await db
      .insertInto('upload')
      .values({ ...upload, bytes: 1, created_at: now })
      .execute();
    await db
      .insertInto('upload_part')
      .values({ county: upload.county, uploader: upload.uploader, upload_id: upload.id, part: 0, content: Buffer.from('x') })
      .execute();
  }
  await db
    .insertInto('purpose')
    .values(
      KEYS.map((key) => ({
        ...{
          county: countyOf(key),
          id: newId(),
          account_id: place.accounts[key],
          actor: key,
          appointment_id: newId(),
          matter_id: newId(),
        },
        ...{ purpose: '核对材料', opened_at: now, until: now },
      })),
    )
    .execute();
}

async function fillPolicy({ db, now }: Filling): Promise<void> {
  const day = { date: '2026-12-31', scope: '640121', kind: 'holiday', name: '县里放假', source: '县里的通知' };
  await db
    .insertInto('calendar_day')
    .values({ ...day, date: '2019-12-31' })
    .execute();
  await db
    .insertInto('calendar_change')
    .values({ ...day, id: newId(), set_by: '苏敏', set_at: now })
    .execute();
  await db
    .insertInto('parameter')
    .values({
      key: 'appeal.duplicate.days',
      territory: '640122',
      valid_from: '2026-01-01',
      id: newId(),
      value: 30,
      source: '县里的通知',
      set_by: '郑海',
      set_at: now,
    })
    .execute();
}

async function fillBoard({ db, now }: Filling): Promise<void> {
  await db
    .insertInto('clause_change')
    .values(
      [VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE].map((village) => ({
        ...{ county: village.slice(0, 6), village, rule: 'grid-staffing', valid_from: now, verdict: 'holds', sentence: '都有人。' },
      })),
    )
    .execute();
  await db
    .insertInto('board_run')
    .values(COUNTIES.map((county) => ({ county, computed_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const none = { households: 0, households_in_two: 0, households_complete: 0, persons: 0, persons_in_household: 0, persons_complete: 0 };
  await db
    .insertInto('grid_register')
    .values({ county: '640121', grid: GRID, ...none })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('register_run')
    .values(COUNTIES.map((county) => ({ county, counted_at: now, differed: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function fillSeals({ db, now }: Filling): Promise<void> {
  await db
    .insertInto('seal_leaf')
    .values({ county: '640129', position: 0, source: 'audit', record: newId(), hash: Buffer.from('h') })
    .execute();
  await db
    .insertInto('seal_checkpoint')
    .values({ county: '640129', size: 1, peaks: [Buffer.from('h')], note: 'note', sealed_at: now })
    .execute();
  await db
    .insertInto('seal_node')
    .values({ county: '640129', level: 1, index: 0, hash: Buffer.from('h') })
    .execute();
}

async function fillOwnData({ db, place, now }: Filling): Promise<void> {
  for (const county of COUNTIES)
    await db.insertInto('erased_person').values({ county, person_id: newId(), erased_at: now, moved: true }).execute();
  await db.insertInto('erased_key').values({ county: '640129', id: newId(), erased_at: now }).execute();
  for (const [person, territory] of [
    ['resident', VILLAGE],
    ['neighbour', NEXT_VILLAGE],
  ] as const)
    await db
      .insertInto('consent')
      .values({
        ...{ county: '640121', id: newId(), person_id: place.people[person], territory, purpose: 'account', text_version: 1 },
        ...{ given_at: now, given_how: 'portal' },
      })
      .execute();
}

async function fillDeliveries({ db, now }: Filling): Promise<void> {
  const webhooks = await db.selectFrom('webhook').select(['county', 'id', 'territory']).execute();
  await db
    .insertInto('webhook_delivery')
    .values(
      webhooks.map(({ id: webhook_id, ...of }) => ({
        ...of,
        ...{ id: newId(), webhook_id, event: 'matter.filed', payload: '{}', next_at: now, created_at: now },
      })),
    )
    .execute();
}

/** Only a supervisor asks, and only in their own name: a question of each county is put there by the owner of the database. */
const fillQuestions = (place: Town): Promise<void> =>
  onDatabase(place.databaseUrl, async (owner) => {
    for (const key of KEYS)
      await owner.query(
        `insert into look_question (county, audit_id, territory, account_id, asked_by, asked_by_name, asked_at, words)
          values ($1, $2, $3, $4, $5, '督查', $6, '为什么看')`,
        [countyOf(key), newId(), key === 'gridWorker' ? VILLAGE : OTHER_VILLAGE, place.accounts[key], newId(), place.clock.now()],
      );
  });

const FILLS = [fillAccounts, fillPapers, fillPolicy, fillBoard, fillSeals, fillOwnData, fillDeliveries];

/** A row in each table that filing and handling leave empty, of two counties where a county leads, so that an open policy shows. */
export async function fillTables(place: Town): Promise<void> {
  await place.prepare(async ({ db }) => {
    for (const fill of FILLS) await fill({ db, place, now: place.clock.now() });
  });
  await fillQuestions(place);
}
