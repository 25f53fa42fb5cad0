import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { OpenPurpose, PurposeOpened } from '../../../domain/matters/contract.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { mayOpenPapers } from '../../../domain/matters/papers.ts';
import { every, when } from '../../../domain/policy/permission.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { parameterOn } from '../policy/index.ts';
import { addPurpose } from '../purposes/index.ts';
import { concernsActor, findMatter } from './store.ts';

const HOUR = 3_600_000;

/** Opens the papers of a person for the one who says why, until the hours of the day's parameter are over. */
export const purposes = operation({
  name: 'purposes.open',
  summary: 'Opens the papers of a person in a matter for a stated purpose, at most 8 hours; leaves an audit row the person sees.',
  clause: '1.4',
  kind: 'command',
  roles: ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'supervisor'],
  perMinute: 30,
  input: OpenPurpose,
  output: PurposeOpened,
  load: async ({ tx, actor, input }) => {
    const row = await findMatter(tx, input.matterId);
    if (!row) throw notFound();
    return { row, concernsActor: await concernsActor(tx, row, actor) };
  },
  permit: ({ actor, subject: { row, concernsActor } }) =>
    every(
      when(definitionOf(row.kind, row.version).sensitiveFiles === true, '这件事里没有需要写明用途才能看的材料。'),
      mayOpenPapers(row.state, actor, { concernsActor }),
    ),
  run: async ({ tx, app, actor, input: { purpose }, now, subject: { row }, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const hours = await parameterOn(app, 'purposes.hours', row.village, dateOfDay(dayOf(now)));
    const until = new Date(now.getTime() + hours * HOUR);
    const personId = row.reporters[0] ?? null;
    tx.openMatter(row.id);
    await addPurpose(tx, actor, { county: row.county, id: row.id, personId }, purpose, now, until);
    audit({ kind: 'look', county: row.county, territory: row.village, matterId: row.id, personId, purpose, detail: { hours } });
    return { until: until.toISOString() };
  },
});
