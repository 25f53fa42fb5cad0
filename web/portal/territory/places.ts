import { useMemo } from 'react';
import { useRead } from '../../kit/query.ts';

/** A place to pick; `above` names what it lies in. */
export type Division = { code: string; name: string; above?: string };

/** The region; the tree begins with its cities, since there is only one region to choose. */
const REGION = '64';

/** The places one level down. */
export function useChildren(code: string | undefined) {
  const read = useRead('territory.children', { code: code ?? REGION }, { keep: false });
  const items: Division[] = (read.data?.items ?? []).map((item) => ({ code: item.code, name: item.shortName }));
  return { items, isLoading: read.isLoading, error: read.error, refetch: read.refetch };
}

/** Villages whose name, pinyin or initials begin so. */
export function useSearch(text: string) {
  const read = useRead('territory.search', { q: text, level: 'village', limit: 20 }, { enabled: text.length > 0, keep: true });
  const items: Division[] = (read.data?.items ?? []).map((item) => ({
    code: item.code,
    name: item.shortName,
    above: item.path.split(' ').slice(-2).join(' '),
  }));
  return { items, isLoading: read.isLoading, error: read.error, refetch: read.refetch };
}

/** The public page of a place: its bodies, people, grids and contacts. */
export function usePlace(code: string | undefined) {
  return useRead('territory.place', { code: code ?? '' }, { enabled: code !== undefined });
}

/** The grids of a village, each with its worker's name. */
export function useGrids(village: string | undefined) {
  const read = usePlace(village);
  const items = (read.data?.grids ?? []).map((grid) => ({
    code: grid.code,
    name: grid.name,
    note: grid.workers.map((worker) => worker.name).join(' ') || undefined,
  }));
  return { items, isLoading: read.isLoading };
}

/** The middle of the county a village lies in: where a map begins. */
export function useCountyCentre(village: string | undefined): { lon: number; lat: number } | undefined {
  const read = useRead('territory.map', {}, { enabled: village !== undefined });
  const county = read.data?.counties.find((one) => village?.startsWith(one.code));
  return useMemo(() => (county ? { lon: county.centre[0], lat: county.centre[1] } : undefined), [county]);
}
