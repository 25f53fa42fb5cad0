import type { Actor } from '../accounts/actor.ts';
import { type Permission, refuse, when } from '../policy/permission.ts';
import { covers, LEVEL_LENGTHS } from '../territory/code.ts';

/** The field app holds one grid: it is for those who look after one (4.2). */
export function mayCarryGrid(actor: Actor): Permission {
  if (actor.kind !== 'staff') return refuse('外勤应用只给网格员用。', '4.2');
  return when(actor.range.length === LEVEL_LENGTHS.grid, '您现在的岗位没有管一个网格，外勤应用用不上。', '4.2');
}

/** A phone is emptied by its owner or by an administrator of the place. */
export function mayWipe(actor: Actor, device: { accountId: string; territory: string }): Permission {
  if (actor.kind !== 'staff') return refuse('只有工作人员可以清空工作手机。');
  if (actor.accountId === device.accountId) return { allowed: true };
  return when(actor.role === 'administrator' && covers(actor.range, device.territory), '只能清空自己的工作手机，别人的请管理员来办。');
}
