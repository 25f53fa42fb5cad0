import { type RawBuilder, sql } from 'kysely';

/** One of several, as one value, for `where(column, '=', anyOf(values))`: a list of each length would be a statement of its own, planned anew on each connection. */
export const anyOf = <Value extends string | number>(values: readonly Value[]): RawBuilder<Value> => sql<Value>`any(${[...values]})`;
