import { relative } from 'node:path';

/** Counts of one stage, with the names of what failed or was skipped. */
export interface Outcome {
  passed: number;
  failed: string[];
  skipped: string[];
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Counts a vitest report; a file that could not even be loaded is one failure, so that a lost file never looks like a pass. */
export function countReport(report: VitestReport, project: string): Outcome {
  const outcome: Outcome = { passed: 0, failed: [], skipped: [] };
  for (const file of report.testResults) {
    const path = relative(project, file.name);
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') outcome.passed++;
      else if (status === 'failed') outcome.failed.push(`${path}: ${fullName}`);
      else outcome.skipped.push(`${path}: ${fullName}`);
    }
    const failedInside = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !failedInside)
      outcome.failed.push(`${path}: ${file.message.split('\n')[0] || 'the file could not be run'}`);
  }
  return outcome;
}

/** The closing line of `npm test`. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed.length)} failed, ${sum(({ skipped }) => skipped.length)} skipped`;
}
