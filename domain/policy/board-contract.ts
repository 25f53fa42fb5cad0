import { z } from 'zod';
import { TerritoryCode, VillageCode } from '../territory/code.ts';
import { CLAUSES, type ClauseId } from './clauses.ts';

/** `warning` is for what the source asks "in principle" and for what is about to break; `no-data` says that nobody has recorded what the rule needs. */
export const VERDICTS = ['holds', 'warning', 'broken', 'no-data', 'not-applicable'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

const Instant = z.iso.datetime();
const Day = z.iso.date();
const Clause = z.enum(Object.keys(CLAUSES) as [ClauseId, ...ClauseId[]]);
const RuleId = z.string().regex(/^[a-z][a-z-]{2,39}$/);

/** How many cells have each verdict. */
const Counts = z.record(Verdict, z.number());

/** One column of the board. `inPrinciple` rules warn and never break. */
export const BoardRule = z.object({
  id: RuleId,
  title: z.string(),
  clause: Clause,
  inPrinciple: z.boolean(),
  counts: Counts,
});
export type BoardRule = z.infer<typeof BoardRule>;

/** The board below a place: at township level and below one row a village, above that one row for each place a level down. */
export const ReadBoard = z.strictObject({
  territory: TerritoryCode,
  rule: RuleId.optional(),
  /** Only rows with such a cell. */
  verdict: Verdict.optional(),
  /** Rows are villages at every level, for lists of what is broken in a county. */
  villages: z.boolean().default(false),
  /** The board as it stood at the end of this day. */
  day: Day.optional(),
  after: TerritoryCode.optional(),
  limit: z.number().int().min(1).max(200).default(100),
});
export type ReadBoard = z.input<typeof ReadBoard>;

/** A village's cell has one verdict; a row that stands for several villages has counts only. `since` is when the verdict began. */
export const BoardCell = z.object({
  rule: RuleId,
  verdict: Verdict.nullable(),
  since: Instant.nullable(),
  counts: Counts.nullable(),
});
export type BoardCell = z.infer<typeof BoardCell>;

export const Board = z.object({
  territory: z.string(),
  name: z.string(),
  /** The law of this day judges what is current. */
  lawDay: Day,
  computedAt: Instant.nullable(),
  /** Of all cells below the place, whatever the filter. */
  counts: Counts,
  rules: z.array(BoardRule),
  rows: z.array(z.object({ code: z.string(), name: z.string(), path: z.string(), villages: z.number(), cells: z.array(BoardCell) })),
  next: TerritoryCode.nullable(),
  /** The newest change below the place. */
  latest: z.object({ place: z.string(), name: z.string(), rule: RuleId, verdict: Verdict, at: Instant }).nullable(),
});
export type Board = z.infer<typeof Board>;

export const ReadCell = z.strictObject({ place: VillageCode, rule: RuleId });

/** Everything behind one cell. `act` is where the thing is put right, as a path below /office; null where the reader may not. */
export const Cell = z.object({
  place: z.string(),
  name: z.string(),
  rule: BoardRule.omit({ counts: true }),
  verdict: Verdict,
  /** The verdict in one sentence: 第 4 网格现在没有网格员. */
  sentence: z.string(),
  since: Instant.nullable(),
  facts: z.array(z.string()),
  /** What the rule rests on: the opinion's article or a law with its article and the days between which it holds; in our own words. */
  sources: z.array(z.object({ name: z.string(), article: z.string(), says: z.string(), from: Day, until: Day.nullable() })),
  /** People who could fill the gap, where the rule knows: name and why. */
  candidates: z.array(z.object({ name: z.string(), why: z.string() })),
  act: z.object({ title: z.string(), path: z.string() }).nullable(),
  /** What it said before, the newest first. `first`: then it was judged for the first time, and may have been so for long. */
  history: z.array(z.object({ from: Instant, until: Instant.nullable(), verdict: Verdict, sentence: z.string(), first: z.boolean() })),
});
export type Cell = z.infer<typeof Cell>;
