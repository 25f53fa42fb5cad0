import { sql } from 'kysely';
import type { BodyKind, BodyRef } from '../../../domain/bodies/body.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { countyOf, townshipOf, villageOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';

/** Bodies and posts that hold on a day: not ended, or ending later. */
const holdsOn = (today: string) => sql<boolean>`(valid_until is null or valid_until >= ${today})`;

/** The bodies a village's matters begin with and go up to. */
export interface PlaceBodies {
  station: BodyRef;
  centre: BodyRef;
}

const REF = ['id', 'name', 'kind', 'territory'] as const;
const FRESH_FOR = 30_000;
const kept = new WeakMap<App, Map<string, { at: number; bodies: PlaceBodies | null }>>();

/** The station of a village and the centre of its township, or null when one is missing; kept in memory for half a minute. */
export async function placeBodies(app: App, tx: Tx, village: string): Promise<PlaceBodies | null> {
  const cache = kept.get(app) ?? new Map();
  kept.set(app, cache);
  const known = cache.get(village);
  // Real time, not the injected clock: this is about how old a reading may be.
  if (known && performance.now() - known.at < FRESH_FOR) return known.bodies;
  const today = dateOfDay(dayOf(app.clock.now()));
  const rows = await tx.db
    .selectFrom('body')
    .select(REF)
    .where('county', '=', countyOf(village))
    .where((where) =>
      where.or([
        where.and([where('kind', '=', 'service-station'), where('territory', '=', villageOf(village))]),
        where.and([where('kind', '=', 'township-centre'), where('territory', '=', townshipOf(village))]),
      ]),
    )
    .where(holdsOn(today))
    .execute();
  const station = rows.find((row) => row.kind === 'service-station') as BodyRef | undefined;
  const centre = rows.find((row) => row.kind === 'township-centre') as BodyRef | undefined;
  const bodies = station && centre ? { station, centre } : null;
  if (bodies) cache.set(village, { at: performance.now(), bodies });
  return bodies;
}

/** A body as actions name it, of any county where none is given, or null. */
export async function bodyRef(tx: Tx, county: string | null, id: string): Promise<BodyRef | null> {
  const row = await tx.db
    .selectFrom('body')
    .select(REF)
    .$if(county !== null, (query) => query.where('county', '=', county as string))
    .where('id', '=', id)
    .executeTakeFirst();
  return (row as BodyRef | undefined) ?? null;
}

const HANDLING: BodyKind[] = ['service-station', 'township-centre', 'township-office', 'county-department'];

/** The bodies a village's matter may be given to: its own station and the township's others, the township's centre and offices, the county's departments. */
export async function bodiesForMatter(
  tx: Tx,
  county: string,
  village: string,
  today: string,
): Promise<(BodyRef & { department: string | null })[]> {
  const township = townshipOf(village);
  const rows = await tx.db
    .selectFrom('body')
    .select([...REF, 'department'])
    .where('county', '=', county)
    .where('kind', 'in', HANDLING)
    .where((where) =>
      where.or([
        where('kind', '=', 'county-department'),
        where.and([where('territory', '>=', township), where('territory', '<', `${township}:`)]),
      ]),
    )
    .where(holdsOn(today))
    .orderBy('kind')
    .orderBy('territory')
    .orderBy('name')
    .execute();
  return rows as (BodyRef & { department: string | null })[];
}

/** The public contacts of those who work in a body. */
export async function publicWorkersOf(
  tx: Tx,
  bodyId: string,
  today: string,
): Promise<{ name: string; phone: string; role: string; territory: string }[]> {
  return tx.db
    .selectFrom('appointment')
    .select(['name', 'phone', 'role', 'territory'])
    .where('body_id', '=', bodyId)
    .where(holdsOn(today))
    .orderBy('role')
    .execute();
}
