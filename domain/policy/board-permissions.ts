import { type Actor, inRange } from '../accounts/actor.ts';
import { covers } from '../territory/code.ts';
import type { Verdict } from './board-contract.ts';
import { type Permission, when } from './permission.ts';
import type { BoardRuleOf } from './rule.ts';

/** Whether someone may read the board of a place: staff, within the place they serve; who serves a grid reads the board of its village. */
export function mayReadBoard(actor: Actor, territory: string): Permission {
  return when(actor.kind === 'staff' && covers(actor.range.slice(0, 12), territory), '只能看您服务的地方的条款看板。');
}

/** Whether someone may put right what a rule found in a place: the rule says which posts may, each in their own range. */
export const mayPutRight = (actor: Actor, rule: Pick<BoardRuleOf, 'act'>, village: string, verdict: Verdict): boolean =>
  verdict !== 'holds' &&
  verdict !== 'not-applicable' &&
  actor.kind === 'staff' &&
  rule.act.roles.includes(actor.role) &&
  (inRange(actor, village) || actor.range.startsWith(village));
