export { boardRoutes } from './export.ts';
export { boardJobs, boardSchedules, judgeEverythingSoon } from './jobs.ts';
export { judgeAgain } from './judge.ts';
export { boardOperations } from './operations.ts';
