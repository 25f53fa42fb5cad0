export { announce } from './announce.ts';
export { webhookJobs } from './deliver.ts';
export { webhookOperations } from './operations.ts';
export { webhookRetention } from './retention-store.ts';
