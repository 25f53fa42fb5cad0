/** Longer lists are as long as they are: the driver takes 65,535 values. */
const MOST_FILLED = 256;

/**
 * Values for `where(column, 'in', …)`, the last one repeated up to the next power of two. A list of each length is a statement of its own, which every connection
 * plans and keeps; eight lengths do for a hundred values. (One array instead would be planned anew each time: PostgreSQL takes it for ten values.)
 */
export function filledUp<Value>(values: readonly Value[]): Value[] {
  const last = values.at(-1);
  if (last === undefined || values.length > MOST_FILLED) return [...values];
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array<Value>(length - values.length).fill(last)];
}
