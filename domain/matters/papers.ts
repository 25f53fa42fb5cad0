import type { Actor, StaffActor } from '../accounts/actor.ts';
import { every, type Permission, refuse, when } from '../policy/permission.ts';
import { conflictOf } from './conflict.ts';
import type { MatterDefinition } from './define-matter.ts';
import type { MatterState } from './state.ts';

type Concern = Parameters<typeof conflictOf>[2];
type Kind = Pick<MatterDefinition, 'worksWith'>;

const SOURCE = '个人信息保护法第二十八条';

const isWorkOf = ({ worksWith }: Kind, state: MatterState, actor: StaffActor): boolean =>
  worksWith ? worksWith(state, actor) : actor.role === 'window-clerk' && state.holder.id === actor.body.id;

/** Whether the papers and answers of a matter are the actor's work as it is: the window examines what it holds, who checks a home what they found; until the matter ends. */
export const worksWithPapers = (kind: Kind, state: MatterState, actor: Actor, concern?: Concern): boolean =>
  actor.kind === 'staff' && state.endedAt === null && isWorkOf(kind, state, actor) && conflictOf(state, actor, concern).allowed;

/** Who else may see them, by saying why: bodies that take part, dispatcher and supervisor (Personal Information Protection Law, article 28). */
export function mayOpenPapers(kind: Kind, state: MatterState, actor: Actor, concern?: Concern): Permission {
  if (actor.kind !== 'staff') return refuse('只有工作人员可以这样查看材料。');
  if (actor.role === 'administrator') return refuse('管理员不办理事项，不能看群众的材料。', undefined, SOURCE);
  const takesPart = state.participants.includes(actor.body.id) || isWorkOf(kind, state, actor);
  const business = takesPart || ['dispatcher', 'supervisor'].includes(actor.role);
  return every(conflictOf(state, actor, concern), when(business, '只有办理、分派和督查这件事的人可以看群众的材料。'));
}

/** The purpose that a touch states, as the matter and the post give it. */
export function purposeOfLook(
  { papersTitle }: Pick<MatterDefinition, 'papersTitle'>,
  state: Pick<MatterState, 'title'>,
  actor: Actor,
): string {
  const role = actor.kind === 'staff' ? actor.role : null;
  const doing = role === 'supervisor' ? '督查' : role === 'dispatcher' ? '分派' : '办理';
  return `${doing}「${state.title.slice(0, 60)}」，核对${papersTitle ?? '材料'}`;
}

/** Whose papers and answers they are: who raised it, or who lives where it looks. */
export const personsOfPapers = (row: { reporters: readonly string[]; state: Pick<MatterState, 'content'> }): readonly string[] =>
  row.reporters.length ? row.reporters.slice(0, 1) : ((row.state.content.members as string[] | undefined) ?? []);
