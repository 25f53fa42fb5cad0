import type { Actor } from '../../../domain/accounts/actor.ts';
import { workingMinutesBetween } from '../../../domain/calendar/working-time.ts';
import type { Action } from '../../../domain/matters/action.ts';
import { offersFor } from '../../../domain/matters/available-steps.ts';
import { conflictOf } from '../../../domain/matters/conflict.ts';
import type { MatterView, SimilarMatter, StoryEntry } from '../../../domain/matters/contract.ts';
import type { MatterDefinition } from '../../../domain/matters/define-matter.ts';
import { disclosed } from '../../../domain/matters/fold.ts';
import { attributionOf } from '../../../domain/matters/holdings.ts';
import { definitionOf, MATTER_KINDS, statusTitleIn } from '../../../domain/matters/kinds.ts';
import { purposeOfLook } from '../../../domain/matters/papers.ts';
import type { ReporterPart } from '../../../domain/matters/parties.ts';
import { knowledgeOf } from '../../../domain/matters/permissions.ts';
import { isOpen, type MatterState, pauseOf } from '../../../domain/matters/state.ts';
import { tell } from '../../../domain/matters/story.zh.ts';
import { pairsOf } from '../../../domain/matters/title.ts';
import { promisedBy, statusTitleOf } from '../../../domain/matters/words.zh.ts';
import { maskName, maskPhone } from '../../../domain/people/mask.ts';
import { keepsIdentity } from '../../../domain/people/permissions.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { filesOf } from '../files/index.ts';
import { calendarFor, parameterOn } from '../policy/index.ts';
import { openPapers } from '../purposes/index.ts';
import { placeName, placeNames } from '../territory/index.ts';
import { concernsActor, findSimilar, type MatterRow, readActions, readLookers, readReporters } from './store.ts';

/** Kinds of which two can be the same trouble; an application is its household's own and nobody else is shown it. */
const SHAREABLE = [...new Set(MATTER_KINDS.filter(({ steps }) => steps.merge).map(({ kind }) => kind))];

/** Fewer shared pairs of characters than this are chance. */
const ALIKE = 3;
/** So few are enough where the category is the same. */
const SOMEWHAT_ALIKE = 2;

/** Open matters nearby that may be the same thing, the likeliest first. */
export async function similarTo(
  tx: Tx,
  app: App,
  now: Date,
  about: { county: string; village: string; words: string; category: string | null; except: string | null; persons: readonly string[] },
): Promise<SimilarMatter[]> {
  const days = await parameterOn(
    app,
    'appeal.duplicate.days',
    about.village,
    new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
  );
  const since = new Date(now.getTime() - days * 86_400_000);
  const found = await findSimilar(tx, {
    ...about,
    kinds: SHAREABLE,
    since,
    grams: pairsOf(about.words).slice(0, 60),
    least: SOMEWHAT_ALIKE,
  });
  const ranked = found
    .map((row) => ({ row, score: row.score + (row.category === about.category ? 3 : 0) }))
    .filter(({ row, score }) => row.score >= ALIKE || score >= ALIKE + 2)
    .sort((one, other) => other.score - one.score)
    .slice(0, 5);
  const placeOf = await placeNames(
    app,
    tx,
    ranked.map(({ row }) => row),
  );
  return ranked.map(({ row }) => ({
    id: row.id,
    title: row.title,
    place: [placeOf(row), row.address].filter(Boolean).join(' '),
    filedAt: row.filed_at.toISOString(),
    status: row.status as SimilarMatter['status'],
    statusTitle: statusTitleIn(row.kind, row.status as SimilarMatter['status']),
    holder: row.holder,
    joined: row.joined,
    mine: row.reporters.some((person) => about.persons.includes(person)),
  }));
}

function storyOf(
  definition: MatterDefinition,
  actions: readonly Action[],
  audience: 'resident' | 'staff',
  files: { id: string; seq: number | null }[],
): StoryEntry[] {
  const corrections = new Map<number, string>();
  for (const action of actions) if (action.step === 'correct') corrections.set(Number(action.input.entry), String(action.input.words));
  return actions
    .map((action): StoryEntry => {
      const { channel, ...by } = action.by;
      return {
        seq: action.seq,
        at: action.at,
        step: action.step,
        by,
        channel,
        ...tell(definition, action, audience),
        correction: corrections.get(action.seq) ?? null,
        files: files.filter((file) => file.seq === action.seq).map((file) => file.id),
      };
    })
    .filter((entry) => audience === 'staff' || !entry.internal);
}

/** A step whose words this reader does not see, as the story tells it: who took it and when. */
const untold = (step: NonNullable<MatterState['covered']>[number]): Action => ({ ...step, input: {}, refs: {}, deadlines: {} });
const bySeq = (one: Action, other: Action): number => one.seq - other.seq;

/** The uploads that actions brought, whether or not this reader sees them. */
const filesNamed = (definition: MatterDefinition, actions: readonly Action[]): Set<string> =>
  new Set(
    actions.flatMap(({ step, input }) => [
      ...((input.attachments as string[] | undefined) ?? []),
      ...(definition.steps[step]?.files?.(input) ?? []),
    ]),
  );

/**
 * A matter as this reader may see it. Handlers see masked reporters; each reader gets the steps open to them. `carried` leaves out what a phone does
 * not need: who looked, what may be the same trouble, whose the hours were.
 */
