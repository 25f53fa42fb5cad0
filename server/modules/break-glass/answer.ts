import { z } from 'zod';
import type { StaffActor } from '../../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import { AgreeBreakGlass, AgreedBreakGlass, DeclineBreakGlass, GLASS_REASONS, WaitingGlass } from '../../../domain/break-glass/contract.ts';
import { GLASS_SECONDS, isSwitchedOn, isWaiting, mayBeSecond, mayDecline } from '../../../domain/break-glass/permissions.ts';
import { glassState } from '../../../domain/break-glass/state.ts';
import type { StaffCircle } from '../../../domain/break-glass/ties.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { templates } from '../../../domain/messages/templates.zh.ts';
import { allow, every } from '../../../domain/policy/permission.ts';
import { countyOf, covers, rangeOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import { auditName } from '../../platform/audit.ts';
import { becoming, type Tx } from '../../platform/database.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { tell } from '../messages/index.ts';
import { deadlineClock, parameterOn } from '../policy/index.ts';
import { circleOf, circleOfActor, homeWithTies, isBelow, staffOver } from './find-store.ts';
import { factsOf, shownRequest } from './shown.ts';
import { addStep, type GlassRow, glassById, namesOf, waitingIn } from './store.ts';
import { tellHome } from './tell-home.ts';

const MINUTE = 60_000;

/** Minutes an opening lasts in a county on a day; 0 where it is off. A township cannot switch on what the county has not. */
export const minutesIn = (app: App, territory: string, now: Date): Promise<number> =>
  parameterOn(app, 'break-glass.minutes', countyOf(territory), dateOfDay(dayOf(now)));

/** What the rules ask about whoever would be the second person of a request; `circle` is theirs. */
async function secondOf(tx: Tx, actor: StaffActor, circle: StaffCircle, row: GlassRow, now: Date) {
  const [home, leadsSecond, askers] = await Promise.all([
    homeWithTies(tx, row.county, row.person_id, dateOfDay(dayOf(now))),
    isBelow(tx, row.county, actor.body.id, row.body_id),
    circleOf(tx, row.county, { accountId: row.account_id, personId: row.staff_person, bodyId: row.body_id }),
  ]);
  const asker = { accountId: row.account_id, bodyId: row.body_id, role: row.role, range: row.place, leadsSecond, circle: askers };
  return { home, asker, permission: mayBeSecond(actor, asker, home, circle) };
}

/** A request of the own range; for everybody else there is none. */
async function requestOver(tx: Tx, actor: StaffActor, id: string): Promise<GlassRow> {
  const row = await glassById(tx, actor.range, id);
  if (!row || !covers(actor.range, row.territory)) throw notFound();
  return row;
}

/** 等我确认的: named, since the second person must know whom it is about; each is noted as a look. */
export const waiting = operation({
  name: 'breakGlass.waiting',
  summary: 'Requests of the own range that wait for a second person, and whether that may be the reader.',
  clause: '1.4',
  kind: 'query',
  roles: GLASS_SECONDS,
  // Who belongs to whose household is read for all concerned; the range is asked here.
  asSystem: true,
  input: z.strictObject({}),
  output: WaitingGlass,
  permit: () => allow,
  run: async ({ tx, app, actor, now, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const rows = await waitingIn(tx, rangeOf(actor.range), now);
    const [names, circle] = await Promise.all([namesOf(tx, rows), circleOfActor(tx, actor)]);
    // The questions about all requests go out together.
    const judged = await Promise.all(rows.map(async (row) => ({ row, ...(await secondOf(tx, actor, circle, row, now)) })));
    const items = judged.map(({ row, permission }) => {
      const shown = names.get(row.id);
      audit({
        ...{ kind: 'look', county: row.county, territory: row.territory, personId: row.person_id, purpose: '确认紧急查看的申请' },
        detail: { breakGlass: row.id },
      });
      return {
        ...shownRequest(row, now),
        asker: row.actor,
        askerRole: ROLE_TITLES[row.role],
        personName: shown?.name ?? '',
        village: shown?.village ?? '',
        refusal: permission.allowed ? null : { reason: permission.reason },
      };
    });
    return { minutes: await minutesIn(app, actor.range, now), items };
  },
});

/** 同意: opens the view to whoever asked, for the minutes of the county, and tells the household at once. */
export const agree = operation({
  name: 'breakGlass.agree',
  summary: 'Agrees, as the second person, that the asker sees the entry for the minutes of the county; the household is told at once.',
  clause: '1.4',
  kind: 'command',
  roles: GLASS_SECONDS,
  // Ties of the asker, the second person and the household are read for all; the answer itself is written as the second person.
  asSystem: true,
  input: AgreeBreakGlass,
  output: AgreedBreakGlass,
  load: async ({ tx, app, actor, input, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const row = await requestOver(tx, actor, input.id);
    return {
      row,
      minutes: await minutesIn(app, row.territory, now),
      ...(await secondOf(tx, actor, await circleOfActor(tx, actor), row, now)),
    };
  },
  permit: ({ subject: { row, minutes, permission }, now }) =>
    every(isSwitchedOn(minutes), isWaiting(glassState(factsOf(row), now)), permission),
  run: async ({ tx, app, actor, now, subject: { row, minutes, home }, audit }) => {
    if (actor.kind !== 'staff' || !home) throw notFound();
    const { county, territory } = row;
    const until = new Date(now.getTime() + minutes * MINUTE);
    const reviewBy = (await deadlineClock(app, countyOf(territory), now)).after('break-glass.review');
    const reason = GLASS_REASONS[row.reason];
    const [asker, second] = [row.actor, auditName(actor)];
    const common = { county, territory, kind: 'glass' as const };
    await tellHome(tx, app, now, common, {
      ...{ first: row.person_id, persons: home.ties.persons },
      ...templates.glassOpened({ asker, second, reason, at: now.toISOString(), until: until.toISOString() }),
    });
    await tell(tx, app, now, {
      ...{ ...common, kind: 'task', accountId: row.account_id },
      ...templates.glassAnswered({ second, until: until.toISOString() }),
    });
    for (const accountId of await staffOver(tx, county, territory, ['supervisor'], dateOfDay(dayOf(now))))
      if (accountId !== actor.accountId && accountId !== row.account_id)
        await tell(tx, app, now, { ...common, kind: 'task', accountId, ...templates.glassToReview({ asker, reason, due: reviewBy }) });
    tx.defer(...becoming(actor));
    const { household } = home.ties;
    const opens = [...home.ties.persons, ...(household ? [household] : []), ...(home.dwelling ? [home.dwelling] : [])];
    await addStep(tx, actor, row, now, { step: 'answer', outcome: 'agreed', opens, until, reviewBy: new Date(reviewBy) });
    for (const personId of home.ties.persons)
      audit({
        ...{ kind: 'change', county, territory, personId, purpose: `同意${asker}紧急查看（${reason}）：${row.words}` },
        detail: { breakGlass: row.id, minutes },
      });
    return { until: until.toISOString() };
  },
});

export const decline = operation({
  name: 'breakGlass.decline',
  summary: 'Declines, as the second person, and says why.',
  clause: '1.4',
  kind: 'command',
  roles: GLASS_SECONDS,
  // Two accounts of one person are compared; the answer itself is written as the second person.
  asSystem: true,
  input: DeclineBreakGlass,
  output: z.strictObject({}),
  load: async ({ tx, actor, input, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const row = await requestOver(tx, actor, input.id);
    const circle = await circleOfActor(tx, actor);
    return { row, circle, ...(await secondOf(tx, actor, circle, row, now)) };
  },
  permit: ({ subject: { row, circle, asker }, now }) => every(isWaiting(glassState(factsOf(row), now)), mayDecline(circle, asker.circle)),
  run: async ({ tx, app, actor, input, now, subject: { row }, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const { county, territory } = row;
    const text = templates.glassAnswered({ second: auditName(actor), until: null });
    await tell(tx, app, now, { county, territory, kind: 'task', accountId: row.account_id, ...text });
    tx.defer(...becoming(actor));
    await addStep(tx, actor, row, now, { step: 'answer', outcome: 'declined', words: input.words });
    audit({
      ...{ kind: 'change', county, territory, personId: row.person_id, purpose: `没有同意${row.actor}紧急查看` },
      detail: { breakGlass: row.id },
    });
    return {};
  },
});
