export { jobOperations } from './operations.ts';
export { sweepJobs, sweepSchedules } from './sweep.ts';
