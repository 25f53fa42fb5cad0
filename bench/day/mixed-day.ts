import type { Random } from '../../server/demo/random.ts';
import type { City } from './city.ts';
import { makeDay } from './day.ts';
import { fieldKinds } from './field-day.ts';
import { officeKinds } from './office-day.ts';
import { portalKinds } from './portal-day.ts';
import { stepKinds } from './step-day.ts';
import type { Kind } from './traffic.ts';

/** The mixture of a working day: what residents, grid workers, stations, departments and supervisors send, by their shares of a thousand. */
export function mixedDay(city: City, random: Random): Kind[] {
  const day = makeDay(city, random);
  return [...portalKinds(day), ...fieldKinds(day), ...officeKinds(day), ...stepKinds(day)];
}
