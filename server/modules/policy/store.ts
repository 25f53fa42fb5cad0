import { sql } from 'kysely';
import type { CalendarDay } from '../../../domain/calendar/calendar.ts';
import { PARAMETERS, type ParameterKey, type ParameterValue } from '../../../domain/policy/parameters.ts';
import type { Tx } from '../../platform/database.ts';

/** Changes whenever a row of the parameters or the calendar does. */
export async function fingerprintOf(tx: Tx): Promise<string> {
  const found = await sql<{ fingerprint: string }>`
    select (select count(*) || '/' || coalesce(max(set_at)::text, '') from parameter) || '/' ||
           (select coalesce(md5(string_agg(date || scope || kind || name, ',' order by date, scope)), '') from calendar_day) as fingerprint`.execute(
    tx.db,
  );
  return found.rows[0]?.fingerprint ?? '';
}

/** All rows, in the order in which a later one of the same day takes the place of an earlier. */
export async function readPolicy(tx: Tx): Promise<{ parameters: ParameterValue[]; calendar: CalendarDay[] }> {
  const parameters = await tx.db
    .selectFrom('parameter')
    .select(['key', 'territory', 'value', 'valid_from', 'source'])
    .orderBy('valid_from')
    .orderBy('set_at')
    .orderBy('id')
    .execute();
  const calendar = await tx.db.selectFrom('calendar_day').select(['date', 'scope', 'kind', 'name']).execute();
  return {
    parameters: parameters
      .filter((row) => row.key in PARAMETERS)
      .map((row) => ({
        key: row.key as ParameterKey,
        territory: row.territory,
        value: row.value,
        validFrom: row.valid_from,
        source: row.source,
      })),
    calendar: calendar.map((row) => ({ date: row.date, scope: row.scope, kind: row.kind as CalendarDay['kind'], name: row.name })),
  };
}

export interface SetValue {
  id: string;
  key: ParameterKey;
  territory: string;
  value: number;
  validFrom: string;
  source: string;
  setBy: string;
  setAt: Date;
}

/** The values set for a place or one above it, newest first, with the names of the places. */
export async function valuesFor(tx: Tx, territory: string): Promise<(SetValue & { territoryName: string })[]> {
  const rows = await tx.db
    .selectFrom('parameter')
    .leftJoin('division', 'division.code', 'parameter.territory')
    .select([
      'parameter.id',
      'parameter.key',
      'parameter.territory',
      'parameter.value',
      'parameter.valid_from',
      'parameter.source',
      'parameter.set_by',
      'parameter.set_at',
      'division.name as territory_name',
    ])
    .where(sql<boolean>`starts_with(${territory}, parameter.territory)`)
    .orderBy('valid_from', 'desc')
    .orderBy('set_at', 'desc')
    .orderBy('parameter.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key as ParameterKey,
    territory: row.territory,
    territoryName: row.territory_name ?? row.territory,
    value: row.value,
    validFrom: row.valid_from,
    source: row.source,
    setBy: row.set_by,
    setAt: row.set_at,
  }));
}

export async function addValue(tx: Tx, row: SetValue): Promise<void> {
  await tx.db
    .insertInto('parameter')
    .values({
      id: row.id,
      key: row.key,
      territory: row.territory,
      value: row.value,
      valid_from: row.validFrom,
      source: row.source,
      set_by: row.setBy,
      set_at: row.setAt,
    })
    .execute();
}

/** Keeps two changes of the parameters from passing each other unseen. */
export async function lockParameters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parameter'))`.execute(tx.db);
}

export async function isPlace(tx: Tx, code: string): Promise<boolean> {
  return (await tx.db.selectFrom('division').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;
}

/** The days of a year that hold in a place: national ones and those of the places above it, and its own. */
export async function daysOf(tx: Tx, year: number, territory: string) {
  const rows = await tx.db
    .selectFrom('calendar_day')
    .leftJoin('division', 'division.code', 'calendar_day.scope')
    .select([
      'calendar_day.date',
      'calendar_day.kind',
      'calendar_day.name',
      'calendar_day.scope',
      'calendar_day.source',
      'division.name as scope_name',
    ])
    .where('date', '>=', `${year}-01-01`)
    .where('date', '<=', `${year}-12-31`)
    .where(sql<boolean>`starts_with(${territory}, calendar_day.scope)`)
    .orderBy('date')
    .orderBy('scope')
    .execute();
  return rows.map((row) => ({
    date: row.date,
    kind: row.kind as CalendarDay['kind'],
    name: row.name,
    scope: row.scope,
    scopeName: row.scope === '' ? '全国' : (row.scope_name ?? row.scope),
    source: row.source,
  }));
}

export interface DayChange {
  id: string;
  date: string;
  scope: string;
  kind: CalendarDay['kind'] | null;
  name: string;
  source: string;
  setBy: string;
  setAt: Date;
}

/** The latest changes of a year's days, newest first. */
export async function changesOf(tx: Tx, year: number, territory: string): Promise<DayChange[]> {
  const rows = await tx.db
    .selectFrom('calendar_change')
    .selectAll()
    .where('date', '>=', `${year}-01-01`)
    .where('date', '<=', `${year}-12-31`)
    .where(sql<boolean>`starts_with(${territory}, scope)`)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as DayChange['kind'], setBy: row.set_by, setAt: row.set_at }));
}

/** Puts a place's day into the calendar or takes it out; false when there was none to take out. */
export async function setDay(tx: Tx, change: DayChange): Promise<boolean> {
  if (change.kind === null) {
    const gone = await tx.db
      .deleteFrom('calendar_day')
      .where('date', '=', change.date)
      .where('scope', '=', change.scope)
      .executeTakeFirst();
    if (!gone.numDeletedRows) return false;
  } else {
    const values = { kind: change.kind, name: change.name, source: change.source };
    await tx.db
      .insertInto('calendar_day')
      .values({ date: change.date, scope: change.scope, ...values })
      .onConflict((on) => on.columns(['date', 'scope']).doUpdateSet(values))
      .execute();
  }
  await tx.db
    .insertInto('calendar_change')
    .values({
      id: change.id,
      date: change.date,
      scope: change.scope,
      kind: change.kind,
      name: change.name,
      source: change.source,
      set_by: change.setBy,
      set_at: change.setAt,
    })
    .execute();
  return true;
}

/** One statement: new days in, changed days changed, each with its line in the history. */
export const IMPORT_DAYS = `
  with incoming as (select * from jsonb_to_recordset($1::jsonb) as r(id uuid, date date, scope text, kind text, name text, source text)),
  written as (
    insert into calendar_day as d (date, scope, kind, name, source) select date, scope, kind, name, source from incoming
    on conflict (date, scope) do update set kind = excluded.kind, name = excluded.name, source = excluded.source
      where (d.kind, d.name) is distinct from (excluded.kind, excluded.name)
    returning date, scope, kind, name, source, (xmax = 0) as inserted
  ),
  noted as (
    insert into calendar_change (id, date, scope, kind, name, source, set_by, set_at)
    select i.id, w.date, w.scope, w.kind, w.name, w.source, '导入', $2::timestamptz from written w join incoming i on i.date = w.date and i.scope = w.scope
    returning 1
  )
  select count(*) filter (where inserted)::int as inserted, count(*) filter (where not inserted)::int as updated from written`;
