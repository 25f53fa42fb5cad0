import type { ClauseId } from './clauses.ts';

/** What a parameter counts in. Times of day are minutes after midnight in the region's time zone. */
export type ParameterUnit = 'working-days' | 'days' | 'minutes' | 'hours' | 'minute-of-day' | 'month' | 'count' | 'metres' | 'choice';

export interface ParameterDefinition {
  title: string;
  unit: ParameterUnit;
  /** Value used until someone with the right sets another from a date on. */
  initial: number;
  min: number;
  max: number;
  /** The words of a choice; its value is their index. */
  choices?: readonly string[];
  /** Law and article, clause of the opinion, or "set by the county". */
  source: string;
  clause?: ClauseId;
}

/** The source of a number that no law gives. */
export const COUNTY = '县里规定';
