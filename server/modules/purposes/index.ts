export { openPapers } from './open-papers.ts';
export { addPurpose } from './store.ts';
export { purposeJobs, purposeSchedules } from './sweep.ts';
