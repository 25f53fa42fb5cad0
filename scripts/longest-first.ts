import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestSequencer, TestSpecification } from 'vitest/node';

const project = fileURLToPath(new URL('..', import.meta.url));

/** What takes longest, longest first: begun at the end one of them would leave the other workers idle. A file that is not named here comes after them. */
export const LONGEST: readonly string[] = [
  'kill-harness/harness.test.ts',
  'domain/outbox/testing/simulate.test.ts',
  'server/hostile-input.test.ts',
  'server/platform/backup/backup.test.ts',
  'server/platform/backup/chain.test.ts',
  'server/canary.test.ts',
  'server/migrations/upgrades.test.ts',
  'server/modules/keys/move-indexes.test.ts',
  'server/demo/load.test.ts',
  'bench/day/day.test.ts',
  'server/patterns.test.ts',
  'e2e/office-screens.journey.ts',
  'e2e/lamp.journey.ts',
  'e2e/portal-screens.journey.ts',
  'e2e/field-screens.journey.ts',
  'e2e/catalogue.journey.ts',
  'e2e/field-services.journey.ts',
  'e2e/clauses.journey.ts',
  'e2e/field-device.journey.ts',
  'e2e/field.journey.ts',
  'e2e/services.journey.ts',
  'e2e/field-work.journey.ts',
  'e2e/paper.journey.ts',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.indexOf(relative(project, moduleId));
  return at < 0 ? LONGEST.length : at;
};

/** Orders the files of a run. Those of one project stand together, since a worker that changes from one to the other loads every module anew. */
export class LongestFirst implements TestSequencer {
  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (one, other) =>
        rank(one) - rank(other) || other.project.name.localeCompare(one.project.name) || one.moduleId.localeCompare(other.moduleId),
    );
  }

  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}
