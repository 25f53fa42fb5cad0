import { expect, test } from 'vitest';
import { answersFit, type ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import type { MatterState } from '../../../domain/matters/state.ts';
import { answersOf, type Checking, faultsOf, newChecking } from './checking.ts';

const checklist: ChecklistEntry[] = [
  { key: 'lives-here', question: '是否常住', known: { value: '全家常住', source: '居民信息' } },
  { key: 'members', question: '家里几口人', known: { value: '4 人', source: '居民信息' } },
  { key: 'question-1', question: '房屋是否有人居住', known: null },
];
const checking = (more: Partial<Checking>): Checking => ({ ...newChecking(), ...more });
const answers = {
  'lives-here': { finding: 'as-known' as const, value: '以前写的' },
  members: { finding: 'different' as const, value: ' 3 人 ' },
  'question-1': { finding: 'not-seen' as const, value: '' },
};
const state = { content: { checklist } } as unknown as MatterState;

test('what the phone lets through the rule lets through, and the other way round', () => {
  const cases: Checking[] = [
    checking({ outcome: 'checked', answers }),
    checking({ outcome: 'checked', answers: { ...answers, members: { finding: 'different', value: ' ' } } }),
    checking({ outcome: 'checked', answers: { members: answers.members } }),
    checking({ outcome: 'nobody-home', answers: { members: answers.members } }),
  ];
  for (const one of cases) {
    const fits = answersFit(state, one.outcome, answersOf(one, checklist)).allowed;
    expect(Object.keys(faultsOf(one, checklist).answers).length === 0, JSON.stringify(one.answers)).toBe(fits);
  }
  expect(cases.map((one) => Object.values(faultsOf(one, checklist).answers))).toEqual([[], ['value'], ['answer', 'answer'], []]);
});

test('the words of a finding that needs none are not sent, and where nobody was let in nothing is', () => {
  expect(answersOf(checking({ outcome: 'checked', answers }), checklist)).toEqual([
    { key: 'lives-here', finding: 'as-known', value: '' },
    { key: 'members', finding: 'different', value: '3 人' },
    { key: 'question-1', finding: 'not-seen', value: '' },
  ]);
  expect(answersOf(checking({ outcome: 'entry-refused', answers }), checklist)).toEqual([]);
  expect(faultsOf(checking({ answers }), checklist).outcome).toBe(true);
});
