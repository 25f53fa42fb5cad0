import type { Actor } from '../../../domain/accounts/actor.ts';
import { Done, GiveTotp, Nothing, TotpStarted } from '../../../domain/accounts/contract.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { allow, refuse, when } from '../../../domain/policy/permission.ts';
import type { Tx } from '../../platform/database.ts';
import { type Exchange, type Operation, operation } from '../../platform/operation.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { isLocked, refuseAttempt } from './attempts.ts';
import { demandFreshSignIn } from './fresh-sign-in.ts';
import { newTotpSecret, totpStep } from './one-time.ts';
import { lowerWithoutFactor, raiseSession } from './start-session.ts';
import { type AccountRow, lockAccount, setTotp } from './store.ts';
import { noteChangedWay } from './ways-in.ts';

async function own({ tx, actor, now, exchange }: { tx: Tx; actor: Actor; now: Date; exchange: Exchange }): Promise<AccountRow> {
  demandFreshSignIn({ now, exchange });
  const account = actor.kind === 'staff' ? await lockAccount(tx, actor.accountId) : undefined;
  if (!account) throw notFound();
  return account;
}

const start = operation({
  name: 'accounts.startTotp',
  summary: 'Makes a secret for an authenticator app; it counts once a code of it was given.',
  clause: '2.7',
  kind: 'query',
  roles: [...STAFF_ROLES],
  whileEntering: true,
  perMinute: 10,
  input: Nothing,
  output: TotpStarted,
  load: own,
  permit: ({ subject }) => when(subject.totpConfirmedAt === null, '动态验证码已经在用，要换新的请先停用。'),
  run: async ({ tx, subject }) => {
    const totp = newTotpSecret(subject.username ?? '');
    await setTotp(tx, subject, { secret: totp.secret, confirmedAt: null, step: 0 });
    return totp;
  },
});

const confirm = operation({
  name: 'accounts.confirmTotp',
  summary: 'Turns the second factor on with a first code of it.',
  clause: '2.7',
  kind: 'command',
  roles: [...STAFF_ROLES],
  whileEntering: true,
  perMinute: 10,
  input: GiveTotp,
  output: Done,
  load: own,
  permit: ({ subject }) => {
    if (subject.totpSecret === null) return refuse('请先扫描二维码。');
    return when(subject.totpConfirmedAt === null, '动态验证码已经在用。');
  },
  run: async (context) => {
    const { tx, input, subject, now } = context;
    const step = totpStep(subject.totpSecret ?? '', input.code, now, subject.totpStep);
    if (step === null) throw new Problem('wrong-code', { detail: '请看看手机的时间准不准，再输入新的 6 位数字。' });
    await setTotp(tx, subject, { secret: subject.totpSecret, confirmedAt: now, step });
    await noteChangedWay(context, subject, 'totpOn');
    await raiseSession(context, subject.id);
    return { done: true as const };
  },
});

const remove = operation({
  name: 'accounts.removeTotp',
  summary: 'Turns the second factor off with a last code of it.',
  clause: '2.7',
  kind: 'command',
  roles: [...STAFF_ROLES],
  perMinute: 10,
  input: GiveTotp,
  output: Done,
  load: own,
  permit: ({ subject }) => (subject.totpConfirmedAt === null ? refuse('动态验证码没有启用。') : allow),
  run: async (context) => {
    const { tx, input, subject, now } = context;
    const step = totpStep(subject.totpSecret ?? '', input.code, now, subject.totpStep);
    if (step === null || isLocked(subject, now)) return refuseAttempt(context, subject, 'code');
    await setTotp(tx, subject, { secret: null, confirmedAt: null, step: 0 });
    await lowerWithoutFactor(context, subject);
    await noteChangedWay(context, subject, 'totpOff');
    return { done: true as const };
  },
});

export const secondFactorOperations: Operation[] = [start, confirm, remove];
