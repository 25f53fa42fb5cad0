export { boardRoutes } from './export.ts';
export { boardJobs, boardSchedules, judgeEverythingSoon } from './jobs.ts';
export { countCounty, judgeAgain } from './judge.ts';
export { boardOperations } from './operations.ts';
export { boardRetention } from './retention-store.ts';
export { verifyBoard } from './verify-board.ts';
