import { STATION_POSTS } from '../../../domain/bodies/permissions.ts';
import { roundOn } from '../../../domain/bodies/review.ts';
import { dateOfDay, dayOf, dayOfDate } from '../../../domain/calendar/calendar.ts';
import { endOfWorkOn } from '../../../domain/calendar/working-time.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import type { JobHandler, Schedule } from '../../platform/jobs.ts';
import { tell, templates } from '../messages/index.ts';
import { loadPolicy } from '../policy/index.ts';
import { countiesWithPosts, type ListedPost, listPosts, remindOf, whoAnswersFor } from './review-store.ts';

export const REVIEW_JOB = 'bodies.review';

/** Tells each account that answers for one of these posts, once for all of them. */
async function tellThose(
  { tx, app, now }: { tx: Tx; app: App; now: Date },
  county: string,
  posts: readonly ListedPost[],
  late: boolean,
  inbox: string,
): Promise<void> {
  if (!posts.length) return;
  const stations = posts.filter(({ role }) => STATION_POSTS.includes(role)).map(({ body_id }) => body_id);
  // What a head has not confirmed in time comes before the administrator.
  const places = posts.filter(({ role }) => late || !STATION_POSTS.includes(role)).map(({ territory }) => territory);
  const today = dateOfDay(dayOf(now));
  for (const { id, territory } of await whoAnswersFor(
    tx,
    county,
    { stations: [...new Set(stations)], places: [...new Set(places)] },
    today,
  ))
    await tell(tx, app, now, { county, territory, accountId: id, kind: 'task', inbox, sms: null });
}

/** Once a year each post that signs in comes on the list of its county; what nobody confirmed in time is told once more, and goes on as it is. */
const review: JobHandler = async ({ tx, app, now }) => {
  const policy = await loadPolicy(app, tx);
  const today = dateOfDay(dayOf(now));
  for (const county of await countiesWithPosts(tx)) {
    const round = roundOn(today, policy.parameterOn('posts.review.month', county, today));
    const due = dateOfDay(dayOfDate(today) + policy.parameterOn('posts.review.days', county, today));
    const listed = await listPosts(tx, { county, round, today, due, now });
    await tellThose({ tx, app, now }, county, listed, false, templates.postsToConfirm({ due: endOfWorkOn(due) }).inbox);
    await tellThose({ tx, app, now }, county, await remindOf(tx, county, today, now), true, templates.postsUnconfirmed().inbox);
  }
};

export const bodyJobs: Record<string, JobHandler> = { [REVIEW_JOB]: review };
export const bodySchedules: Schedule[] = [{ kind: REVIEW_JOB, dailyAtMinute: 425 }];
