import { z } from 'zod';
import { type Actor, inRange } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { type Permission, refuse, when } from '../../../domain/policy/permission.ts';
import { PublishService, RetireService, SaveService } from '../../../domain/services/contract.ts';
import type { App } from '../../platform/app.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { dayBefore } from './read.ts';
import { servicesChanged } from './search.ts';
import { codeTaken, endVersion, insertVersion, latestVersion } from './store.ts';

const Kept = z.object({ id: z.uuid(), version: z.number() });
const OWN_ONLY = '只能维护本县的办事目录。';

/** The catalogue of a county is kept by those who administer it. */
const keeps = (actor: Actor, county: string): Permission => when(inRange(actor, county), OWN_ONLY, '2.1');

type Writing = { tx: Tx; app: App; now: Date; audit(entry: AuditEntry): void };
type Item = Required<Omit<z.output<typeof SaveService>, 'id'>>;

/** Writes the next version of an item after looking at its days, its papers and its code. */
async function writeVersion({ tx, app, now, audit }: Writing, key: { county: string; id: string; version: number }, item: Item) {
  if (item.validFrom < dateOfDay(dayOf(now))) throw invalid('validFrom', '从今天或以后的日子起才能改。');
  const names = item.materials.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw invalid('materials', '同一份材料写了两次。');
  if (await codeTaken(tx, key.county, item.code, key.id)) throw invalid('code', '这个编码已经用了。');
  await insertVersion(tx, key, { ...item, ...pinyinOf(item.name) });
  servicesChanged(app, key.county);
  audit({ kind: 'change', county: key.county, territory: key.county, detail: { item: key.id, version: key.version } });
  return { id: key.id, version: key.version };
}

const save = operation({
  name: 'services.save',
  summary: 'Keep an item; a change is a new version from a day on, the versions before stay.',
  clause: '2.1',
  kind: 'command',
  roles: ['administrator'],
  input: SaveService,
  output: Kept,
  load: async ({ tx, input }) => (input.id ? ((await latestVersion(tx, input.id)) ?? Promise.reject(notFound())) : null),
  permit: ({ actor, subject }) => {
    if (!subject) return when(actor.kind === 'staff' && actor.range.length === 6, '办事目录由县（市、区）管理员维护。', '2.1');
    if (subject.example) return refuse('这是别处的示例，请点「用作本县事项」再改。', '2.1');
    return keeps(actor, subject.county);
  },
  run: async ({ actor, input, subject, ...context }) => {
    const county = subject?.county ?? (actor.kind === 'staff' ? actor.range : '');
    if (subject && String(subject.valid_from) > input.validFrom) throw invalid('validFrom', '已经有更晚生效的改动。');
    const { id = newId(context.now.getTime()), ...item } = input;
    return writeVersion(context, { county, id, version: (subject?.version ?? 0) + 1 }, item);
  },
});

const publish = operation({
  name: 'services.publish',
  summary: 'Make a mended copy of an example the county’s own item from a day on; the example ends the day before.',
  clause: '2.1',
  kind: 'command',
  roles: ['administrator'],
  input: PublishService,
  output: Kept,
  load: async ({ tx, input }) => (await latestVersion(tx, input.example)) ?? Promise.reject(notFound()),
  permit: ({ actor, subject }) => {
    if (!subject.example) return refuse('这已经是本县的事项，直接改就行。', '2.1');
    if (subject.valid_until !== null) return refuse('这个示例已经用过或者停用了。', '2.1');
    return keeps(actor, subject.county);
  },
  run: async ({ input, subject, ...context }) => {
    const { example: _example, ...item } = input;
    const kept = await writeVersion(context, { county: subject.county, id: newId(context.now.getTime()), version: 1 }, item);
    await endVersion(context.tx, subject, dayBefore(item.validFrom));
    return kept;
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
    inRange(actor, subject.county) ? when(subject.valid_until === null, '这个事项已经停办。', '2.1') : refuse(OWN_ONLY, '2.1'),
  run: async ({ tx, app, input, now, subject, audit }) => {
    if (input.validUntil < dateOfDay(dayOf(now))) throw invalid('validUntil', '停办的日子不能早于今天。');
    // A version that is yet to come would let the one before it run on.
    if (input.validUntil < String(subject.valid_from))
      throw invalid('validUntil', `${subject.valid_from} 起有一次改动，停办不能早于那天。`);
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

export const keepOperations: Operation[] = [save, publish, retire];
