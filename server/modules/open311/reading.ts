import type { Actor } from '../../../domain/accounts/actor.ts';
import { dayOf, startOfDay } from '../../../domain/calendar/calendar.ts';
import { PUBLIC_CATEGORIES } from '../../../domain/matters/appeal/public-subjects.ts';
import { countyOf, LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import { type Tx, transaction } from '../../platform/database.ts';
import { shortNames } from '../territory/index.ts';
import { type PublicState, publicRequest, statusesOf } from './public-request.ts';
import { type PublicQuery, publicRequests } from './store.ts';
import { Trouble } from './trouble.ts';
import type { Value } from './xml.ts';

/** Of an appeal the queries of this module read only what everybody may know, so they run with the rights of the system. */
const SYSTEM: Actor = { kind: 'system', name: 'Open311' };
const NUMBER = /^\d{12}-\d{8}-\d{6}$/;
const MOST_DAYS = 90;
const MOST_NAMED = 50;
const DAY = 86_400_000;
const BOTH: readonly PublicState[] = ['open', 'closed'];

export type Asked = Readonly<Record<string, string | undefined>>;

const listed = (text: string | undefined): string[] | null => (text ? text.split(',').map((one) => one.trim()) : null);

/** The place asked about; unknown ones are a 404. */
export async function jurisdiction(tx: Tx, asked: Asked): Promise<string | null> {
  const code = asked.jurisdiction_id;
  if (!code) return null;
  if (!/^\d{2,15}$/.test(code) || !(await shortNames(tx, [code])).size) throw new Trouble(404, 'jurisdiction_id provided was not found');
  return code;
}

function instantOf(asked: Asked, name: 'start_date' | 'end_date'): Date | null {
  const text = asked[name];
  if (!text) return null;
  const at = Date.parse(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(at)) throw new Trouble(400, `${name} is not a date and time of W3C format`);
  return new Date(at);
}

/** The stretch of whole days asked about, the latest 90 unless said otherwise. */
function daysOf(asked: Asked, now: Date): { from: Date; until: Date } {
  const start = instantOf(asked, 'start_date');
  const end = instantOf(asked, 'end_date') ?? (start ? new Date(Math.min(now.getTime(), start.getTime() + MOST_DAYS * DAY)) : now);
  const begin = start ?? new Date(end.getTime() - MOST_DAYS * DAY);
  if (begin > end) throw new Trouble(400, 'start_date is later than end_date');
  if (end.getTime() - begin.getTime() > MOST_DAYS * DAY) throw new Trouble(400, `start_date and end_date span more than ${MOST_DAYS} days`);
  return { from: new Date(startOfDay(dayOf(begin))), until: new Date(startOfDay(dayOf(end) + 1)) };
}

function statesOf(asked: Asked): readonly PublicState[] {
  const states = listed(asked.status);
  if (!states) return BOTH;
  for (const state of states) if (state !== 'open' && state !== 'closed') throw new Trouble(400, 'status is open or closed');
  return states as PublicState[];
}

function categoriesOf(asked: Asked): string[] {
  const codes = listed(asked.service_code);
  return PUBLIC_CATEGORIES.map(({ code }) => code).filter((code) => codes === null || codes.includes(code));
}

const EVER = { from: new Date(0), until: new Date('9999-01-01') };
const ANY = { territory: '', categories: PUBLIC_CATEGORIES.map(({ code }) => code), statuses: statusesOf(BOTH), after: null } as const;

/** Requests named one by one: whatever else was asked does not matter. */
function namedQuery(numbers: readonly string[]): PublicQuery {
  if (numbers.length > MOST_NAMED) throw new Trouble(400, `at most ${MOST_NAMED} service_request_id in one question`);
  const county = countyOf(numbers[0] ?? '');
  return { ...ANY, ...EVER, county, territory: county, numbers, limit: MOST_NAMED };
}

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;

function pageSize(asked: Asked): number {
  if (!asked.page_size) return DEFAULT_PAGE;
  const size = Number(asked.page_size);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) throw new Trouble(400, `page_size is a number from 1 to ${LARGEST_PAGE}`);
  return size;
}

async function shown(tx: Tx, rows: Awaited<ReturnType<typeof publicRequests>>): Promise<Value[]> {
  const above = (village: string) => [6, 9, 12].map((length) => village.slice(0, length));
  const names = await shortNames(tx, [...new Set(rows.flatMap(({ village }) => above(village)))]);
  return rows.map((row) =>
    publicRequest(
      row,
      above(row.village)
        .map((code) => names.get(code) ?? '')
        .join(''),
    ),
  );
}

/** Requests everybody may know of; `next` is the last number of a page that is not the last. */
export const readRequests = (app: App, asked: Asked): Promise<{ requests: Value[]; next: string | null }> =>
  transaction(app.pool, SYSTEM, async (tx) => {
    const numbers = listed(asked.service_request_id);
    if (numbers) {
      const known = numbers.filter((one) => NUMBER.test(one));
      return { requests: known.length ? await shown(tx, await publicRequests(tx, namedQuery(known))) : [], next: null };
    }
    const place = await jurisdiction(tx, asked);
    if (!place || place.length < LEVEL_LENGTHS.county)
      throw new Trouble(400, 'jurisdiction_id was not provided: the code of a county, township or village, six digits or more');
    if (asked.after && !NUMBER.test(asked.after)) throw new Trouble(400, 'after is not a service_request_id');
    const limit = pageSize(asked);
    const rows = await publicRequests(tx, {
      county: countyOf(place),
      territory: place,
      categories: categoriesOf(asked),
      statuses: statusesOf(statesOf(asked)),
      numbers: null,
      after: asked.after ?? null,
      limit: limit + 1,
      ...daysOf(asked, app.clock.now()),
    });
    const page = rows.slice(0, limit);
    return { requests: await shown(tx, page), next: rows.length > limit ? (page.at(-1)?.number ?? null) : null };
  });

/** One request; whatever is not public is not there. */
export async function readRequest(app: App, number: string): Promise<Value[]> {
  const found = NUMBER.test(number)
    ? await transaction(app.pool, SYSTEM, async (tx) => shown(tx, await publicRequests(tx, namedQuery([number]))))
    : [];
  if (!found.length) throw new Trouble(404, 'service_request_id provided was not found, or is not public');
  return found;
}
