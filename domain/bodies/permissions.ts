import { type Actor, inRange } from '../accounts/actor.ts';
import type { AppointmentRole } from '../accounts/roles.ts';
import { allow, every, type Permission, refuse, when } from '../policy/permission.ts';
import { LEVEL_LENGTHS } from '../territory/code.ts';
import { type BodyKind, levelOf } from './body.ts';

/** What a station's head may fill: the posts of the own station. All others are the administrator's. */
export const STATION_POSTS: readonly AppointmentRole[] = ['grid-worker', 'station-worker'];

/** Whether the actor may give or end a post of this kind in this body. */
export function mayFillPost(actor: Actor, body: { id: string; territory: string }, role: AppointmentRole): Permission {
  const ownStation = actor.kind === 'staff' && actor.role === 'station-head';
  return every(
    when(inRange(actor, body.territory), '只能任免您管的地区的人员。'),
    when(
      !ownStation || (body.id === actor.body.id && STATION_POSTS.includes(role)),
      '站长只能任免本站的站务员和网格员，其他职务请管理员办理。',
      '2.3',
    ),
  );
}

/** Whether the actor may say that a post is still needed: whoever fills it, nobody for themselves (Personal Information Protection Law, article 51). */
export function mayConfirmPost(
  actor: Actor,
  body: { id: string; territory: string },
  post: { role: AppointmentRole; personId: string; confirmedAt: Date | null },
): Permission {
  return every(
    mayFillPost(actor, body, post.role),
    actor.kind === 'staff' && actor.personId !== post.personId
      ? allow
      : refuse('自己的岗位不能自己确认，请上一级或者别的管理员来确认。', undefined, '个人信息保护法第五十一条'),
    when(post.confirmedAt === null, '这个岗位今年已经确认过了。'),
  );
}

/** Who reads whether a member of a supervision committee is a woman: the administrator who puts it right, nobody else (5.3). */
export const mayReadWoman = (actor: Actor, body: { territory: string }): boolean =>
  actor.kind === 'staff' && actor.role === 'administrator' && inRange(actor, body.territory);

/** Whether a body may be made or changed: within the actor's range, and at the level its kind belongs to. */
export function maySaveBody(actor: Actor, body: { kind: BodyKind; territory: string }, before: { territory: string } | null): Permission {
  return every(
    when(inRange(actor, body.territory) && (before === null || inRange(actor, before.territory)), '只能改您管的地区的单位。'),
    when(fitsLevel(body), '这类单位不设在这一级，请换一个地区。', '1.1'),
  );
}

/** A village's bodies lie in a village, a township's in a township, and so on. */
export const fitsLevel = (body: { kind: BodyKind; territory: string }): boolean =>
  body.territory.length === LEVEL_LENGTHS[levelOf(body.kind)];
