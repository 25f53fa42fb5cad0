import { z } from 'zod';

/** Where a page of a list in time order ends: the instant and the id of its last row. */
export interface PagePoint {
  at: string;
  id: string;
}

const POINT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The `after` of a request, as the answer before gave it in `next`. */
export const AfterPoint = z
  .string()
  .max(80)
  .refine((text) => POINT.test(text) && !Number.isNaN(Date.parse(text.slice(0, 24))), '翻页位置不对，请从第一页看起')
  .transform((text): PagePoint => ({ at: text.slice(0, 24), id: text.slice(25) }));

/**
 * One page of rows that were read with one more than asked for.
 * @returns the rows of the page, and where the next begins or null
 */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => Date,
): { page: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, next: last ? `${at(last).toISOString()}~${last.id}` : null };
}
