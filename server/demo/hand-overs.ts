import type { StaffActor } from '../../domain/accounts/actor.ts';
import { contentOf } from '../../domain/matters/proxy-service/content.ts';
import type { Cast } from './cast.ts';
import { COUNTY } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';
import type { Ground, Walked } from './walk.ts';

const DAY = 86_400_000;
const WORKING_DAY = 450;
/** Further back than this the exact working minute no longer matters. */
const LONG_AGO = 8 * WORKING_DAY;

/** The papers of several residents on their way to the township: one list, signed by who brings and who receives them. */
export interface Trip {
  village: string;
  at: Date;
  carrier: StaffActor;
  /** Null while the centre has not signed. */
  receivedAt: Date | null;
  receiver: StaffActor;
}

const first = <T>(list: readonly T[], what: string): T => {
  if (!list.length) throw new Error(`nobody to act: ${what}`);
  return list[0] as T;
};

/** Who goes to the township for a village. */
export const carrierOf = (cast: Cast, village: string, grid?: string): StaffActor => {
  const workers = cast.workers(cast.stationOf(village).id, 'grid-worker', 'station-worker');
  return workers.find((actor) => grid && actor.range === grid) ?? first(workers, village);
};

/** A working moment so many working minutes ago; far back only about. */
export function workingMinutesAgo({ moments, now }: Ground, minutes: number): Date {
  if (minutes <= LONG_AGO) return moments.before(now, minutes);
  return moments.next(new Date(now.getTime() - (minutes / WORKING_DAY) * 1.45 * DAY));
}

export function tripAt(ground: Ground, village: string, minutesAgo: number, how: { signed: boolean; grid?: string }): Trip {
  const at = workingMinutesAgo(ground, minutesAgo);
  const { cast, moments } = ground;
  return {
    village,
    at,
    carrier: carrierOf(cast, village, how.grid),
    receivedAt: how.signed ? moments.after(at, [12, 40]) : null,
    receiver: first(cast.workers(cast.centre.id, 'window-clerk'), 'window'),
  };
}

/** The lists of the trips as both sides signed them, from the matters that went with them. */
export function handOverRows(random: Random, trips: readonly Trip[], walked: readonly Walked[]): DemoRow[] {
  return [...trips]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap((trip): DemoRow[] => {
      const at = trip.at.toISOString();
      const matters = walked.flatMap(({ id, number, state, taken }) => {
        const handed = taken.find(({ action }) => action.step === 'hand-in' && action.at === at);
        if (!handed || state.place.village !== trip.village) return [];
        const lost = taken.some(({ action }) => action.step === 'not-received' && action.at === trip.receivedAt?.toISOString());
        const { materials } = contentOf(handed.after);
        return { id, number, title: state.title, materials, received: trip.receivedAt ? !lost : null };
      });
      const [one] = walked.filter(({ id }) => id === matters[0]?.id);
      if (!one) return [];
      const { station, centre } = one.state;
      return [
        {
          county: COUNTY,
          id: random.id(trip.at),
          village: trip.village,
          station_id: station.id,
          station_name: station.name,
          centre_id: centre.id,
          centre_name: centre.name,
          handed_at: at,
          handed_by: trip.carrier.name,
          received_at: trip.receivedAt?.toISOString() ?? null,
          received_by: trip.receivedAt ? trip.receiver.name : null,
          matters,
        },
      ];
    });
}
