export { open311Operations } from './clients.ts';
export { open311Retention } from './retention-store.ts';
export { open311Routes } from './routes.ts';
