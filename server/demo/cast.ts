import type { StaffActor } from '../../domain/accounts/actor.ts';
import type { StaffRole } from '../../domain/accounts/roles.ts';
import type { BodyRef } from '../../domain/bodies/body.ts';
import type { DutyBody } from '../../domain/matters/appeal/duty-body.ts';
import { type DemoBody, refOf } from './bodies.ts';
import { TOWNSHIP } from './places.ts';

/** Who acts in matters of Minning: its bodies and those who sign in for them. */
export interface Cast {
  centre: BodyRef;
  stationOf(village: string): BodyRef;
  /** The body that carries a duty above the village. */
  bearer(duty: DutyBody): BodyRef;
  /** Those who sign in for a body, personas first. */
  workers(bodyId: string, ...roles: StaffRole[]): StaffActor[];
  supervisor: StaffActor;
}

export function makeCast(bodies: readonly DemoBody[], staff: readonly StaffActor[], personaIds: ReadonlySet<string>): Cast {
  const inMinning = (body: DemoBody) => body.territory === TOWNSHIP;
  const found = (what: string, body: DemoBody | undefined): BodyRef => {
    if (!body) throw new Error(`no body for ${what}`);
    return refOf(body);
  };
  const workers = new Map<string, StaffActor[]>();
  for (const actor of [...staff].sort((one, other) => Number(personaIds.has(other.personId)) - Number(personaIds.has(one.personId)))) {
    workers.set(actor.body.id, [...(workers.get(actor.body.id) ?? []), actor]);
  }
  const supervisor = staff.find((actor) => actor.role === 'supervisor');
  if (!supervisor) throw new Error('no supervisor');
  return {
    supervisor,
    centre: found(
      'centre',
      bodies.find((body) => inMinning(body) && body.kind === 'township-centre'),
    ),
    stationOf: (village) =>
      found(
        `station of ${village}`,
        bodies.find((body) => body.territory === village && body.kind === 'service-station'),
      ),
    bearer: (duty) =>
      found(
        duty,
        bodies.find((body) => body.department === duty && (body.kind === 'county-department' || inMinning(body))),
      ),
    workers: (bodyId, ...roles) => (workers.get(bodyId) ?? []).filter((actor) => !roles.length || roles.includes(actor.role)),
  };
}
