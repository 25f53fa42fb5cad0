export { open311Operations } from './clients.ts';
export { open311Routes } from './routes.ts';
export { open311Jobs, open311Schedules } from './sweep.ts';
