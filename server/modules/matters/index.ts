import type { Operation } from '../../platform/operation.ts';
import { listOperations } from './operations.ts';
import { stepOperations } from './step-operations.ts';

export { searchText } from './file-matter.ts';
export { matterJobs, matterSchedules } from './jobs.ts';
export { BLOCK } from './numbers.ts';
export { columnsOf, turnRow } from './projection.ts';

export const matterOperations: Operation[] = [...listOperations, ...stepOperations];
