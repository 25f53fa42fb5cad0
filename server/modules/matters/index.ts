import type { Operation } from '../../platform/operation.ts';
import { listOperations } from './operations.ts';
import { purposeOperations } from './purposes.ts';
import { stepOperations } from './step-operations.ts';

export { beginMatter, fileMatter, searchText } from './file-matter.ts';
export { matterJobs, matterSchedules } from './jobs.ts';
export { BLOCK } from './number-store.ts';
export { columnsOf, turnRow } from './projection.ts';
export { queueVersions } from './queue-store.ts';
export { demandFewWrongReceipts } from './receipt-tries.ts';
export { matterRetention } from './retention-store.ts';
export { findMatter, findMatters, listMine, type MatterRow, readActions } from './store.ts';
export { takeStep } from './take-step.ts';
export { viewMatter } from './view-matter.ts';

export const matterOperations: Operation[] = [...listOperations, ...purposeOperations, ...stepOperations];
