import { z } from 'zod';
import { allow, type Permission, refuse } from '../../policy/permission.ts';
import type { MatterState } from '../state.ts';

/** One thing to check; `known` is what we hold already, with its source, to be confirmed or corrected. */
export const ChecklistEntry = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  question: z.string().trim().min(2, '请写明要核查什么').max(120),
  known: z
    .strictObject({ value: z.string().max(200), source: z.string().max(60) })
    .nullable()
    .default(null),
});
export type ChecklistEntry = z.infer<typeof ChecklistEntry>;

/** How a visit ended. That entry was refused or nobody was there is a result, not a failure of the worker. */
export const OUTCOMES = ['checked', 'entry-refused', 'nobody-home', 'moved-away'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CheckedAnswers = z
  .array(
    z.strictObject({
      key: z.string().max(40),
      finding: z.enum(['as-known', 'different', 'answered', 'not-seen']),
      value: z.string().trim().max(200).default(''),
    }),
  )
  .max(20)
  .meta({ examples: [[{ key: 'lives-here', finding: 'as-known', value: '' }]] });
export type CheckedAnswer = z.infer<typeof CheckedAnswers>[number];

const checklistOf = (state: MatterState): ChecklistEntry[] => (state.content.checklist as ChecklistEntry[] | undefined) ?? [];

/** A finished check answers every entry and nothing else; what differs says how. Without entry nothing need be answered. */
export function answersFit(state: MatterState, outcome: string | undefined, answers: readonly CheckedAnswer[] | undefined): Permission {
  if (!answers || !outcome) return allow;
  const asked = checklistOf(state).map(({ key }) => key);
  if (answers.some(({ key }) => !asked.includes(key))) return refuse('核查项目不对，请刷新后再填。', '2.4');
  if (answers.some(({ finding, value }) => (finding === 'different' || finding === 'answered') && !value))
    return refuse('有变化的项目请写明实际情况。', '2.4');
  const open = outcome === 'checked' ? asked.filter((key) => !answers.some((answer) => answer.key === key)) : [];
  return open.length ? refuse(`还有 ${open.length} 项没有核查。`, '2.4') : allow;
}
