import { usePlace } from './places.ts';

export type Serving = { key: string; name: string; under: string; phone: string };

/**
 * Who serves a resident: the workers of their grid when it is known, else all grid workers of the village; and the village's station.
 * Names and work phones are public by clause 4.6.
 */
export function useServing(village: string | undefined, grid: string | undefined) {
  const place = usePlace(village);
  const grids = place.data?.grids ?? [];
  const mine = grids.filter((one) => one.code === grid);
  const mineKnown = mine.some((one) => one.workers.length > 0);
  const workers: Serving[] = (mineKnown ? mine : grids).flatMap((one) =>
    one.workers.map((worker) => ({
      key: `${one.code}${worker.name}`,
      name: worker.name,
      under: one.name.startsWith(place.data?.shortName ?? '?') ? one.name : `${place.data?.shortName ?? ''} ${one.name}`,
      phone: worker.phone,
    })),
  );
  const station = place.data?.bodies.find((body) => body.kind === 'service-station');
  return { loading: place.isLoading, error: place.error, mineKnown, workers, station, place: place.data, refetch: place.refetch };
}
