export { jobOperations } from './operations.ts';
export { jobRetention } from './retention-store.ts';
