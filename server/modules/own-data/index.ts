export { ownDataJobs } from './jobs.ts';
export { ownDataOperations } from './operations.ts';
