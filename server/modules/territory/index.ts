import { children, grids, map, place, saveGrid, search } from './operations.ts';

export { importDivisions } from './import-divisions.ts';
export { gridExists, shortNames } from './name-store.ts';
export { placeName, placeNames } from './place-name.ts';
export { type PlaceRow, pathCodes, placesOf } from './store.ts';

export const territoryOperations = [search, children, place, grids, saveGrid, map];
