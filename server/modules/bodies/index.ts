import { appoint, correctAppointment, endAppointment } from './appointments.ts';
import { candidates, save, search, view } from './operations.ts';

export { importBodies } from './import-bodies.ts';
export { bodiesForMatter, bodyRef, type PlaceBodies, placeBodies, publicWorkersOf } from './matter-store.ts';
export { bodiesOfPlace } from './present.ts';

export const bodyOperations = [search, view, save, candidates, appoint, correctAppointment, endAppointment];
