import { z } from 'zod';
import { BodyRef } from '../bodies/body.ts';
import { GridCode, VillageCode } from '../territory/code.ts';
import { ActionBy, Channel, Deadlines } from './action.ts';
import { AppealForm } from './appeal/appeal.ts';
import { isCategory } from './appeal/categories.ts';
import { filingOf, Speaker } from './speaker.ts';
import { STATUSES } from './state.ts';
import { Words } from './step-parts.ts';

export const Instant = z.iso.datetime();
export const Status = z.enum(STATUSES);
export const FileAppeal = filingOf(AppealForm);
export type FileAppeal = z.input<typeof FileAppeal>;

export const Receipt = z.object({
  id: z.uuid(),
  number: z.string(),
  receiptCode: z.string(),
  holder: z.string(),
  signBy: Instant.nullable(),
  answerBy: Instant.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

export const JoinMatter = z.strictObject({ id: z.uuid(), words: z.string().trim().max(1000).default(''), ...Speaker });

export const FindSimilar = z.strictObject({ words: Words, village: VillageCode, category: z.string().max(40).optional() });
export const SimilarMatter = z.object({
  id: z.uuid(),
  title: z.string(),
  place: z.string(),
  filedAt: Instant,
  status: Status,
  statusTitle: z.string(),
  holder: z.string(),
  joined: z.number(),
  /** Raised or joined by the resident who asks, or by their family; nobody is told this of others. */
  mine: z.boolean(),
});
export type SimilarMatter = z.infer<typeof SimilarMatter>;

export const AskPromise = z.strictObject({
  village: VillageCode,
  grid: GridCode.optional(),
  category: z
    .string()
    .refine(isCategory, '没有这个类别')
    .meta({ examples: ['roads.lamp'] }),
});
export const AnswerPromise = z.object({
  holder: z.string(),
  signer: z.string().nullable(),
  signBy: Instant,
  answerBy: Instant,
  warning: z.string().nullable(),
});

export const QUEUE_TABS = ['mine', 'new', 'today', 'overdue', 'waiting', 'done', 'all'] as const;
export const QueueTab = z.enum(QUEUE_TABS);
export type QueueTab = z.infer<typeof QueueTab>;

const QueueFilters = {
  q: z.string().trim().max(60).default(''),
  category: z.string().max(40).optional(),
  /** A kind of matter. */
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}$/, '没有这类事项')
    .optional(),
  body: z.uuid().optional(),
  territory: z
    .string()
    .regex(/^\d{2,15}$/)
    .optional(),
  filedFrom: z.iso.date().optional(),
  filedUntil: z.iso.date().optional(),
  /** Under supervision and not yet done. */
  supervised: z.boolean().optional(),
  extension: z.boolean().optional(),
};
export const ReadQueue = z.strictObject({
  tab: QueueTab.default('mine'),
  ...QueueFilters,
  after: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const CountQueue = z.strictObject(QueueFilters);
/** Nobody asks whether three hundred or three thousand are done; the statistics count them all. */
export const MOST_DONE_COUNTED = 99;

export const QueueCounts = z.object({
  mine: z.number(),
  new: z.number(),
  today: z.number(),
  overdue: z.number(),
  waiting: z.number(),
  /** At most `MOST_DONE_COUNTED`. */
  done: z.number(),
  all: z.number(),
  /** There are more done than counted, and so more in all. */
  more: z.boolean(),
});
export type QueueCounts = z.infer<typeof QueueCounts>;

export const QueueRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  category: z.string(),
  categoryName: z.string(),
  village: z.string(),
  place: z.string(),
  status: Status,
  /** What its kind calls the status. */
  statusTitle: z.string(),
  holder: z.string(),
  holderId: z.uuid(),
  due: Instant.nullable(),
  /** What `due` is for. */
  dueFor: z.enum(['sign', 'answer', 'none']),
  /** What its kind calls what is due; '' where nothing is. */
  dueTitle: z.string(),
  paused: z.boolean(),
  urged: z.number(),
  joined: z.number(),
  reopened: z.number(),
  supervised: z.boolean(),
  extensionPending: z.boolean(),
  helping: z.boolean(),
  filedAt: Instant,
  answeredAt: Instant.nullable(),
});
export type QueueRow = z.infer<typeof QueueRow>;
export const QueuePage = z.object({ items: z.array(QueueRow), next: z.string().nullable() });

/** One line of a matter's story, in words; `internal` lines are for those who handle it. */
export const StoryEntry = z.object({
  seq: z.number(),
  at: Instant,
  step: z.string(),
  by: ActionBy.omit({ channel: true }),
  channel: Channel,
  headline: z.string(),
  words: z.string(),
  detail: z.string(),
  internal: z.boolean(),
  correction: z.string().nullable(),
  files: z.array(z.uuid()),
});
export type StoryEntry = z.infer<typeof StoryEntry>;

export const MatterFile = z.object({
  id: z.uuid(),
  kind: z.enum(['photo', 'voice', 'document']),
  mediaType: z.string(),
  seq: z.number().nullable(),
});

