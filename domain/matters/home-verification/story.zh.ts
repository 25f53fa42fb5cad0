import { namedBody, type Tellings } from '../story.zh.ts';
import type { CheckedAnswer, ChecklistEntry, Outcome } from './checklist.ts';

export const OUTCOME_WORDS: Record<Outcome, string> = {
  checked: '已核查',
  'entry-refused': '群众不同意入户',
  'nobody-home': '家里没有人',
  'moved-away': '已搬走',
};

const FINDINGS = { 'as-known': '属实', different: '有变化', answered: '', 'not-seen': '看不到' } as const;

/** The outcome in one sentence, for the story and for the application it was asked for. */
export function outcomeTold(outcome: unknown, answers: readonly CheckedAnswer[], checklist: readonly ChecklistEntry[]): string {
  const told = answers.map(({ key, finding, value }) => {
    const question = checklist.find((entry) => entry.key === key)?.question ?? key;
    return `${question}：${[FINDINGS[finding], value].filter(Boolean).join('，')}`;
  });
  return [OUTCOME_WORDS[outcome as Outcome] ?? '', ...told].filter(Boolean).join('；');
}

/** The words of the steps only a home verification has. */
export const verificationTellings: Tellings = {
  file: (action) => ({ headline: '镇里要求入户核查', detail: `交给 ${namedBody(action)} · ${String(action.input.due)} 前` }),
  plan: (action) => ({ headline: '已安排入户', detail: `由${String(action.input.worker)}去` }),
  report: (action) => ({ headline: '核查有了结果', detail: outcomeTold(action.input.outcome, [], []) }),
  'check-again': () => ({ headline: '还要再核查' }),
  take: () => ({ headline: '镇里收下结果' }),
  'call-off': () => ({ headline: '不用核查了' }),
};
