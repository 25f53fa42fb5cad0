import { z } from 'zod';
import { maskedName } from '../../../domain/accounts/masked.ts';
import { pageOf } from '../../../domain/accounts/page.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { AnswerAboutLook, AskAboutLook, AskedAboutLook, AskedOfMe, ReadUnusual, UnusualLooks } from '../../../domain/audit/unusual.ts';
import { dateOfDay, dayOf, dayOfDate, startOfDay } from '../../../domain/calendar/calendar.ts';
import { allow, every, when } from '../../../domain/policy/permission.ts';
import { countyOf, rangeOf } from '../../../domain/territory/code.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { parameterOn } from '../policy/index.ts';
import { roleTitle } from './role-title.ts';
import { answerQuestion, insertQuestion, lookOf, looksOf, questionsOf, unusualLooks } from './unusual-store.ts';

const countiesOf = (range: string) => ({ lo: range.slice(0, 6), hi: rangeOf(range.slice(0, 6)).hi });

const unusual = operation({
  name: 'audit.unusual',
  summary: 'Looks at people of which a fact stands out, with the reason that was written, by time; in the own range.',
  clause: '1.4',
  kind: 'query',
  roles: ['supervisor'],
  perMinute: 60,
  // Who belongs to whose household is read for all staff; the range is asked here.
  asSystem: true,
  input: ReadUnusual,
  output: UnusualLooks,
  permit: () => allow,
  run: async ({ tx, app, actor, input, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const today = dateOfDay(dayOf(now));
    const limit = (key: Parameters<typeof parameterOn>[1]) => parameterOn(app, key, actor.range, today);
    const limits = {
      persons: await limit('looks.many.persons'),
      minutes: await limit('looks.many.minutes'),
      nightFrom: await limit('looks.night.from'),
      nightUntil: await limit('looks.night.until'),
    };
    const rows = await unusualLooks(tx, {
      range: rangeOf(actor.range),
      from: new Date(startOfDay(dayOfDate(input.from))),
      before: new Date(startOfDay(dayOfDate(input.until) + 1)),
      limits,
      after: input.after ?? null,
      limit: input.limit + 1,
    });
    const { page, next } = pageOf(rows, input.limit, (row) => row.at);
    audit({ kind: 'look', county: countyOf(actor.range), territory: actor.range, purpose: '督查查看记录', detail: { shown: page.length } });
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actor: row.actor,
        roleTitle: roleTitle(row.role),
        operation: row.operation,
        purpose: row.purpose,
        personName: maskedName(row.person_name),
        facts: row.facts,
        mine: row.account_id === actor.accountId,
        question:
          row.asked_at === null
            ? null
            : {
                askedBy: row.asked_by_name ?? '',
                askedAt: row.asked_at.toISOString(),
                words: row.words ?? '',
                answeredAt: row.answered_at?.toISOString() ?? null,
                answer: row.answer,
              },
      })),
      next,
      limits,
    };
  },
});

const ask = operation({
  name: 'audit.askAbout',
  summary: 'Asks the member of staff who looked, once, why; the answer is recorded beside the look.',
  clause: '1.4',
  kind: 'command',
  roles: ['supervisor'],
  input: AskAboutLook,
  output: AskedAboutLook,
  load: async ({ tx, actor, input }) => {
    if (actor.kind !== 'staff') throw notFound();
    return (await lookOf(tx, input.id, countiesOf(actor.range))) ?? Promise.reject(notFound());
  },
  permit: ({ actor, subject }) =>
    every(
      when(subject.asked_at === null, '这一次已经问过了，请看回答。', '1.4'),
      when(actor.kind === 'staff' && actor.accountId !== subject.account_id, '这是您自己查看的，请别的督查人员来问。', '1.4'),
    ),
  run: async ({ tx, actor, input, subject, now, audit }) => {
    if (actor.kind !== 'staff' || subject.account_id === null) throw notFound();
    const { county, id, territory } = subject;
    await insertQuestion(tx, {
      county,
      auditId: id,
      territory,
      account: subject.account_id,
      by: actor.accountId,
      byName: `${actor.name}（${actor.body.name}）`,
      at: now,
      words: input.words,
    });
    audit({ kind: 'change', county, territory, purpose: '询问查看原因', detail: { look: id } });
    return { askedAt: now.toISOString() };
  },
});

const askedOfMe = operation({
  name: 'audit.askedOfMe',
  summary: 'What supervisors asked me about my looks at people, open questions first.',
  clause: '1.4',
  kind: 'query',
  roles: STAFF_ROLES,
  // The own looks are rows only supervisors may read.
  asSystem: true,
  input: z.strictObject({}),
  output: AskedOfMe,
  permit: () => allow,
  run: async ({ tx, actor }) => {
    if (actor.kind !== 'staff') throw notFound();
    const county = actor.body.territory.slice(0, 6);
    const questions = await questionsOf(tx, county, actor.accountId);
    const looks = new Map(
      (
        await looksOf(
          tx,
          county,
          actor.accountId,
          questions.map((row) => row.audit_id),
        )
      ).map((row) => [row.id, row]),
    );
    return {
      items: questions.flatMap((row) => {
        const look = looks.get(row.audit_id);
        if (!look) return [];
        return {
          id: row.audit_id,
          at: look.at.toISOString(),
          operation: look.operation,
          purpose: look.purpose,
          askedBy: row.asked_by_name,
          askedAt: row.asked_at.toISOString(),
          words: row.words,
          answeredAt: row.answered_at?.toISOString() ?? null,
          answer: row.answer,
        };
      }),
    };
  },
});

const answer = operation({
  name: 'audit.answerAbout',
  summary: 'Answers, once, what a supervisor asked about an own look.',
  clause: '1.4',
  kind: 'command',
  roles: STAFF_ROLES,
  input: AnswerAboutLook,
  output: z.strictObject({}),
  permit: () => allow,
  run: async ({ tx, actor, input, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const county = actor.body.territory.slice(0, 6);
    if (!(await answerQuestion(tx, { county, id: input.id, account: actor.accountId }, input.words, now))) throw notFound();
    audit({ kind: 'change', county, territory: actor.range, purpose: '回答查看原因', detail: { look: input.id } });
    return {};
  },
});

export const unusualOperations: Operation[] = [unusual, ask, askedOfMe, answer];
