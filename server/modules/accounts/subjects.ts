import { Done, LinkedSubject, LinkSubject, NamedAccount } from '../../../domain/accounts/contract.ts';
import { mayLinkSubject, mayUseProvider } from '../../../domain/accounts/permissions.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow, every, when } from '../../../domain/policy/permission.ts';
import { type Operation, type OperationContext, operation } from '../../platform/operation.ts';
import { invalid } from '../../platform/problem.ts';
import { forgetSession } from './authenticate.ts';
import { change, facts, inRange, ofOwnRange } from './own-range.ts';
import { endSessionsOf } from './session-store.ts';
import { postsOf } from './store.ts';
import { accountOfSubject, linkSubject, subjectOf, unlinkSubject } from './subject-store.ts';

type Loading = Pick<OperationContext<{ id: string }, undefined>, 'tx' | 'app' | 'actor' | 'input' | 'now'>;

async function named({ tx, app, actor, input, now }: Loading) {
  const account = await ofOwnRange({ tx, actor, input });
  return {
    account,
    provider: app.config.provider,
    linked: (await subjectOf(tx, account.county, account.id)) ?? null,
    posts: await postsOf(tx, account.county, account.id, dateOfDay(dayOf(now))),
  };
}

const look = operation({
  name: 'accounts.subject',
  summary: 'By which name the identity provider knows an account of the own range.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  asSystem: true,
  input: NamedAccount,
  output: LinkedSubject,
  load: named,
  permit: () => allow,
  run: async ({ subject: { linked } }) => ({
    linked: linked && { subject: linked.subject, issuer: linked.issuer, at: linked.linked_at.toISOString(), by: linked.linked_by },
  }),
});

const link = operation({
  name: 'accounts.linkSubject',
  summary: 'Lets somebody in by the name an identity provider has for them.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  asSystem: true,
  input: LinkSubject,
  output: Done,
  load: named,
  permit: ({ actor, subject: { account, posts, provider } }) =>
    every(
      mayUseProvider(provider !== null),
      mayLinkSubject(actor, facts(account)),
      // Whoever decides who enters could enter: as with a new password.
      when(
        posts.every((post) => inRange(actor, post.territory)),
        '这个人还有范围更大的岗位，请上级管理员来办。',
      ),
    ),
  run: async ({ tx, app, actor, input, subject: { account }, now, audit }) => {
    const issuer = app.config.provider?.issuer ?? '';
    const holder = await accountOfSubject(tx, issuer, input.subject);
    if (holder !== null && holder !== account.id) throw invalid('subject', '这个标识已经连着别的账号。');
    await linkSubject(tx, {
      county: account.county,
      accountId: account.id,
      issuer,
      subject: input.subject,
      linkedAt: now,
      linkedBy: actor.kind === 'staff' ? actor.name : '系统',
    });
    audit(change(account, { providerLinked: true }));
    return { done: true as const };
  },
});

const unlink = operation({
  name: 'accounts.unlinkSubject',
  summary: 'Takes the name at the identity provider away from an account and ends its sessions.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  asSystem: true,
  input: NamedAccount,
  output: Done,
  load: named,
  permit: ({ actor, subject: { account, linked } }) =>
    every(mayLinkSubject(actor, facts(account)), when(linked !== null, '这个账号没有连着统一身份认证。')),
  run: async ({ tx, app, subject: { account }, now, audit }) => {
    await unlinkSubject(tx, account.county, account.id);
    await endSessionsOf(tx, account.county, account.id, now);
    forgetSession(app, account.id);
    audit(change(account, { providerLinked: false }));
    return { done: true as const };
  },
});

export const subjectOperations: Operation[] = [look, link, unlink];
