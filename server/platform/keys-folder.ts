import { join } from 'node:path';

/** The folder of the data folder that holds keys, and the lists of what was erased: it lies in no backup, and no restore takes it back. */
export const keysFolder = (home: string): string => join(home, 'keys');
