import { APPOINTMENT_ROLES, type AppointmentRole } from '../../../domain/accounts/roles.ts';
import { BODY_ACTS, type BodyAct } from '../../../domain/bodies/act-paths.ts';
import { BODY_KINDS, type BodyKind } from '../../../domain/bodies/body.ts';

/** What one came to do on the page of a body: `act` with its role, grid or post; a grid alone marks its posts. */
export interface BodyAddress {
  act?: BodyAct;
  role?: AppointmentRole;
  territory?: string;
  post?: string;
}

/** What one came to make in the list of bodies. */
export interface BodiesAddress {
  found?: BodyKind;
  territory?: string;
}

const place = (value: unknown): string | undefined => (/^\d{2,15}$/.test(String(value)) ? String(value) : undefined);

/** Reads the address leniently: what makes no sense is left out. */
export function readBodyAddress(search: Record<string, unknown>): BodyAddress {
  const post = String(search.post ?? '');
  return {
    act: BODY_ACTS.find((act) => act === search.act),
    role: APPOINTMENT_ROLES.find((role) => role === search.role),
    territory: place(search.territory),
    post: /^[0-9a-f-]{36}$/i.test(post) ? post : undefined,
  };
}

/** As `readBodyAddress`. */
export function readBodiesAddress(search: Record<string, unknown>): BodiesAddress {
  return { found: BODY_KINDS.find((kind) => kind === search.found), territory: place(search.territory) };
}
