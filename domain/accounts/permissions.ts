import { allow, type Permission, refuse, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';
import type { Actor } from './actor.ts';

/** What an administrator asks about: an account and where it belongs. */
export interface AccountSubject {
  id: string;
  kind: 'resident' | 'staff';
  territory: string;
  closed: boolean;
}

const inOwnRange = (actor: Actor, territory: string): boolean => actor.kind === 'staff' && covers(actor.range, territory);

/** A station opens an account for someone of its own place, at the counter, with the phone they give. */
export function mayOpenForResident(actor: Actor, person: { territory: string }): Permission {
  return when(inOwnRange(actor, person.territory), '这位居民不在您的服务范围内。', '2.3');
}

/** An administrator gives posts only inside their own range, so that nobody makes someone mightier than themselves. */
export function mayGivePost(actor: Actor, post: { territory: string }): Permission {
  return when(inOwnRange(actor, post.territory), '这个岗位的范围超出了您管理的地区。');
}

export function mayCloseAccount(actor: Actor, account: AccountSubject): Permission {
  if (actor.kind === 'staff' && actor.accountId === account.id) return refuse('不能停用自己的账号，请另一位管理员来办。');
  if (account.closed) return refuse('这个账号已经停用了。');
  return allow;
}

/** A closed account has no sign-ins; one's own are ended under 我的账号. */
export function mayEndSessions(actor: Actor, account: AccountSubject): Permission {
  if (actor.kind === 'staff' && actor.accountId === account.id) return refuse('自己的登录请在“我的账号”里结束。');
  return account.closed ? refuse('这个账号已经停用，没有登录着的设备。') : allow;
}

export function mayUnlockAccount(_actor: Actor, account: AccountSubject): Permission {
  return account.closed ? refuse('这个账号已经停用，不能解锁。') : allow;
}

/** A reset link sets a password, so it is only for staff: residents sign in with a code. */
export function mayResetPassword(actor: Actor, account: AccountSubject): Permission {
  if (account.kind !== 'staff') return refuse('居民用手机验证码登录，没有密码可以重设。');
  if (account.closed) return refuse('这个账号已经停用，不能重设密码。');
  if (actor.kind === 'staff' && actor.accountId === account.id) return refuse('自己的密码请在“我的账号”里改。');
  return allow;
}

/** Sign-in through an identity provider is there only where the operator connected one. */
export const mayUseProvider = (connected: boolean): Permission => when(connected, '这里没有接统一身份认证，请用密码登录。');

/** Who decides by which name somebody enters could enter as them: never for oneself, only for staff. */
export function mayLinkSubject(actor: Actor, account: AccountSubject): Permission {
  if (account.kind !== 'staff') return refuse('居民用手机验证码登录，不用统一身份认证。');
  if (account.closed) return refuse('这个账号已经停用。');
  if (actor.kind === 'staff' && actor.accountId === account.id) return refuse('自己的账号请另一位管理员来连。');
  return allow;
}

/** Demo personas exist only where the installation is plainly a demo. */
export function mayUseDemo(demo: boolean): Permission {
  return when(demo, '这里不是演示系统。');
}
