import { expect, test } from 'vitest';
import { countCoverings, coverageSentence, policyCoverage } from './coverage.ts';

const coverage = policyCoverage([
  { name: 'people.save', clause: '4.3' },
  { name: 'audit.search', clause: '1.4' },
]);
const of = (clause: string) => coverage.find((one) => one.clause === clause);

test('names all 81 clauses once, and every one has its covering', () => {
  expect(coverage).toHaveLength(81);
  expect(Object.values(countCoverings(coverage)).reduce((sum, n) => sum + n, 0)).toBe(81);
  expect(coverageSentence(coverage)).toMatch(/^Of 81 clauses /);
});
test('a rule comes before a feature, a feature before what people do', () => {
  expect(of('4.8')).toMatchObject({ covered: 'rule', rules: ['matters-on-time'], matters: expect.arrayContaining(['appeal']) });
  expect(of('4.3')).toMatchObject({ covered: 'feature', operations: ['people.save'] });
  expect(of('14.5')?.covered).toBe('by-hand');
  expect(of('13.2')?.covered).toBe('nothing-yet');
});
test('what carries every clause fulfils none', () => expect(of('1.4')).toMatchObject({ covered: 'nothing-yet', operations: [] }));
