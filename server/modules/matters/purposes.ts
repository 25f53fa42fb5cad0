import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { ClosePurpose, OpenPurpose, PurposeClosed, PurposeOpened } from '../../../domain/matters/contract.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { mayOpenPapers, personsOfPapers } from '../../../domain/matters/papers.ts';
import { allow, every, when } from '../../../domain/policy/permission.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { parameterOn } from '../policy/index.ts';
import { addPurpose, closePurposes } from '../purposes/index.ts';
import { concernsActor, findMatter } from './store.ts';

const HOUR = 3_600_000;

const WORKING = ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'supervisor'] as const;

/** Opens the papers of a person, or what was found at their home, for the one who says why, until the hours of the day's parameter are over. */
const open = operation({
  name: 'purposes.open',
  summary: 'Opens the papers of a person in a matter for a stated purpose, at most 8 hours; leaves an audit row the person sees.',
  clause: '1.4',
  kind: 'command',
  roles: WORKING,
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
      mayOpenPapers(definitionOf(row.kind, row.version), row.state, actor, { concernsActor }),
    ),
  run: async ({ tx, app, actor, input: { purpose }, now, subject: { row }, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const hours = await parameterOn(app, 'purposes.hours', row.village, dateOfDay(dayOf(now)));
    const until = new Date(now.getTime() + hours * HOUR);
    const persons = personsOfPapers(row);
    tx.openMatter(row.id);
    await addPurpose(tx, actor, { county: row.county, id: row.id, personId: persons[0] ?? null }, purpose, now, until);
    const look = { kind: 'look', county: row.county, territory: row.village, matterId: row.id, purpose, detail: { hours } } as const;
    // Each of those who live there finds it in their own record.
    for (const personId of persons.length ? persons : [null]) audit({ ...look, personId });
    return { until: until.toISOString() };
  },
});

/** Says "I am done": what the purposes opened in this post closes at once, for papers and answers alike. */
const close = operation({
  name: 'purposes.close',
  summary: 'Closes the purposes one has open in a matter, before their time is over; leaves an audit row the person sees.',
  clause: '1.4',
  kind: 'command',
  roles: WORKING,
  input: ClosePurpose,
  output: PurposeClosed,
  load: async ({ tx, input }) => (await findMatter(tx, input.matterId)) ?? Promise.reject(notFound()),
  // Only one's own are there to be closed.
  permit: () => allow,
  run: async ({ tx, actor, now, subject: row, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const closed = await closePurposes(tx, actor, row, now);
    const done = { kind: 'change', county: row.county, territory: row.village, matterId: row.id, detail: { closed } } as const;
    const persons = personsOfPapers(row);
    if (closed) for (const personId of persons.length ? persons : [null]) audit({ ...done, personId });
    return { closed };
  },
});

export const purposeOperations: Operation[] = [open, close];
