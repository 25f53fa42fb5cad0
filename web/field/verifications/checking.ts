import type { CheckedAnswer, ChecklistEntry, Outcome } from '../../../domain/matters/home-verification/checklist.ts';
import { newCommandId } from '../../kit/call.ts';
import type { Photo } from '../../kit/photo-picker.tsx';
import { type DayMatter, mattersOf } from '../matters/matters-of-day.ts';
import type { OpenState } from '../shell/state.ts';

/** The result of a visit being written. No place is taken, and no photo is asked for. */
export interface Checking {
  commandId: string;
  outcome?: Outcome | undefined;
  /** Answers by the key of their entry. */
  answers: Readonly<Record<string, { finding?: CheckedAnswer['finding'] | undefined; value: string }>>;
  words: string;
  onPaper: boolean;
  photos: Photo[];
}

export const newChecking = (): Checking => ({ commandId: newCommandId(), answers: {}, words: '', onPaper: false, photos: [] });

export const hasContent = ({ outcome, words, photos, answers }: Checking): boolean =>
  Boolean(outcome || words.trim() || photos.length > 0 || Object.keys(answers).length > 0);

/** The verifications the worker's station has to answer, the most urgent first. */
export const verificationsOf = (open: Pick<OpenState, 'parts'>): DayMatter[] =>
  mattersOf(open)
    .filter(({ kind, mine, state }) => kind === 'home-verification' && mine && state !== null)
    .sort((one, other) => (one.deadlines.answer ?? '9').localeCompare(other.deadlines.answer ?? '9'));

/** What is asked, and whose door it is about. */
export function askedOf(matter: DayMatter): { checklist: ChecklistEntry[]; household: string | undefined } {
  const { checklist, household } = (matter.state as { content: { checklist?: ChecklistEntry[]; household?: string } }).content;
  return { checklist: checklist ?? [], household };
}

/** The answers given, in the order of the checklist; nothing where nobody was let in. */
export function answersOf({ outcome, answers }: Checking, checklist: readonly ChecklistEntry[]): CheckedAnswer[] {
  if (outcome !== 'checked') return [];
  return checklist.flatMap(({ key }) => {
    const { finding, value = '' } = answers[key] ?? {};
    if (!finding) return [];
    return [{ key, finding, value: finding === 'different' || finding === 'answered' ? value.trim() : '' }];
  });
}

/** What is missing before it can be reported: the outcome, or of a finished check an answer or its words, by key. */
export function faultsOf(
  checking: Checking,
  checklist: readonly ChecklistEntry[],
): { outcome?: true; answers: Record<string, 'answer' | 'value'> } {
  const given = answersOf(checking, checklist);
  const answers: Record<string, 'answer' | 'value'> = {};
  for (const { key } of checking.outcome === 'checked' ? checklist : []) {
    const answer = given.find((one) => one.key === key);
    if (!answer) answers[key] = 'answer';
    else if ((answer.finding === 'different' || answer.finding === 'answered') && !answer.value) answers[key] = 'value';
  }
  return { ...(!checking.outcome && { outcome: true }), answers };
}
