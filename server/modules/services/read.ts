import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import {
  FoundServices,
  ListedServices,
  ListServices,
  ReadService,
  SearchServices,
  ServiceItemView,
  type ServiceVersion,
  ServiceVersions,
} from '../../../domain/services/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { searchItems } from './search.ts';
import { type ItemRow, itemOn, listItems, versionsOf, viewOf } from './store.ts';

const dateOf = (now: Date): string => dateOfDay(dayOf(now));

/** An item as it holds on a day, or null. */
export async function itemAt(tx: Tx, id: string, date: string): Promise<ServiceItemView | null> {
  const row = await itemOn(tx, id, date);
  return row ? viewOf(row) : null;
}

const search = operation({
  name: 'services.search',
  summary: 'Items of a county by name, code, pinyin or everyday words, the likeliest first.',
  clause: '2.1',
  kind: 'query',
  roles: ['anyone'],
  perMinute: 120,
  input: SearchServices,
  output: FoundServices,
  permit: () => allow,
  run: async ({ tx, app, input, now }) => ({ items: await searchItems(app, tx, input, dateOf(now)) }),
});

const item = operation({
  name: 'services.item',
  summary: 'One item as it holds today: who, what to bring, how long, by which law.',
  clause: '2.1',
  kind: 'query',
  roles: ['anyone'],
  input: ReadService,
  output: ServiceItemView,
  permit: () => allow,
  run: async ({ tx, input, now }) => (await itemAt(tx, input.id, dateOf(now))) ?? Promise.reject(notFound()),
});

const until = (row: ItemRow): string | null => (row.valid_until === null ? null : String(row.valid_until));

/** The versions, the latest first, each until the day before the next began; `now` is the one that holds today. */
function versionsTold(rows: readonly ItemRow[], today: string): ServiceVersion[] {
  let nextFrom: string | null = null;
  return rows.map((row) => {
    const validFrom = String(row.valid_from);
    const ended: string | null = until(row);
    const replaced: boolean = nextFrom !== null && nextFrom <= today;
    const state = validFrom > today ? 'coming' : replaced || (ended !== null && ended < today) ? 'past' : 'now';
    const told: ServiceVersion = { ...viewOf(row), validUntil: ended ?? (nextFrom && dayBefore(nextFrom)), state };
    nextFrom = validFrom;
    return told;
  });
}

export const dayBefore = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const versions = operation({
  name: 'services.versions',
  summary: 'One item with every version and the days each holds, also what has ended or is yet to come.',
  clause: '2.1',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadService,
  output: ServiceVersions,
  permit: () => allow,
  run: async ({ tx, input, now }) => {
    const rows = await versionsOf(tx, input.id);
    const [first] = rows;
    if (!first) throw notFound();
    return { id: input.id, county: first.county, versions: versionsTold(rows, dateOf(now)) };
  },
});

const CURSOR = /^(.*)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf(after: string | undefined): { pinyin: string; id: string } | null {
  if (after === undefined) return null;
  const [, pinyin, id] = CURSOR.exec(after) ?? [];
  if (pinyin === undefined || !id) throw invalid('after', '翻页位置不对，请重新打开。');
  return { pinyin, id };
}

const list = operation({
  name: 'services.list',
  summary: 'A page of a county’s catalogue by name: its own items, the examples of other places, or what has ended.',
  clause: '2.1',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ListServices,
  output: ListedServices,
  permit: () => allow,
  run: async ({ tx, input, now }) => {
    const { after, limit, ...part } = input;
    const rows = await listItems(tx, { ...part, limit: limit + 1 }, dateOf(now), cursorOf(after));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => {
        const { id, code, name, department, days, instant, proxy, online, example, validFrom } = viewOf(row);
        return { id, code, name, department, days, instant, proxy, online, example, validFrom, validUntil: until(row) };
      }),
      next: rows.length > limit && last ? `${last.pinyin}.${last.id}` : null,
    };
  },
});

export const readOperations: Operation[] = [search, item, versions, list];
