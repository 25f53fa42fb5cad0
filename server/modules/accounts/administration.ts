import { AccountCreated, AccountPage, CreateAccount, Done, ListAccounts, NamedAccount } from '../../../domain/accounts/contract.ts';
import { maskedPhone } from '../../../domain/accounts/masked.ts';
import { pageOf } from '../../../domain/accounts/page.ts';
import { mayCloseAccount, mayEndSessions, mayGivePost, mayUnlockAccount } from '../../../domain/accounts/permissions.ts';
import { type AppointmentRole, maySignIn, ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import { BODIES_OF_ROLE } from '../../../domain/bodies/rules.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow, every, when } from '../../../domain/policy/permission.ts';
import { countyOf, covers } from '../../../domain/territory/code.ts';
import { newId } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { pinyinOfPerson } from '../../platform/pinyin.ts';
import { invalid, notFound, Problem } from '../../platform/problem.ts';
import { factsChanged, residentsChanged } from '../changes/index.ts';
import { forgetSession } from './authenticate.ts';
import { voidCodes } from './code-store.ts';
import { change, facts, inRange, ofOwnRange } from './own-range.ts';
import { addAppointment, addPerson, findAppointment, findBody, placeNames, staffAccountOf } from './people-store.ts';
import { newResetLink } from './reset-link.ts';
import { endSessionsOf } from './session-store.ts';
import { addAccounts, clearFailures, linkPersons, listAccounts, setClosed, usernameTaken } from './store.ts';

const list = operation({
  name: 'accounts.list',
  summary: 'Accounts of the own range, newest first.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  input: ListAccounts,
  output: AccountPage,
  permit: () => allow,
  run: async ({ tx, actor, input, now, audit }) => {
    const rows = await listAccounts(tx, { q: input.q, after: input.after ?? null, limit: input.limit + 1 }, dateOfDay(dayOf(now)));
    const { page, next } = pageOf(rows, input.limit, (row) => row.created_at);
    if (actor.kind === 'staff')
      audit({ kind: 'look', county: countyOf(actor.range), territory: actor.range, purpose: '管理账号', detail: { shown: page.length } });
    return {
      items: page.map((row) => ({
        id: row.id,
        username: row.username,
        phone: row.phone === null ? null : maskedPhone(row.phone),
        displayName: row.display_name,
        kind: row.kind as 'resident' | 'staff',
        locked: row.locked_until !== null && row.locked_until > now,
        closed: row.closed_at !== null,
        posts: row.posts.map(postTitle),
      })),
      next,
    };
  },
});

/** 闽宁镇民生服务中心 分派员, from the store's `body|role`. */
function postTitle(post: string): string {
  const at = post.lastIndexOf('|');
  return `${post.slice(0, at)} ${ROLE_TITLES[post.slice(at + 1) as AppointmentRole] ?? ''}`.trim();
}

const create = operation({
  name: 'accounts.create',
  summary:
    'Makes an account for a member of staff, for a post they hold or for a new person with a new post; answers the link that sets the password.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  asSystem: true,
  input: CreateAccount,
  output: AccountCreated,
  load: async ({ tx, actor, input }) => {
    if (input.appointmentId !== undefined) {
      const held = await findAppointment(tx, input.appointmentId);
      if (!held || !inRange(actor, held.territory)) throw notFound();
      return { county: held.county, territory: held.territory, held, body: null };
    }
    const post = input.post as NonNullable<typeof input.post>;
    const body = await findBody(tx, post.bodyId);
    if (!body || !inRange(actor, body.territory)) throw notFound();
    return { county: body.county, territory: post.territory, held: null, body };
  },
  permit: ({ actor, input, subject }) =>
    every(
      mayGivePost(actor, subject),
      when(
        !subject.body || covers(subject.body.territory, subject.territory) || covers(subject.territory, subject.body.territory),
        '岗位的范围和单位不在一个地方。',
      ),
      when(
        !subject.body || !input.post || BODIES_OF_ROLE[input.post.role].includes(subject.body.kind as BodyKind),
        '这个单位没有这个岗位。',
        '1.1',
      ),
      when(!subject.body || input.post?.role !== 'station-head', '站长由村（社区）党组织书记或主任担任，请先在组织与人员里任命。', '2.3'),
      when(!subject.body || input.post?.role !== 'grid-worker', '网格员要先在组织与人员里任命，再开账号。', '4.2'),
      when(!subject.held || maySignIn(subject.held.role as AppointmentRole), '这个岗位不用登录系统。', '1.1'),
    ),
  run: async ({ tx, input, subject, now, exchange, audit }) => {
    if (await usernameTaken(tx, input.username)) throw invalid('username', '已有人用这个用户名');
    const { county, territory, held } = subject;
    if (!held && !(await placeNames(tx, [territory])).has(territory)) throw invalid('post.territory', '没有这个地区');
    const personId = held?.personId ?? newId(now.getTime());
    if (held && (await staffAccountOf(tx, county, personId)))
      throw new Problem('refused', { reason: '这个人已经有账号了；新的岗位登录后就能切换。' });
    if (!held && subject.body && input.post) {
      await addPerson(tx, {
        county,
        id: personId,
        territory,
        name: input.name,
        ...pinyinOfPerson(input.name),
        phone: null,
        createdAt: now,
        home: null,
      });
      await addAppointment(tx, {
        county,
        id: newId(now.getTime()),
        personId,
        bodyId: subject.body.id,
        role: input.post.role,
        territory,
        name: input.name,
        validFrom: dateOfDay(dayOf(now)),
      });
      factsChanged(tx, now, 'bodies', [territory]);
      residentsChanged(tx, now, [territory]);
    }
    const id = newId(now.getTime());
    await addAccounts(tx, [
      {
        county,
        id,
        kind: 'staff',
        username: input.username,
        phone: null,
        displayName: input.name,
        passwordHash: null,
        territory,
        createdAt: now,
      },
    ]);
    await linkPersons(tx, [{ county, accountId: id, personId, since: now }]);
    audit({ kind: 'change', county, territory, personId, detail: { account: id, made: true } });
    return { id, link: await newResetLink(tx, id, exchange, now) };
  },
});

const close = operation({
  name: 'accounts.close',
  summary: 'Closes an account for good and ends its sessions.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  asSystem: true,
  input: NamedAccount,
  output: Done,
  load: ofOwnRange,
  permit: ({ actor, subject }) => mayCloseAccount(actor, facts(subject)),
  run: async ({ tx, app, subject, now, audit }) => {
    await setClosed(tx, subject, now);
    await endSessionsOf(tx, subject.county, subject.id, now);
    await voidCodes(tx, 'reset', subject.id, now);
    forgetSession(app, subject.id);
    audit(change(subject, { closed: true }));
    return { done: true as const };
  },
});

const endSessions = operation({
  name: 'accounts.endSessions',
  summary: 'Ends all sessions of an account of the own range; it may sign in again.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  asSystem: true,
  input: NamedAccount,
  output: Done,
  load: ofOwnRange,
  permit: ({ actor, subject }) => mayEndSessions(actor, facts(subject)),
  run: async ({ tx, app, subject, now, audit }) => {
    await endSessionsOf(tx, subject.county, subject.id, now);
    forgetSession(app, subject.id);
    audit(change(subject, { sessionsEnded: true }));
    return { done: true as const };
  },
});

const unlock = operation({
  name: 'accounts.unlock',
  summary: 'Opens an account again that was locked after wrong passwords.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  asSystem: true,
  input: NamedAccount,
  output: Done,
  load: ofOwnRange,
  permit: ({ actor, subject }) => mayUnlockAccount(actor, facts(subject)),
  run: async ({ tx, subject, audit }) => {
    await clearFailures(tx, subject);
    audit(change(subject, { unlocked: true }));
    return { done: true as const };
  },
});

export const administrationOperations: Operation[] = [list, create, close, endSessions, unlock];
