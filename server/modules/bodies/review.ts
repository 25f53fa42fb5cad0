import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { mayConfirmPost } from '../../../domain/bodies/permissions.ts';
import { ConfirmPost, PostConfirmed, ReviewedPosts, ReviewPosts } from '../../../domain/bodies/review.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound, Problem } from '../../platform/problem.ts';
import { confirmReview, type ReviewRow, reviewOf, reviewsFor } from './review-store.ts';

const CURSOR = /^(\d{4}-\d{2}-\d{2})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf(after: string | undefined): { due: string; id: string } | null {
  if (after === undefined) return null;
  const [, due, id] = CURSOR.exec(after) ?? [];
  if (!due || !id || Number.isNaN(Date.parse(due))) throw invalid('after', '翻页位置不对，请重新打开。');
  return { due, id };
}

const bodyOf = ({ bodyId, bodyTerritory }: ReviewRow) => ({ id: bodyId, territory: bodyTerritory });

export const reviewPosts = operation({
  name: 'bodies.reviewPosts',
  summary: 'The posts of the yearly list one answers for, to be confirmed or ended.',
  clause: '1.1',
  kind: 'query',
  roles: ['administrator', 'station-head'],
  input: ReviewPosts,
  output: ReviewedPosts,
  permit: () => allow,
  run: async ({ tx, actor, input, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const today = dateOfDay(dayOf(now));
    const of = { head: actor.role === 'station-head', range: actor.range, today, confirmed: input.part === 'confirmed' };
    const rows = await reviewsFor(tx, of, cursorOf(input.after), input.limit + 1);
    const page = rows.slice(0, input.limit);
    audit({ kind: 'look', county: countyOfActor(actor), territory: actor.range, detail: { list: 'posts', count: page.length } });
    const last = rows.length > input.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => {
        const { county: _county, round: _round, personId: _person, bodyTerritory: _territory, confirmedAt, ...shown } = row;
        const may = mayConfirmPost(actor, bodyOf(row), { ...row, confirmedAt: null });
        return {
          ...shown,
          roleTitle: ROLE_TITLES[row.role],
          overdue: confirmedAt === null && row.due < today,
          confirmedAt: confirmedAt?.toISOString() ?? null,
          refusal: may.allowed ? null : may.reason,
        };
      }),
      next: last ? `${last.due}~${last.appointmentId}` : null,
    };
  },
});

export const confirmPost = operation({
  name: 'bodies.confirmPost',
  summary: 'Says that a post of the yearly list is still needed, with the rights it has.',
  clause: '1.1',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: ConfirmPost,
  output: PostConfirmed,
  load: async ({ tx, input, now }) => (await reviewOf(tx, input.id, dateOfDay(dayOf(now)))) ?? Promise.reject(notFound()),
  permit: ({ actor, subject }) => mayConfirmPost(actor, bodyOf(subject), subject),
  run: async ({ tx, actor, subject, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    if (!(await confirmReview(tx, subject, actor.accountId, now))) throw new Problem('changed');
    const { county, territory, personId, appointmentId, round } = subject;
    audit({ kind: 'change', county, territory, personId, detail: { appointment: appointmentId, round } });
    return { confirmedAt: now.toISOString() };
  },
});
