import type { Operation } from '../../platform/operation.ts';
import { keepOperations } from './keep.ts';
import { readOperations } from './read.ts';

export { CATALOGUE_COLUMNS, importCatalogue } from './import-catalogue.ts';
export { itemsToCollect } from './items-to-collect.ts';
export { itemAt } from './read.ts';

export const serviceOperations: Operation[] = [...readOperations, ...keepOperations];
