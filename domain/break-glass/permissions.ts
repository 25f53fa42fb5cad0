import { type Actor, inRange, type StaffActor } from '../accounts/actor.ts';
import type { StaffRole } from '../accounts/roles.ts';
import { allow, every, type Permission, refuse, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';
import type { GlassState } from './contract.ts';
import { areOneFamily, type HomeTies, isComplainedOf, isNear, type StaffCircle } from './ties.ts';

const SOURCE = '个人信息保护法第十三条第一款第四项';
const OVERSIGHT = '个人信息保护法第五十一条';

/** Who may ask: whoever comes to people in need. Supervisors review, administrators have no business with residents. */
export const GLASS_ASKERS: readonly StaffRole[] = [
  ...(['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'office-staff', 'department-staff'] as const),
];
/** Who may be the second person. */
export const GLASS_SECONDS: readonly StaffRole[] = ['dispatcher', 'supervisor'];
/** Who finds a resident of the own range in the register without any of this. */
const READS_REGISTER: readonly StaffRole[] = ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher'];

/** Off until the county switches it on: `minutes` is the parameter of the county on the day. */
export const isSwitchedOn = (minutes: number): Permission =>
  when(minutes > 0, '本县没有启用紧急查看。有人有危险请先打 110、119 或 120，再找村里的网格员和服务站。');

/** Whether somebody may ask for anybody, before anybody is looked for. */
export const mayAsk = (today: { minutes: number; asked: number; most: number }): Permission =>
  every(
    isSwitchedOn(today.minutes),
    when(today.asked < today.most, `您今天已经申请了 ${today.asked} 次，到上限了。还要紧急查看，请同事来申请，或者直接找当地的网格员。`),
  );

/** Whether somebody may ask for this person. That the person complained of the asker is not said here, or asking would tell it: the second person is told. */
export const mayAskAbout = (actor: Actor, person: { territory: string; ties: HomeTies }, circle: StaffCircle): Permission =>
  every(
    isNear(circle, person.ties) ? refuse('不能紧急查看自己、家里人和本单位的人，请别的单位的同事来申请。', undefined, SOURCE) : allow,
    when(
      !(actor.kind === 'staff' && READS_REGISTER.includes(actor.role) && inRange(actor, person.territory)),
      '这个人在您管的范围里，直接到“居民”里查就行，不用申请。',
    ),
  );

/** The one who asked, as the request keeps it. */
export interface Asker {
  accountId: string;
  bodyId: string;
  role: string;
  range: string;
  /** Whether the unit of whoever shall be the second person lies below the asker's own. */
  leadsSecond: boolean;
  circle: StaffCircle;
}

/**
 * Whether somebody may be the second person: not below the asker, not the same natural person or family, not the same post of the same unit, without ties to the person, and where the person did not complain of the asker (Personal Information Protection
 * Law, article 51).
 */
export function mayBeSecond(
  actor: StaffActor,
  asker: Asker,
  person: { territory: string; ties: HomeTies } | null,
  circle: StaffCircle,
): Permission {
  if (!person) return refuse('这个人已经不在登记里了，没有可以查看的。');
  return every(
    when(!areOneFamily(circle, asker.circle), '申请人和同意人不能是同一个人，也不能是一家人，请别的同事来确认。'),
    when(
      actor.body.id !== asker.bodyId || actor.role !== asker.role,
      '您和申请人在同一个单位、同一个岗位，请督查员或者别的单位的分派员来确认。',
    ),
    when(
      actor.range.length <= asker.range.length && !asker.leadsSecond,
      '要由申请人的同级或者上级来确认，您的单位是申请人单位的下级，请县里的督查员确认。',
    ),
    isNear(circle, person.ties) || isComplainedOf(circle, person.ties)
      ? refuse('这个人和您或您的单位有关系，不能由您确认，请别的同事来确认。', undefined, OVERSIGHT)
      : allow,
    isNear(asker.circle, person.ties) || isComplainedOf(asker.circle, person.ties)
      ? refuse('这个人和申请人或申请人的单位有关系，不能由申请人查看。请写明不同意，让别的单位来申请。', undefined, OVERSIGHT)
      : allow,
  );
}

/** To say no it is enough not to be the asker, under whichever account, nor one of their family. */
export const mayDecline = (circle: StaffCircle, asker: StaffCircle): Permission =>
  when(!areOneFamily(circle, asker), '这是您自己或家里人的申请，请别的同事来回答。');

const NOT_WAITING: Record<Exclude<GlassState, 'waiting'>, string> = {
  lapsed: '这次申请等得太久，已经过期了。还需要的话，请申请人重新申请。',
  declined: '这次申请已经有人写明不同意了。',
  open: '这次申请已经有人同意了。',
  over: '这次查看已经结束了。',
};

/** A request is answered once, and in time. */
export const isWaiting = (state: GlassState): Permission => (state === 'waiting' ? allow : refuse(NOT_WAITING[state]));

const NOT_OPEN: Record<Exclude<GlassState, 'open'>, string> = {
  waiting: '还在等第二个人确认，确认后才能看。',
  lapsed: '没有人在时限里确认，这次申请过期了。还需要的话，请重新申请。',
  declined: '第二个人没有同意，不能看。',
  over: '查看的时间已经结束。还需要的话，请重新申请。',
};
export const isOpen = (state: GlassState): Permission => (state === 'open' ? allow : refuse(NOT_OPEN[state]));

/** The entry is for the post it was asked in, not for another one of the same person. */
export const isInPostOf = (actor: Actor, appointmentId: string): Permission =>
  when(actor.kind === 'staff' && actor.appointmentId === appointmentId, '这是您在另一个岗位上申请的，请先换到那个岗位。');

/** Who closes it early: whoever asked, whoever agreed, or a supervisor of the place. */
export const mayShut = (
  actor: Actor,
  glass: { state: GlassState; askerId: string; answererId: string | null; territory: string },
): Permission =>
  every(
    when(
      actor.kind === 'staff' &&
        (actor.accountId === glass.askerId ||
          actor.accountId === glass.answererId ||
          (actor.role === 'supervisor' && covers(actor.range, glass.territory))),
      '只有申请人、同意人和督查员可以提前结束。',
    ),
    when(glass.state === 'open', '现在没有打开，不用结束。'),
  );

/** Who reviews it afterwards: a supervisor of the place who neither asked nor agreed, under whichever account; once. */
export const mayReview = (
  glass: { state: GlassState; reviewed: boolean },
  circles: { reviewer: StaffCircle; asker: StaffCircle; second: StaffCircle | null },
): Permission =>
  every(
    when(!glass.reviewed, '这次查看已经复核过了。'),
    when(glass.state !== 'open', '查看还没有结束，请先结束它，或者等它到时间。'),
    when(glass.state === 'over', '这次没有打开过，不用复核。'),
    when(
      !areOneFamily(circles.reviewer, circles.asker) && !(circles.second && areOneFamily(circles.reviewer, circles.second)),
      '您申请或者同意过这次查看，请别的督查员来复核。',
    ),
  );
