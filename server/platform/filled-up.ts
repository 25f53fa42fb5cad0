/**
 * Values for `where(column, 'in', …)`, the last one repeated up to the next power of two. A list of each length is a statement of its own, which every connection
 * plans and keeps; seven lengths do for a hundred values. (One array instead would be planned anew each time: PostgreSQL takes it for ten values.)
 */
export function filledUp<Value>(values: readonly Value[]): Value[] {
  const last = values.at(-1);
  if (last === undefined) return [];
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array<Value>(length - values.length).fill(last)];
}
