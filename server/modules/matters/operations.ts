import { z } from 'zod';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { levelOf } from '../../../domain/bodies/body.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { AppealForm } from '../../../domain/matters/appeal/appeal.ts';
import { categoryOf } from '../../../domain/matters/appeal/categories.ts';
import { conflictOf } from '../../../domain/matters/conflict.ts';
import {
  AnswerPromise,
  AskPromise,
  CountQueue,
  FindSimilar,
  JoinMatter,
  MatterView,
  MyMatter,
  QueueCounts,
  QueuePage,
  ReadQueue,
  Receipt,
  Revealed,
  SimilarMatter,
} from '../../../domain/matters/contract.ts';
import type { MatterDefinition } from '../../../domain/matters/define-matter.ts';
import { categoryNameOf, definitionOf, dueTitleIn, MATTER_KINDS, statusTitleIn } from '../../../domain/matters/kinds.ts';
import { anyone, mayFile, mayReveal } from '../../../domain/matters/permissions.ts';
import { filingOf } from '../../../domain/matters/speaker.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import { promisedBy, statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { every, when } from '../../../domain/policy/permission.ts';
import { countyOf, LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { placeBodies, publicWorkersOf } from '../bodies/index.ts';
import { calendarWarning, deadlineClock } from '../policy/index.ts';
import { placeNames } from '../territory/index.ts';
import { fileMatter, joinMatter } from './file-matter.ts';
import { countQueue, readQueue } from './queue-store.ts';
import { concernsActor, findMatter, listMine, type MatterRow, readReporters } from './store.ts';
import { similarTo, viewMatter } from './view-matter.ts';

const READERS = ['resident', 'receipt-holder', ...STAFF_ROLES] as const;
const FILINGS_PER_MINUTE = 10;

/** One operation for each kind that needs nothing looked up: `matters.file` for an appeal. */
const fileOperations = MATTER_KINDS.flatMap((definition) => {
  const { operation: filing } = definition.filing;
  if (!filing) return [];
  return operation({
    name: `matters.${filing.name}`,
    summary: filing.summary,
    clause: definition.clause,
    kind: 'command',
    roles: filing.roles,
    perMinute: FILINGS_PER_MINUTE,
    input: filingOf(definition.form as typeof AppealForm),
    output: Receipt,
    permit: ({ actor, input }) => mayFile(actor, input),
    run: (context) => fileMatter(definition, context),
  });
});

const join = operation({
  name: 'matters.join',
  summary: 'Join an open matter that is the same thing, with a receipt of one’s own.',
  clause: '4.8',
  kind: 'command',
  roles: ['anyone'],
  perMinute: FILINGS_PER_MINUTE,
  asSystem: true,
  input: JoinMatter,
  output: Receipt,
  load: async ({ tx, input }) => (await findMatter(tx, input.id)) ?? Promise.reject(notFound()),
  permit: ({ actor, input, subject }) => {
    const mine = mayFile(actor, { village: subject.village, channel: input.channel });
    return mine.allowed ? when(isOpen(subject.state.status), '这件事已经办完，请重新反映。') : mine;
  },
  run: (context) => joinMatter(context, context.subject),
});

const similar = operation({
  name: 'matters.similar',
  summary: 'Open matters of the village that may be the same thing; shows no person.',
  clause: '4.8',
  kind: 'query',
  roles: ['anyone'],
  perMinute: 60,
  asSystem: true,
  input: FindSimilar,
  output: z.object({ matters: z.array(SimilarMatter) }),
  permit: anyone,
  run: async ({ tx, app, actor, input, now }) => ({
    matters: await similarTo(tx, app, now, {
      county: countyOf(input.village),
      village: input.village,
      words: input.words,
      category: input.category ?? null,
      except: null,
      persons: actor.kind === 'resident' ? actor.persons : [],
    }),
  }),
});

const promise = operation({
  name: 'matters.promise',
  summary: 'Who would sign for an appeal filed now, and by when it would be answered.',
  clause: '4.8',
  kind: 'query',
  roles: ['anyone'],
  input: AskPromise,
  output: AnswerPromise,
  permit: anyone,
  run: async ({ tx, app, input, now }) => {
    const bodies = await placeBodies(app, tx, input.village);
    if (!bodies) throw notFound();
    const clock = await deadlineClock(app, input.village, now);
    const kind = categoryOf(input.category).kind;
    const worker = (await publicWorkersOf(tx, bodies.station.id, dateOfDay(dayOf(now)))).find(({ territory }) => territory === input.grid);
    return {
      holder: bodies.station.name,
      signer: worker?.name ?? null,
      signBy: clock.after('appeal.sign'),
      answerBy: clock.after(kind === 'enquiry' ? 'appeal.answer.enquiry' : 'appeal.answer.trouble'),
      warning: await calendarWarning(app, input.village, now),
    };
  },
});

const needsMe = (definition: MatterDefinition, row: MatterRow['state'], raised: boolean): 'question' | 'confirm' | 'rate' | null => {
  if (row.status === 'waiting-resident') return 'question';
  if (!raised) return null;
  // What is decided but not yet delivered waits for us, not for the resident.
  if (row.status === 'answered') return definition.steps.confirm ? 'confirm' : null;
  return row.status === 'closed' && !row.rating ? 'rate' : null;
};

const mine = operation({
  name: 'matters.mine',
  summary: 'The matters one raised or joined, or the one a receipt code stands for.',
  clause: '4.8',
  kind: 'query',
  roles: ['resident', 'receipt-holder'],
  perMinute: 60,
  input: z.strictObject({}),
  output: z.object({ matters: z.array(MyMatter) }),
  permit: anyone,
  run: async ({ tx, app, actor }) => {
    const rows = await listMine(tx, actor);
    const placeOf = await placeNames(app, tx, rows);
    const matters = [];
    for (const row of rows) {
      const state = row.state as unknown as MatterRow['state'];
      const definition = definitionOf(state.kind, state.version);
      matters.push({
        id: row.id,
        kind: state.kind,
        number: row.number,
        title: row.title,
        place: placeOf(row),
        status: state.status,
        statusTitle: statusTitleOf(definition, state.status),
        holder: state.holder.name,
        answerBy: row.answer_due?.toISOString() ?? null,
        promised: promisedBy(definition, state),
        filedAt: row.filed_at.toISOString(),
        needsMe: needsMe(definition, state, Boolean(row.raised)),
      });
    }
    return { matters };
  },
});

const view = operation({
  name: 'matters.view',
  summary: 'One matter with its story and what the reader may do now.',
  clause: '4.8',
  kind: 'query',
  roles: READERS,
  input: z.strictObject({ id: z.uuid() }),
  output: MatterView,
  load: async ({ tx, input }) => (await findMatter(tx, input.id)) ?? Promise.reject(notFound()),
  permit: anyone,
  run: async ({ tx, app, actor, now, subject, audit }) => {
    const seen = await viewMatter(tx, app, actor, now, subject);
    audit({ kind: 'look', county: subject.county, territory: subject.village, matterId: subject.id, purpose: '查看诉求' });
    return seen;
  },
});

const cursorOf = (text: string | undefined) => {
  if (!text) return null;
  const [at, id] = text.split('|');
  const valid = id !== undefined && z.uuid().safeParse(id).success && (at === '' || z.iso.datetime().safeParse(at).success);
  return valid ? { at: at || null, id } : null;
};

const queue = operation({
  name: 'matters.queue',
  summary: 'One page of the work list of a tab.',
  clause: '4.8',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadQueue,
  output: QueuePage,
  permit: anyone,
  run: async ({ tx, app, actor, input, now }) => {
    if (actor.kind !== 'staff') return { items: [], next: null };
    const { tab, after, limit, ...filter } = input;
    const rows = await readQueue(tx, actor, tab, filter, now, cursorOf(after), limit + 1);
    const placeOf = await placeNames(app, tx, rows, actor.range.length < LEVEL_LENGTHS.county);
    const items = [];
    for (const row of rows.slice(0, limit)) {
      const dueFor = row.due === null ? 'none' : row.sign_due !== null && row.due.getTime() === row.sign_due.getTime() ? 'sign' : 'answer';
      items.push({
        id: row.id,
        number: row.number,
        title: row.title,
        category: row.category,
        categoryName: categoryNameOf(row.category),
        village: row.village,
        place: placeOf(row),
        status: row.status as MatterRow['state']['status'],
        statusTitle: statusTitleIn(row.kind, row.status as MatterRow['state']['status']),
        holder: row.holder,
        holderId: row.holder_id,
        due: row.due?.toISOString() ?? null,
        dueFor: dueFor as 'sign' | 'answer' | 'none',
        dueTitle: dueFor === 'none' ? '' : dueTitleIn(row.kind, dueFor, levelOf(row.holder_kind)),
        paused: row.paused,
        urged: row.urged,
        joined: row.joined,
        reopened: row.reopened,
        supervised: row.supervised,
        extensionPending: row.extension_pending,
        helping: row.helping,
        filedAt: row.filed_at.toISOString(),
        answeredAt: row.answered_at?.toISOString() ?? null,
      });
    }
    const last = items.at(-1);
    const sortedBy = tab === 'done' || tab === 'all' ? last?.filedAt : last?.due;
    return { items, next: rows.length > limit && last ? `${sortedBy ?? ''}|${last.id}` : null };
  },
});

const counts = operation({
  name: 'matters.counts',
  summary: 'How many matters each tab of the work list holds.',
  clause: '4.8',
  kind: 'query',
  roles: STAFF_ROLES,
  input: CountQueue,
  output: QueueCounts,
  permit: anyone,
  run: async ({ tx, actor, input, now }) =>
    actor.kind === 'staff'
      ? countQueue(tx, actor, input, now)
      : { mine: 0, new: 0, today: 0, overdue: 0, waiting: 0, done: 0, all: 0, more: false },
});

const reveal = operation({
  name: 'matters.reveal',
  summary: 'The whole name and phone of a reporter, for a stated purpose; leaves an audit row.',
  clause: '4.8',
  // A query: what a command answers is remembered, and a phone must not be.
  kind: 'query',
  roles: STAFF_ROLES,
  perMinute: 30,
  input: z.strictObject({ id: z.uuid(), reporterId: z.uuid(), purpose: z.string().trim().min(2, '请写明为什么要看').max(100) }),
  output: Revealed,
  load: async ({ tx, actor, input }) => {
    const row = await findMatter(tx, input.id);
    if (!row) throw notFound();
    tx.openMatter(row.id);
    const reporter = (await readReporters(tx, row)).find((one) => one.id === input.reporterId);
    if (!reporter) throw notFound();
    return { row, reporter, concernsActor: await concernsActor(tx, row, actor) };
  },
  permit: ({ actor, subject }) =>
    every(conflictOf(subject.row.state, actor, subject), mayReveal(subject.row.state, actor, subject.reporter.hidden)),
  run: async ({ subject: { row, reporter }, input, audit }) => {
    audit({
      kind: 'look',
      county: row.county,
      territory: row.village,
      matterId: row.id,
      personId: reporter.person_id,
      purpose: input.purpose,
    });
    return { name: reporter.name, phone: reporter.phone };
  },
});

export const listOperations = [...fileOperations, join, similar, promise, mine, view, queue, counts, reveal];
