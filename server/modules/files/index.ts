export { fileRetention } from './retention-store.ts';
export { fileRoutes } from './routes.ts';
export { attachFiles, filesOf } from './store.ts';
export { fileJobs, fileSchedules } from './sweep.ts';
