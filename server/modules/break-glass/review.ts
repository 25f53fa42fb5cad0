import { z } from 'zod';
import { maskedName } from '../../../domain/accounts/masked.ts';
import { pageOf } from '../../../domain/accounts/page.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { Openings, ReadOpenings, ReviewBreakGlass, VERDICTS } from '../../../domain/break-glass/contract.ts';
import { mayReview } from '../../../domain/break-glass/permissions.ts';
import { glassState } from '../../../domain/break-glass/state.ts';
import type { StaffCircle } from '../../../domain/break-glass/ties.ts';
import { templates } from '../../../domain/messages/templates.zh.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf, covers, rangeOf } from '../../../domain/territory/code.ts';
import { becoming, type Tx } from '../../platform/database.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { circleOf, circleOfActor } from './find-store.ts';
import { factsOf, shownRequest } from './shown.ts';
import { addStep, type GlassRow, glassById, namesOf, overdueIn, requestsIn } from './store.ts';
import { tellHome } from './tell-home.ts';

/** Whether a reviewer may review a request, by the state it is in and by who they are under whichever account. */
async function reviewable(tx: Tx, reviewer: StaffCircle, row: GlassRow, now: Date) {
  const circle = (accountId: string, personId: string, bodyId: string) => circleOf(tx, row.county, { accountId, personId, bodyId });
  const [asker, second] = await Promise.all([
    circle(row.account_id, row.staff_person, row.body_id),
    row.answerer_id && row.answerer_person ? circle(row.answerer_id, row.answerer_person, '') : null,
  ]);
  return mayReview({ state: glassState(factsOf(row), now), reviewed: row.verdict !== null }, { reviewer, asker, second });
}

/** 紧急查看复核: every request of the range, whatever became of it; nobody is counted. */
export const openings = operation({
  name: 'breakGlass.openings',
  summary: 'Every request of the own range, newest first, with who asked, who answered, how often it was looked at, and its review.',
  clause: '1.4',
  kind: 'query',
  roles: ['supervisor'],
  perMinute: 60,
  // Two accounts of one person are compared; the range is asked here.
  asSystem: true,
  input: ReadOpenings,
  output: Openings,
  permit: () => allow,
  run: async ({ tx, actor, input, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const range = rangeOf(actor.range);
    const { page, next } = pageOf(await requestsIn(tx, range, input.after ?? null, input.limit + 1), input.limit, (row) => row.asked_at);
    audit({ kind: 'look', county: countyOf(actor.range), territory: actor.range, purpose: '督查紧急查看', detail: { shown: page.length } });
    const [names, reviewer, overdue] = await Promise.all([namesOf(tx, page), circleOfActor(tx, actor), overdueIn(tx, range, now)]);
    // The questions about all requests go out together.
    const judged = await Promise.all(page.map(async (row) => ({ row, permission: await reviewable(tx, reviewer, row, now) })));
    const items = judged.map(({ row, permission }) => {
      const named = names.get(row.id);
      return {
        ...shownRequest(row, now),
        asker: row.actor,
        askerRole: ROLE_TITLES[row.role],
        answererRole: row.answerer_role === null ? null : ROLE_TITLES[row.answerer_role],
        personName: named?.name ? maskedName(named.name) : '',
        village: named?.village ?? '',
        looks: row.looks,
        shutBy: row.shut_by,
        reviewBy: row.review_by?.toISOString() ?? null,
        overdue: row.review_by !== null && row.verdict === null && row.review_by < now,
        review:
          row.verdict === null
            ? null
            : { verdict: row.verdict, words: row.review_words ?? '', by: row.reviewer ?? '', at: row.reviewed_at?.toISOString() ?? '' },
        refusal: permission.allowed ? null : { reason: permission.reason },
      };
    });
    return { items, next, overdue };
  },
});

export const review = operation({
  name: 'breakGlass.review',
  summary: 'Says, once and with a word, whether an opening was justified; the household is told.',
  clause: '1.4',
  kind: 'command',
  roles: ['supervisor'],
  // Two accounts of one person are compared; the review itself is written as the supervisor.
  asSystem: true,
  input: ReviewBreakGlass,
  output: z.strictObject({}),
  load: async ({ tx, actor, input, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const row = await glassById(tx, actor.range, input.id);
    if (!row || !covers(actor.range, row.territory)) throw notFound();
    return { row, permission: await reviewable(tx, await circleOfActor(tx, actor), row, now) };
  },
  permit: ({ subject }) => subject.permission,
  run: async ({ tx, app, actor, input, now, subject: { row }, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const { county, territory, person_id: personId } = row;
    const text = templates.glassReviewed({ justified: input.verdict === 'justified' });
    await tellHome(tx, app, now, { county, territory, kind: 'glass' }, { first: personId, persons: [personId], ...text });
    tx.defer(...becoming(actor));
    await addStep(tx, actor, row, now, { step: 'review', outcome: input.verdict, words: input.words });
    audit({
      kind: 'change',
      county,
      territory,
      personId,
      purpose: `复核紧急查看：${VERDICTS[input.verdict]}`,
      detail: { breakGlass: row.id },
    });
    return {};
  },
});
