import { appoint, correctAppointment, endAppointment } from './appointments.ts';
import { candidates, save, search, view } from './operations.ts';
import { confirmPost, reviewPosts } from './review.ts';

export { importBodies } from './import-bodies.ts';
export { bodiesForMatter, bodyRef, type PlaceBodies, placeBodies, publicWorkersOf } from './matter-store.ts';
export { bodiesOfPlace } from './present.ts';
export { bodyRetention } from './retention-store.ts';
export { bodyJobs, bodySchedules, REVIEW_JOB } from './review-jobs.ts';

export const bodyOperations = [search, view, save, candidates, appoint, correctAppointment, endAppointment, reviewPosts, confirmPost];