export const Offer = z.object({
  step: z.string(),
  title: z.string(),
  clause: z.string(),
  allowed: z.boolean(),
  reason: z.string().optional(),
  refusedBy: z.string().optional(),
  /** Taken for the resident, who is at the counter or on the phone. */ onBehalf: z.boolean().optional(),
});

export const Reporter = z.object({
  id: z.uuid(),
  part: z.enum(['reporter', 'joined']),
  /** Masked for handlers until revealed; null when the reporter asked to be hidden and the reader may not look. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  hidden: z.boolean(),
  personId: z.uuid().nullable(),
  mine: z.boolean(),
});

export const AttributionView = z.object({
  minutes: z.number(),
  totals: z.array(
    z.object({
      heading: z.enum(['body', 'waiting-for-resident', 'suspended', 'nobody']),
      bodyId: z.uuid().nullable(),
      name: z.string().nullable(),
      minutes: z.number(),
    }),
  ),
});

export const MatterView = z.object({
  id: z.uuid(),
  county: z.string(),
  kind: z.string(),
  version: z.number(),
  number: z.string(),
  seq: z.number(),
  status: Status,
  statusTitle: z.string(),
  title: z.string(),
  words: z.string(),
  category: z.string(),
  categoryName: z.string(),
  village: z.string(),
  place: z.string(),
  address: z.string(),
  point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  channel: Channel,
  complex: z.boolean(),
  holder: BodyRef,
  station: BodyRef,
  centre: BodyRef,
  helpers: z.array(
    z.object({ name: z.string(), request: z.string(), askedAt: Instant, answeredAt: Instant.nullable(), answer: z.string().nullable() }),
  ),
  deadlines: Deadlines,
  paused: z.object({ ground: z.enum(['waiting-for-resident', 'suspended']), reason: z.string(), from: Instant }).nullable(),
  /** What the date of `deadlines.answer` promises: 答复您, 办出结果. */
  promised: z.string(),
  /** What only its kind keeps, as far as its residents see it. */
  content: z.record(z.string(), z.unknown()).nullable(),
  /** Working minutes left until the answer is due; negative when late, null when no answer is due. */
  minutesLeft: z.number().nullable(),
  question: z.string().nullable(),
  answer: z.object({ text: z.string(), at: Instant, by: z.string() }).nullable(),
  rating: z
    .object({
      solved: z.boolean(),
      satisfied: z.enum(['yes', 'partly', 'no']),
      words: z.string(),
      at: Instant,
      by: z.enum(['resident', 'follow-up']),
    })
    .nullable(),
  extension: z.object({ days: z.number(), reason: z.string(), at: Instant }).nullable(),
  dispatched: z.number(),
  extended: z.number(),
  urged: z.number(),
  joined: z.number(),
  reopened: z.number(),
  supervised: z.array(z.object({ at: Instant, words: z.string(), by: z.string() })),
  mergedInto: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  filedAt: Instant,
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  reporters: z.array(Reporter),
  /** The reader's own receipt code, when it is their matter. */
  receiptCode: z.string().nullable(),
  story: z.array(StoryEntry),
  offers: z.array(Offer),
  files: z.array(MatterFile),
  /** Where papers of a person lie with the matter, for staff: how many, how many of them this reader sees now, until when by a purpose, and the purpose that a touch states. */
  papers: z.object({ count: z.number(), seen: z.number(), until: Instant.nullable(), purpose: z.string() }).nullable(),
  /** For those who handle it: where every working minute went, likely duplicates, who looked at the reporter. */
  attribution: AttributionView.nullable(),
  similar: z.array(SimilarMatter),
  lookers: z.array(z.object({ at: Instant, actor: z.string(), role: z.string(), purpose: z.string() })),
  /** The matter is the reader's own or their family's: they handle nothing of it. */
  concernsReader: z.boolean(),
  /** The whole fold, for `availableSteps` in the browser; only for those who handle it. */
  state: z.record(z.string(), z.unknown()).nullable(),
});
export type MatterView = z.infer<typeof MatterView>;

/** Why the papers of a person in a matter must be seen. */
export const OpenPurpose = z.strictObject({
  matterId: z.uuid('编号不对'),
  purpose: z.string().trim().min(2, '请写明为什么要看').max(100, '最多 100 字'),
});
export const PurposeOpened = z.object({ until: Instant });

/** The matter whose papers nobody at this desk needs to see any more. */
export const ClosePurpose = z.strictObject({ matterId: z.uuid('编号不对') });
export const PurposeClosed = z.object({ closed: z.int() });

/** My matters, as residents and receipt holders see them. */
export const MyMatter = z.object({
  id: z.uuid(),
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  place: z.string(),
  status: Status,
  statusTitle: z.string(),
  holder: z.string(),
  answerBy: Instant.nullable(),
  /** What `answerBy` promises: 答复您, 办出结果. */
  promised: z.string(),
  filedAt: Instant,
  needsMe: z.enum(['question', 'confirm', 'rate']).nullable(),
});
export type MyMatter = z.infer<typeof MyMatter>;

export const StepTaken = z.object({ id: z.uuid(), seq: z.number(), status: Status, due: Instant.nullable() });

export const Target = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  suggested: z.boolean(),
  why: z.string(),
  refused: z.string().nullable(),
});

export const Revealed = z.object({ name: z.string(), phone: z.string() });
