import { type Actor, inRange } from '../accounts/actor.ts';
import type { StaffRole } from '../accounts/roles.ts';
import { REGISTER_KEEPERS } from '../people/permissions.ts';
import { covers } from '../territory/code.ts';
import type { Verdict } from './board-contract.ts';
import { type Permission, when } from './permission.ts';
import type { BoardRuleOf } from './rule.ts';

/** Whether someone may read the board of a place: staff, within the place they serve; who serves a grid reads the board of its village. */
export function mayReadBoard(actor: Actor, territory: string): Permission {
  return when(actor.kind === 'staff' && covers(actor.range.slice(0, 12), territory), '只能看您服务的地方的条款看板。');
}

/** Who may act at a place of action, whatever the rule, by how its path begins; elsewhere all whom the rule names. */
const ACTORS_AT: readonly [begins: string, roles: readonly StaffRole[]][] = [
  ['/bodies?', ['administrator']],
  ['/bodies/', ['administrator', 'station-head']],
  ['/places/', ['administrator', 'station-head']],
  ['/people', REGISTER_KEEPERS],
];

const actsAt = (role: StaffRole, path: string): boolean =>
  ACTORS_AT.find(([begins]) => path.startsWith(begins))?.[1].includes(role) ?? true;

/** Whether someone may put right what a rule found in a place: the rule and the place of action say which posts may, each in their own range. */
export const mayPutRight = (actor: Actor, rule: Pick<BoardRuleOf, 'act'>, village: string, verdict: Verdict, path: string): boolean =>
  verdict !== 'holds' &&
  verdict !== 'not-applicable' &&
  actor.kind === 'staff' &&
  rule.act.roles.includes(actor.role) &&
  actsAt(actor.role, path) &&
  (inRange(actor, village) || actor.range.startsWith(village));
