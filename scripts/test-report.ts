import { relative } from 'node:path';

/** Counts of one stage, with the names of what failed or was skipped. */
export interface Outcome {
  passed: number;
  failed: string[];
  skipped: string[];
  /** Passed on a second try, each with what went wrong on the first. */
  again: string[];
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: {
      fullName: string;
      status: string;
      /** Of every try: a test that passed holds here why it had failed before. */
      failureMessages: string[];
    }[];
  }[];
}

/** Counts a vitest report; a file that could not even be loaded is one failure, so that a lost file never looks like a pass. */
export function countReport(report: VitestReport, project: string): Outcome {
  const outcome: Outcome = { passed: 0, failed: [], skipped: [], again: [] };
  for (const file of report.testResults) {
    const path = relative(project, file.name);
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      if (status === 'passed' && failureMessages.length > 0)
        outcome.again.push(`${path}: ${fullName} (first: ${failureMessages[0]?.split('\n')[0]})`);
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

/** The closing lines of `npm test`: what was skipped, what needed a second try, what failed, and last the counts. */
export function closingLines(outcomes: readonly Outcome[]): string[] {
  const named = (word: string, names: (outcome: Outcome) => string[]) => outcomes.flatMap(names).map((name) => `${word.padEnd(7)} ${name}`);
  return [
    ...named('SKIPPED', ({ skipped }) => skipped),
    ...named('AGAIN', ({ again }) => again),
    ...named('FAILED', ({ failed }) => failed),
    counts(outcomes),
  ];
}

function counts(outcomes: readonly Outcome[]): string {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed.length)} failed, ${sum(({ skipped }) => skipped.length)} skipped`;
}
