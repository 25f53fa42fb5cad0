export { openPapers } from './open-papers.ts';
export { purposeRetention } from './retention-store.ts';
export { addPurpose, closePurposes } from './store.ts';
