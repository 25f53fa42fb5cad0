import type { BodyRef } from '../bodies/body.ts';
import { covers } from '../territory/code.ts';
import type { Role, StaffRole } from './roles.ts';

/** Who acts: an account wearing one hat, a resident (for themselves or their family), a receipt holder, anyone, or the system. */
export type Actor =
  | {
      kind: 'staff';
      accountId: string;
      personId: string;
      name: string;
      role: StaffRole;
      appointmentId: string;
      body: BodyRef;
      range: string;
    }
  | { kind: 'resident'; accountId: string; personId: string; name: string; persons: string[]; county: string }
  | { kind: 'receipt'; receipt: string }
  | { kind: 'anyone' }
  | { kind: 'system'; name: string; county?: string };

export type StaffActor = Extract<Actor, { kind: 'staff' }>;

/** The role an operation's declaration is asked about. */
export function roleOf(actor: Actor): Role {
  switch (actor.kind) {
    case 'staff':
      return actor.role;
    case 'resident':
      return 'resident';
    case 'receipt':
      return 'receipt-holder';
    case 'anyone':
      return 'anyone';
    case 'system':
      return 'system';
  }
}

/** Offices and departments serve a whole township or county, yet see only what they take part in: their range opens no rows. */
const SEES_BY_PART: readonly StaffRole[] = ['office-staff', 'department-staff'];

/** The territory whose rows are open to this member of staff; empty for none. */
export function openRange(actor: StaffActor): string {
  return SEES_BY_PART.includes(actor.role) ? '' : actor.range;
}

/** Whether a place lies in the territory open to the actor. */
export function inRange(actor: Actor, territory: string): boolean {
  return actor.kind === 'staff' && covers(openRange(actor), territory);
}

/** The six digits that lead the keys of what this actor writes; `000000` for those who belong to no county. */
export function countyOfActor(actor: Actor): string {
  if (actor.kind === 'staff') return actor.body.territory.slice(0, 6).padEnd(6, '0');
  if (actor.kind === 'resident') return actor.county;
  if (actor.kind === 'system') return actor.county ?? '000000';
  return '000000';
}
