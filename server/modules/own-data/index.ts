export { ownDataRetention } from './retention-store.ts';
