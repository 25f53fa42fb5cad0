import type { StaffRole } from '../accounts/roles.ts';
import type { Verdict } from './board-contract.ts';
import type { ClauseId } from './clauses.ts';
import { inForce, type Source } from './law.ts';

/** What the facts of a rule are read from; a change of a topic judges again the rules that look at it. */
export const TOPICS = ['bodies', 'grids', 'residents', 'matters'] as const;
export type Topic = (typeof TOPICS)[number];

/** What a rule judges: a village or community. */
export interface JudgedPlace {
  code: string;
  /** What people call it: 原隆村. */
  name: string;
  /** A community with a residents' committee, else a village. */
  community: boolean;
}

/** Where and when a rule judges. The law of `day` is the law of the judgement; `day` is a day of the region. */
export interface Occasion {
  place: JudgedPlace;
  day: string;
  now: Date;
  /** The sources that hold on the day. */
  sources: readonly Source[];
}

/** What a rule finds: a verdict, one sentence that says it, and the facts behind it. `path` is where it is put right, below /office, when not the place's page. */
export interface Judgement {
  verdict: Verdict;
  sentence: string;
  facts: readonly string[];
  path?: string;
}

export interface RuleDeclaration<Id extends string, Facts> {
  id: Id;
  /** What must hold, as people say it. */
  title: string;
  clause: ClauseId;
  /** What the source asks "in principle" warns and never breaks. */
  inPrinciple: boolean;
  /** The opinion and the laws it rests on, each with the days between which it holds. */
  sources: (place: JudgedPlace) => readonly Source[];
  /** The days between which the rule is asked at all. */
  from: string;
  until: string | null;
  topics: readonly Topic[];
  /** What the button to the place of action says, and who may act there. */
  act: { title: string; roles: readonly StaffRole[] };
  judge: (facts: Facts, occasion: Occasion) => Judgement;
}

export interface BoardRuleOf<Id extends string = string, Facts = never> extends Omit<RuleDeclaration<Id, Facts>, 'judge'> {
  judge: (facts: Facts, occasion: Omit<Occasion, 'sources'>) => Judgement;
}

/** The facts a rule wants, from the type of the rule. */
export type FactsOf<Rule> = Rule extends { judge: (facts: infer Facts, ...rest: never[]) => unknown } ? Facts : never;

/**
 * Declares a rule of the clause board. Outside its days it does not apply; what is asked in principle is a warning where it would be broken.
 * The judgement is pure, and the function that blocks the act (an appointment, a step) calls the same parts of it.
 */
export function rule<const Id extends string, Facts>(declaration: RuleDeclaration<Id, Facts>): BoardRuleOf<Id, Facts> {
  return {
    ...declaration,
    judge: (facts, occasion) => {
      const { day, place } = occasion;
      if (day < declaration.from || (declaration.until !== null && day > declaration.until))
        return { verdict: 'not-applicable', sentence: '这一天还没有这条要求，或者已经不再要求。', facts: [] };
      const found = declaration.judge(facts, { ...occasion, sources: inForce(declaration.sources(place), day) });
      return declaration.inPrinciple && found.verdict === 'broken' ? { ...found, verdict: 'warning' } : found;
    },
  };
}

/** What people call a verdict. */
export const VERDICT_TITLES: Record<Verdict, string> = {
  holds: '符合',
  warning: '要留意',
  broken: '不符合',
  'no-data': '还没有数据',
  'not-applicable': '不适用',
};

type Found = Omit<Judgement, 'verdict'>;
const finding =
  (verdict: Verdict) =>
  (sentence: string, facts: readonly string[] = [], path?: string): Found & { verdict: Verdict } => ({
    verdict,
    sentence,
    facts,
    ...(path ? { path } : {}),
  });

export const holds = finding('holds');
export const warns = finding('warning');
export const broken = finding('broken');
export const noData = finding('no-data');
export const notApplicable = finding('not-applicable');

const MOST_NAMED = 4;

/** Names in a sentence; more than four are counted: 第一网格、第二网格等 7 个. */
export const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join('、') : `${names.slice(0, MOST_NAMED).join('、')}等 ${names.length} 个`;

/** A share as people read it, with both numbers: 118 / 120（98.3%）. 100 % is said only of the whole. */
export function share(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : Math.floor((part / whole) * 1000) / 10;
  return `${part} / ${whole}（${percent}%）`;
}
