import { MATTER_KINDS } from '../matters/kinds.ts';
import { BOARD_RULES } from './board-rules.ts';
import { CLAUSES, type ClauseId } from './clauses.ts';

/** How a clause is carried out: judged by a rule of the board, served by a feature, done by people, or nothing yet. */
export const COVERINGS = ['rule', 'feature', 'by-hand', 'nothing-yet'] as const;
export type Covering = (typeof COVERINGS)[number];

export interface CoveredClause {
  clause: ClauseId;
  mechanism: string;
  covered: Covering;
  /** Rules of the clause board that judge it. */
  rules: string[];
  /** Kinds of matter that are it, or whose steps rest on it. */
  matters: string[];
  /** Operations that serve it. */
  operations: string[];
  /** Why people do it without Linli. */
  byHand: string | null;
}

/** What people do and a program should not: the day is past, or the work is a judgement among people. */
const BY_HAND: Partial<Record<ClauseId, string>> = {
  '6.5': 'Linli records nobody’s ethnic group; its pages and activities are open to everyone, and the living together is people’s own.',
  '14.5': 'The plans were due on 2017-10-31, before Linli; they lie with the offices that filed them.',
};

/** Signing in, audit, jobs, sending and settings carry every clause and fulfil none alone. */
const CARRYING: readonly string[] = ['accounts', 'audit', 'field', 'jobs', 'messages', 'ownData', 'policy'];

/** Every clause of the opinion with what carries it out, derived from the rules, the kinds of matter and the operations themselves. */
export function policyCoverage(operations: readonly { name: string; clause: ClauseId }[]): CoveredClause[] {
  return (Object.keys(CLAUSES) as ClauseId[]).map((clause) => {
    const rules = BOARD_RULES.filter((rule) => rule.clause === clause).map(({ id }) => id);
    const matters = MATTER_KINDS.filter(
      (kind) => kind.clause === clause || Object.values(kind.steps).some((step) => step.clause === clause),
    ).map(({ kind }) => kind);
    const serving = operations
      .filter((operation) => operation.clause === clause && !CARRYING.includes(operation.name.split('.')[0] ?? ''))
      .map(({ name }) => name);
    const byHand = BY_HAND[clause] ?? null;
    const covered = rules.length ? 'rule' : matters.length || serving.length ? 'feature' : byHand ? 'by-hand' : 'nothing-yet';
    return { clause, mechanism: CLAUSES[clause], covered, rules, matters, operations: serving, byHand };
  });
}

/** How many clauses are covered in which way. */
export const countCoverings = (clauses: readonly CoveredClause[]): Record<Covering, number> =>
  Object.fromEntries(COVERINGS.map((covering) => [covering, clauses.filter(({ covered }) => covered === covering).length])) as Record<
    Covering,
    number
  >;

const TITLES: Record<Covering, string> = { rule: 'rule', feature: 'feature', 'by-hand': 'by hand', 'nothing-yet': 'nothing yet' };
const MOST_OPERATIONS = 6;

/** What carries a clause out, in a few words. */
export function carriedBy({ rules, matters, operations, byHand }: CoveredClause): string {
  const shown = operations.slice(0, MOST_OPERATIONS).join(', ');
  const more = operations.length > MOST_OPERATIONS ? ` and ${operations.length - MOST_OPERATIONS} more` : '';
  return [
    ...(rules.length ? [`board: ${rules.join(', ')}`] : []),
    ...(matters.length ? [`matters: ${matters.join(', ')}`] : []),
    ...(operations.length ? [`${shown}${more}`] : []),
    ...(byHand ? [byHand] : []),
  ].join('; ');
}

/** One sentence of all 81. */
export function coverageSentence(clauses: readonly CoveredClause[]): string {
  const counts = countCoverings(clauses);
  return `Of ${clauses.length} clauses ${counts.rule} are judged by a rule, ${counts.feature} served by a feature, ${counts['by-hand']} done by hand, ${counts['nothing-yet']} have nothing yet.`;
}

/** The page `docs/generated/policy-coverage.md`. */
export function coveragePage(clauses: readonly CoveredClause[]): string {
  const lines = clauses.map((one) => `| ${one.clause} | ${one.mechanism} | ${TITLES[one.covered]} | ${carriedBy(one)} |`);
  return [
    '# What carries out each clause',
    '',
    'Written by `npm run generate` from the rules of the clause board, the kinds of matter and the operations; `linli policy coverage` prints the same.',
    '',
    coverageSentence(clauses),
    '',
    '| clause | mechanism | covered by | what |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

/** A line for the terminal. */
export const coverageLine = (one: CoveredClause): string =>
  `${one.clause.padEnd(5)} ${TITLES[one.covered].padEnd(12)} ${one.mechanism}${carriedBy(one) ? `\n${' '.repeat(19)}${carriedBy(one)}` : ''}`;
