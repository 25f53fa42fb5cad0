export { retentionJobs, retentionSchedules } from './jobs.ts';
export { carryOut, dryRun, type RetentionReport, retentionDue } from './report.ts';
