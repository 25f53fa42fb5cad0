import { operations } from '../../operations.ts';
import { type Town, town } from '../matters.ts';
import { fillTables } from './fill.ts';
import { keepNothing } from './keep-nothing.ts';
import { type SomeAccounts, someAccounts } from './world/accounts.ts';
import { type SomeOpenings, someOpenings } from './world/emergency.ts';
import { type SomeMatters, someMatters } from './world/matters.ts';
import type { Done } from './world/named.ts';
import { type SomeOperating, someOperating } from './world/operating.ts';
import { type SomePeople, someLooks, somePeople } from './world/people.ts';
import { somePlaces } from './world/places.ts';
import { type SomeServices, someServices } from './world/services.ts';

/** The mini county with something of everything in three villages of two counties; nothing a call does to it stays. */
export interface World extends SomeMatters, SomePeople, SomeAccounts, SomeServices, SomeOperating, SomeOpenings {
  place: Town;
  /** The tables whose names the server's statements held since this was last emptied. */
  touched: Set<string>;
}

/** Builds the world through the server where a person would, straight into the tables where a timer or a phone would. */
export async function accessWorld(): Promise<World> {
  // How often one may call is another test's.
  for (const operation of operations) delete operation.perMinute;
  const place = await town();
  const done: Done = async <T>(...[who, operation, input]: Parameters<Done>): Promise<T> => {
    const { status, body } = await place.send<T>(who, operation, input);
    if (status !== 200) throw new Error(`${operation} by ${who}: ${status} ${JSON.stringify(body)}`);
    return body;
  };

  await somePlaces(place);
  const matters = await someMatters(place);
  const people = await somePeople(place);
  const world: World = {
    place,
    touched: new Set(),
    ...matters,
    ...people,
    ...(await someServices(place, done, people.households[0]?.id as string)),
    ...(await someOperating(place)),
    ...(await someOpenings(place, done)),
    ...(await someAccounts(place)),
  };
  await someLooks(people.households, done);
  await fillTables(place);
  // One open connection to start from, then nothing is kept.
  keepNothing(place.app.pool, world.touched);
  return world;
}
