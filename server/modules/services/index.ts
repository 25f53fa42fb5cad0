import { z } from 'zod';
import { inRange } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow, refuse, when } from '../../../domain/policy/permission.ts';
import {
  FoundServices,
  ReadService,
  RetireService,
  SaveService,
  SearchServices,
  ServiceItemView,
} from '../../../domain/services/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { searchItems, servicesChanged } from './search.ts';
import { codeTaken, endVersion, insertVersion, itemOn, latestVersion, viewOf } from './store.ts';

export { importCatalogue } from './import-catalogue.ts';
export { itemsToCollect } from './items-to-collect.ts';

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
  run: async ({ tx, app, input, now }) => ({ items: await searchItems(app, tx, input, dateOfDay(dayOf(now))) }),
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
  run: async ({ tx, input, now }) => (await itemAt(tx, input.id, dateOfDay(dayOf(now)))) ?? Promise.reject(notFound()),
});

const save = operation({
  name: 'services.save',
  summary: 'Keep an item; a change is a new version from a day on, the versions before stay.',
  clause: '2.1',
  kind: 'command',
  roles: ['administrator'],
  input: SaveService,
  output: z.object({ id: z.uuid(), version: z.number() }),
  load: async ({ tx, input }) => (input.id ? ((await latestVersion(tx, input.id)) ?? Promise.reject(notFound())) : null),
  permit: ({ actor, subject }) => {
    if (actor.kind !== 'staff' || actor.range.length < 4) return refuse('办事目录由县（市、区）管理员维护。', '2.1');
    return when(!subject || inRange(actor, subject.county), '只能维护本县的办事目录。', '2.1');
  },
  run: async ({ tx, app, actor, input, now, subject, audit }) => {
    const county = subject?.county ?? (actor.kind === 'staff' ? actor.range.slice(0, 6) : '');
    const today = dateOfDay(dayOf(now));
    if (input.validFrom < today) throw invalid('validFrom', '从今天或以后的日子起才能改。');
    if (subject && String(subject.valid_from) > input.validFrom) throw invalid('validFrom', '已经有更晚生效的改动。');
    const names = input.materials.map(({ name }) => name);
    if (new Set(names).size !== names.length) throw invalid('materials', '同一份材料写了两次。');
    const id = input.id ?? newId(now.getTime());
    if (await codeTaken(tx, county, input.code, id)) throw invalid('code', '这个编码已经用了。');
    const { id: _id, ...form } = input;
    const version = (subject?.version ?? 0) + 1;
    await insertVersion(tx, { county, id, version }, { ...form, ...pinyinOf(form.name) });
    servicesChanged(app, county);
    audit({ kind: 'change', county, territory: county, detail: { item: id, version } });
    return { id, version };
  },
});

const retire = operation({
  name: 'services.retire',
  summary: 'End an item on a day; it stays in the history and in the matters that began under it.',
  clause: '2.1',
  kind: 'command',
  roles: ['administrator'],
  input: RetireService,
  output: z.object({ ok: z.literal(true) }),
  load: async ({ tx, input }) => (await latestVersion(tx, input.id)) ?? Promise.reject(notFound()),
  permit: ({ actor, subject }) =>
    actor.kind === 'staff' && actor.range.length >= 4 && inRange(actor, subject.county)
      ? when(subject.valid_until === null, '这个事项已经停办。', '2.1')
      : refuse('只能维护本县的办事目录。', '2.1'),
  run: async ({ tx, app, input, now, subject, audit }) => {
    if (input.validUntil < dateOfDay(dayOf(now))) throw invalid('validUntil', '停办的日子不能早于今天。');
    await endVersion(tx, subject, input.validUntil);
    servicesChanged(app, subject.county);
    audit({
      kind: 'change',
      county: subject.county,
      territory: subject.county,
      detail: { item: subject.id, validUntil: input.validUntil },
    });
    return { ok: true as const };
  },
});

export const serviceOperations: Operation[] = [search, item, save, retire];
