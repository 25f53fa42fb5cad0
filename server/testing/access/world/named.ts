import type { PersonKey } from '../../people.ts';
import type { Subject } from '../relations.ts';

/** A subject that has a row, so an id. */
export interface Named extends Subject {
  id: string;
}

/** Calls an operation as somebody of the county. @throws Error when it is not done */
export type Done = <T>(who: PersonKey, operation: string, input: unknown) => Promise<T>;

/** The two counties of the world. */
export const COUNTIES = ['640121', '640122'] as const;
