import type { StaffRole } from '../../domain/accounts/roles.ts';
import type { Random } from '../../server/demo/random.ts';
import type { City, HeldMatter, Worker } from './city.ts';
import { Pool, requestsFrom } from './errands.ts';

/** What the errands of a day share: who there is, who works where, and the matters under way, each in one hand at a time. */
export interface Day {
  city: City;
  random: Random;
  requests: ReturnType<typeof requestsFrom>;
  of(role: StaffRole): Worker;
  /** Somebody at a desk of a body: of a centre its dispatcher, of a station not its grid workers. */
  at(body: string): Worker;
  matters: { [Stage in keyof City['matters']]: Pool<HeldMatter> };
  /** Receipts there are, old and new. */
  receipts: string[];
}

/** A day in a city; `random` says what comes when. */
export function makeDay(city: City, random: Random): Day {
  const byRole = new Map<string, Worker[]>();
  const byBody = new Map<string, Worker[]>();
  for (const worker of city.workers) {
    byRole.set(worker.role, [...(byRole.get(worker.role) ?? []), worker]);
    if (worker.role !== 'grid-worker' && worker.role !== 'window-clerk')
      byBody.set(worker.body, [...(byBody.get(worker.body) ?? []), worker]);
  }
  const stages = Object.entries(city.matters) as [keyof City['matters'], HeldMatter[]][];
  return {
    city,
    random,
    requests: requestsFrom(random),
    of: (role) => random.pick(byRole.get(role) ?? []),
    at: (body) => random.pick(byBody.get(body) ?? []),
    matters: Object.fromEntries(stages.map(([stage, list]) => [stage, new Pool(list)])) as unknown as Day['matters'],
    receipts: [...city.matters.answered, ...city.matters.toSignAtStation].map(({ receipt }) => receipt),
  };
}
