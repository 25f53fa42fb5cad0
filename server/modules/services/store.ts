import { sql } from 'kysely';
import type { SaveService, ServiceItemView } from '../../../domain/services/contract.ts';
import type { Tx } from '../../platform/database.ts';
import type { Pinyin } from '../../platform/pinyin.ts';

/** What an item is, apart from its key and its days. */
const DESCRIBED = [
  'name',
  'pinyin',
  'initials',
  'department',
  'materials',
  'steps',
  'days',
  'instant',
  'proxy',
  'online',
  'applicants',
  'window_name',
  'fee_fen',
  'fee_basis',
  'basis',
  'example',
] as const;
const COLUMNS = ['county', 'id', 'version', 'code', ...DESCRIBED, 'valid_from', 'valid_until'] as const;

/** The versions that hold on a day: of each item the latest that has begun, unless it has ended. */
const holdingOn = (tx: Tx, date: string) =>
  tx.db
    .selectFrom('service_item as item')
    .select(COLUMNS)
    .where('valid_from', '<=', date)
    .where((on) => on.or([on('valid_until', 'is', null), on('valid_until', '>=', date)]))
    .where(
      sql<boolean>`not exists (select 1 from service_item newer where newer.county = item.county and newer.id = item.id and newer.version > item.version and newer.valid_from <= ${date})`,
    );

export type ItemRow = Awaited<ReturnType<ReturnType<typeof holdingOn>['execute']>>[number];

/** The county's own items, then the examples, by name. */
export const itemsOn = (tx: Tx, county: string, date: string) =>
  holdingOn(tx, date).where('county', '=', county).orderBy(sql`example <> ''`).orderBy('name').orderBy('id').execute();

export const itemOn = (tx: Tx, id: string, date: string) => holdingOn(tx, date).where('id', '=', id).executeTakeFirst();

export const viewOf = (row: ItemRow): ServiceItemView => ({
  id: row.id,
  code: row.code,
  name: row.name,
  department: row.department,
  materials: row.materials as unknown as ServiceItemView['materials'],
  steps: row.steps as unknown as string[],
  days: row.days,
  instant: row.instant,
  proxy: row.proxy,
  online: row.online,
  applicants: row.applicants,
  window: row.window_name,
  fee: row.fee_fen,
  feeBasis: row.fee_basis,
  basis: row.basis,
  example: row.example,
  version: row.version,
  validFrom: String(row.valid_from),
});

/** All versions of an item, the latest first. */
export const versionsOf = (tx: Tx, id: string) =>
  tx.db.selectFrom('service_item').select(COLUMNS).where('id', '=', id).orderBy('version', 'desc').execute();

/** A page of a part of a county's catalogue by name, each item by its latest version; what ended before the day is the part `ended`. */
export const listItems = (
  tx: Tx,
  { county, part, limit }: { county: string; part: 'own' | 'examples' | 'ended'; limit: number },
  today: string,
  after: { pinyin: string; id: string } | null,
) =>
  tx.db
    .selectFrom('service_item as item')
    .select(COLUMNS)
    .where('county', '=', county)
    .where(
      sql<boolean>`not exists (select 1 from service_item newer where newer.county = item.county and newer.id = item.id and newer.version > item.version)`,
    )
    .$if(part === 'own', (query) => query.where('example', '=', ''))
    .$if(part === 'examples', (query) => query.where('example', '!=', ''))
    .where(part === 'ended' ? sql<boolean>`valid_until < ${today}` : sql<boolean>`(valid_until is null or valid_until >= ${today})`)
    .$if(after !== null, (query) => query.where(sql<boolean>`(pinyin, id) > (${after?.pinyin}, ${after?.id}::uuid)`))
    .orderBy('pinyin')
    .orderBy('id')
    .limit(limit)
    .execute();

/** The latest version of an item, locked while the next is written. */
export const latestVersion = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('service_item')
    .select(['county', 'id', 'version', 'code', 'example', 'valid_from', 'valid_until'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

export async function codeTaken(tx: Tx, county: string, code: string, except: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('service_item')
    .select('id')
    .where('county', '=', county)
    .where('code', '=', code)
    .where('id', '!=', except)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertVersion(
  tx: Tx,
  key: { county: string; id: string; version: number },
  item: Required<Omit<SaveService, 'id'>> & Pinyin,
): Promise<void> {
  const { validFrom, materials, steps, window, fee, feeBasis, ...rest } = item;
  await tx.db
    .insertInto('service_item')
    .values({
      ...key,
      ...rest,
      materials: JSON.stringify(materials),
      steps: JSON.stringify(steps),
      window_name: window,
      fee_fen: fee,
      fee_basis: feeBasis,
      example: '',
      valid_from: validFrom,
    })
    .execute();
}

export async function endVersion(tx: Tx, key: { county: string; id: string; version: number }, validUntil: string): Promise<void> {
  await tx.db
    .updateTable('service_item')
    .set({ valid_until: validUntil })
    .where('county', '=', key.county)
    .where('id', '=', key.id)
    .where('version', '=', key.version)
    .execute();
}

/** A row unless $1 is not among the counties; a catalogue may also come in before any place. */
export const KNOWN_COUNTY = `
  select where exists (select from division where code = $1 and level = 'county') or not exists (select from division where level = 'county')`;

/** The codes among $2 that are the county's own items, of county $1: no example may take their place. */
export const OWN_CODES = `
  select distinct on (code) code, example from service_item where county = $1 and code = any($2) order by code, version desc`;

const columnsAs = (alias: string): string => DESCRIBED.map((column) => `${alias}.${column}`).join(', ');

/** Takes in items by their code in a county: a new code is a first version, a known one is changed where it differs. $1 rows as json. */
export const IMPORT_ITEMS = `
  with incoming as (
    select * from jsonb_to_recordset($1::jsonb) as r(county text, id uuid, code text, name text, pinyin text, initials text, department text,
      materials jsonb, steps jsonb, days int, instant boolean, proxy boolean, online boolean, applicants text, window_name text, fee_fen bigint,
      fee_basis text, basis text, example text, valid_from date)
  ), latest as (
    select distinct on (county, code) county, code, id, version from service_item where county in (select county from incoming) order by county, code, version desc
  ), changed as (
    update service_item s set ${DESCRIBED.map((column) => `${column} = i.${column}`).join(', ')}
    from incoming i join latest l on l.county = i.county and l.code = i.code
    where s.county = l.county and s.id = l.id and s.version = l.version and (${columnsAs('s')}) is distinct from (${columnsAs('i')})
    returning 1
  ), added as (
    insert into service_item (county, id, version, code, valid_from, ${DESCRIBED.join(', ')})
    select county, id, 1, code, valid_from, ${columnsAs('i')}
    from incoming i where not exists (select 1 from latest l where l.county = i.county and l.code = i.code)
    returning 1
  )
  select (select count(*) from added)::int as inserted, (select count(*) from changed)::int as updated`;
