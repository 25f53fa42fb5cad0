/** What the statistics page shows, kept in its address: a place and a period of dates. */
export interface StatisticsAddress {
  territory?: string;
  from?: string;
  until?: string;
}

const date = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

/** Reads the address leniently: what makes no sense is left out. */
export function readStatisticsAddress(search: Record<string, unknown>): StatisticsAddress {
  const territory = String(search.territory ?? '');
  return { territory: /^\d{2,15}$/.test(territory) ? territory : undefined, from: date(search.from), until: date(search.until) };
}
