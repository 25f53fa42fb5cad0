import { type Actor, inRange } from '../../../domain/accounts/actor.ts';
import { type AppointmentRole, ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { mayFillPost } from '../../../domain/bodies/permissions.ts';
import type { Cell } from '../../../domain/policy/board-contract.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { gridsWithoutWorker, holdersOf } from './read-store.ts';

interface Looking {
  tx: Tx;
  actor: Actor;
  village: string;
  rule: string;
  /** The station whose post is to be filled. */
  stationId: string;
  today: string;
  audit: (entry: AuditEntry) => void;
}

const HEADS: readonly AppointmentRole[] = ['party-secretary', 'committee-director'];
const WORKERS: readonly AppointmentRole[] = ['group-head', 'committee-director', 'committee-deputy', 'committee-member'];

/**
 * Who could fill the gap a rule found, for those who may fill the post; for all others nobody. Each look at the people of a village is noted.
 * Clauses 2.3 and 4.2: the head of a station is secretary or director, a grid worker is of the committee and lives in the grid.
 */
export async function candidatesFor(looking: Looking): Promise<Cell['candidates']> {
  const { tx, actor, village, rule, today, audit } = looking;
  const role = rule === 'station-head' ? 'station-head' : rule === 'grid-staffing' ? 'grid-worker' : null;
  if (!role || !inRange(actor, village) || actor.kind !== 'staff' || !['administrator', 'station-head'].includes(actor.role)) return [];
  if (!mayFillPost(actor, { id: looking.stationId, territory: village }, role).allowed) return [];
  const gaps = role === 'grid-worker' ? await gridsWithoutWorker(tx, village, today) : [];
  const holders = await holdersOf(tx, village, role === 'station-head' ? HEADS : WORKERS, today);
  const fitting = role === 'station-head' ? holders : holders.filter(({ livesIn }) => livesIn !== null && gaps.includes(livesIn));
  for (const personId of new Set(fitting.map((holder) => holder.personId)))
    audit({ kind: 'look', county: countyOf(village), territory: village, personId, purpose: '选任人员', detail: { rule } });
  return fitting.map(({ name, role: post, gridName }) => ({
    name,
    why:
      role === 'station-head'
        ? `现任${ROLE_TITLES[post as AppointmentRole]}`
        : `${ROLE_TITLES[post as AppointmentRole]}，住在${gridName ?? ''}`,
  }));
}
