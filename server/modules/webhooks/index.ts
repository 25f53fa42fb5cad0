export { announce } from './announce.ts';
export { webhookJobs, webhookSchedules } from './deliver.ts';
export { webhookOperations } from './operations.ts';
