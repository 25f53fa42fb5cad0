export { ERASED_PEOPLE, eraseAfterRestore } from './erased-people.ts';
export { ownDataJobs } from './jobs.ts';
export { ownDataOperations } from './operations.ts';