export async function viewMatter(
  tx: Tx,
  app: App,
  actor: Actor,
  now: Date,
  row: MatterRow,
  extent: 'whole' | 'carried' = 'whole',
): Promise<MatterView> {
  tx.openMatter(row.id);
  const [reporters, concerned] = await Promise.all([readReporters(tx, row), concernsActor(tx, row, actor)]);
  const definition = definitionOf(row.kind, row.version);
  const until = definition.sensitiveFiles ? await openPapers(tx, actor, now, row, { concernsActor: concerned }) : null;
  const sealed = actor.kind === 'receipt' && definition.receiptSeesFiles === false;
  const staff = actor.kind === 'staff';
  const desk = staff && extent === 'whole';
  const [actions, files, lookers] = await Promise.all([
    readActions(tx, row),
    sealed ? [] : filesOf(tx, row),
    desk ? readLookers(tx, row) : [],
  ]);
  const state = disclosed(definition, row.state, actions);
  const covered = (state.covered ?? []).filter(({ seq }) => !actions.some((action) => action.seq === seq));
  const calendar = await calendarFor(app, row.village);
  const pause = pauseOf(state);
  const attribution = desk ? attributionOf(calendar, state, now) : null;
  const mine = (reporter: { person_id: string | null; receipt_hash: string }) =>
    (actor.kind === 'resident' && reporter.person_id !== null && actor.persons.includes(reporter.person_id)) ||
    (actor.kind === 'receipt' && reporter.receipt_hash === actor.receipt);
  const due = state.deadlines.answer;
  const own = reporters.filter(mine);
  const knowledge = { ...knowledgeOf(own.map((reporter) => reporter.part as ReporterPart)), concernsActor: concerned };
  // Whom it is about is not told who raised it.
  const kept = !conflictOf(state, actor, knowledge).allowed;
  const checksCard = definition.checksCard === true && keepsIdentity(actor);
  return {
    id: row.id,
    county: row.county,
    kind: row.kind,
    version: row.version,
    number: row.number,
    seq: row.seq,
    status: state.status,
    statusTitle: statusTitleOf(definition, state.status),
    title: state.title,
    words: state.words,
    category: state.category,
    categoryName: definition.subjects.nameOf(state.category),
    village: row.village,
    place: await placeName(app, tx, row.grid ?? row.village),
    address: state.place.address,
    point: state.place.point,
    channel: state.channel,
    complex: state.complex,
    holder: state.holder,
    station: state.station,
    centre: state.centre,
    helpers: state.helpers.map((helper) => ({
      name: helper.body.name,
      request: helper.request,
      askedAt: helper.askedAt,
      answeredAt: helper.answeredAt,
      answer: staff ? helper.answer : null,
    })),
    deadlines: state.deadlines,
    paused: pause ? { ground: pause.ground, reason: pause.reason, from: pause.from } : null,
    promised: promisedBy(definition, state),
    content: definition.shown?.(state) ?? null,
    minutesLeft: due && isOpen(state.status) && !pause ? workingMinutesBetween(calendar, now, new Date(due)).minutes : null,
    question: state.question?.text ?? null,
    answer: state.answer ? { text: state.answer.text, at: state.answer.at, by: state.answer.body?.name ?? state.answer.by } : null,
    rating: state.rating,
    extension: staff && state.extension ? { days: state.extension.days, reason: state.extension.reason, at: state.extension.at } : null,
    dispatched: state.dispatched,
    extended: state.extended,
    urged: state.urged,
    joined: state.joined,
    reopened: state.reopened,
    supervised: staff ? state.supervised : [],
    mergedInto: state.mergedInto,
    filedAt: state.filedAt,
    answeredAt: state.answeredAt,
    endedAt: state.endedAt,
    reporters: reporters
      .filter((reporter) => (staff && !kept) || mine(reporter))
      .map((reporter) => ({
        id: reporter.id,
        part: reporter.part as ReporterPart,
        name: mine(reporter) ? reporter.name : maskName(reporter.name),
        phone: mine(reporter) ? reporter.phone : maskPhone(reporter.phone),
        hidden: reporter.hidden,
        personId: mine(reporter) || (checksCard && !reporter.hidden) ? reporter.person_id : null,
        mine: mine(reporter),
      })),
    receiptCode: own[0]?.receipt_code ?? null,
    story: storyOf(definition, [...actions, ...covered.map(untold)].sort(bySeq), staff ? 'staff' : 'resident', files),
    offers: offersFor(definition, state, actor, knowledge, now),
    files: files.map((file) => ({
      id: file.id,
      kind: file.kind as 'photo' | 'voice' | 'document',
      mediaType: file.media_type,
      seq: file.seq,
    })),
    papers:
      staff && definition.sensitiveFiles
        ? {
            count: filesNamed(definition, actions).size + covered.length,
            seen: files.length,
            until: until?.toISOString() ?? null,
            purpose: purposeOfLook(definition, state, actor),
          }
        : null,
    attribution: attribution ? { minutes: attribution.minutes, totals: attribution.totals } : null,
    similar:
      desk && isOpen(state.status)
        ? await similarTo(tx, app, now, {
            county: row.county,
            village: row.village,
            words: `${state.title} ${state.words}`,
            category: state.category,
            except: row.id,
            persons: [],
          })
        : [],
    concernsReader: concerned,
    lookers: lookers.map((look) => ({ at: look.at.toISOString(), actor: look.actor, role: look.role, purpose: look.purpose })),
    state: staff ? (state as unknown as Record<string, unknown>) : null,
  };
}
