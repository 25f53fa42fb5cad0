import { z } from 'zod';
import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { GLASS_REASONS, MyGlass, OpenedPerson, ReadMyGlass, ShutBreakGlass, ViewBreakGlass } from '../../../domain/break-glass/contract.ts';
import { GLASS_ASKERS, GLASS_SECONDS, isInPostOf, isOpen, isSwitchedOn, mayShut } from '../../../domain/break-glass/permissions.ts';
import { glassState } from '../../../domain/break-glass/state.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow, every } from '../../../domain/policy/permission.ts';
import { covers } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { around, membersOf, personById } from '../people/index.ts';
import { minutesIn } from './answer.ts';
import { factsOf, shownRequest } from './shown.ts';
import { addStep, askedBy, glassById } from './store.ts';

const DAY = 86_400_000;

export const mine = operation({
  name: 'breakGlass.mine',
  summary: 'What I asked in the last 30 days and what became of it, without the person.',
  clause: '1.4',
  kind: 'query',
  roles: GLASS_ASKERS,
  input: ReadMyGlass,
  output: MyGlass,
  permit: () => allow,
  run: async ({ tx, app, actor, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const rows = await askedBy(tx, countyOfActor(actor), actor.accountId, new Date(now.getTime() - 30 * DAY));
    return { minutes: await minutesIn(app, actor.range, now), items: rows.map((row) => shownRequest(row, now)) };
  },
});

/** 紧急查看: the one way into the opened entry; every call is a look at each person shown, in the name of both who opened it. */
export const view = operation({
  name: 'breakGlass.view',
  summary: 'The entry of a person and household while the opening lasts, to whoever asked, in the post they asked in; each look is noted.',
  clause: '1.4',
  kind: 'query',
  roles: GLASS_ASKERS,
  input: ViewBreakGlass,
  output: OpenedPerson,
  load: async ({ tx, app, actor, input, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const row = await glassById(tx, countyOfActor(actor), input.id);
    if (!row || row.account_id !== actor.accountId) throw notFound();
    return { row, minutes: await minutesIn(app, row.territory, now) };
  },
  permit: ({ actor, subject: { row, minutes }, now }) =>
    every(isSwitchedOn(minutes), isInPostOf(actor, row.appointment_id), isOpen(glassState(factsOf(row), now))),
  run: async ({ tx, now, subject: { row }, audit }) => {
    const { county, territory } = row;
    tx.openGlass(row.opens ?? []);
    const person = await personById(tx, county, row.person_id);
    if (!person) throw notFound();
    const { place } = await around(tx, person, dateOfDay(dayOf(now)));
    const members = person.householdId ? await membersOf(tx, county, person.householdId) : [];
    const others = members.filter(({ id }) => id !== person.id);
    const second = row.answerer ?? '';
    for (const { id: personId } of [person, ...others])
      audit({
        ...{ kind: 'look', county, territory, personId, purpose: `紧急查看（${GLASS_REASONS[row.reason]}）：${row.words}；${second}同意` },
        detail: { breakGlass: row.id },
      });
    const shown = ({ id, name, phone, relation, presence }: (typeof others)[number]) => ({
      id,
      name,
      phone: phone ?? '',
      relation,
      presence,
    });
    return {
      until: row.until?.toISOString() ?? now.toISOString(),
      reason: row.reason,
      agreedBy: second,
      place,
      address: person.address,
      person: shown(person),
      members: others.map(shown),
    };
  },
});

export const shut = operation({
  name: 'breakGlass.shut',
  summary: 'Ends an opening before its time: whoever asked, whoever agreed, or a supervisor of the place.',
  clause: '1.4',
  kind: 'command',
  roles: [...new Set([...GLASS_ASKERS, ...GLASS_SECONDS])],
  input: ShutBreakGlass,
  output: z.strictObject({}),
  load: async ({ tx, actor, input }) => {
    if (actor.kind !== 'staff') throw notFound();
    const row = await glassById(tx, actor.range, input.id);
    if (!row || (row.account_id !== actor.accountId && !covers(actor.range, row.territory))) throw notFound();
    return row;
  },
  permit: ({ actor, subject: row, now }) =>
    mayShut(actor, {
      ...{ state: glassState(factsOf(row), now), askerId: row.account_id, answererId: row.answerer_id, territory: row.territory },
    }),
  run: async ({ tx, actor, now, subject: row, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    await addStep(tx, actor, row, now, { step: 'shut', outcome: 'shut' });
    const { county, territory, person_id: personId } = row;
    audit({ kind: 'change', county, territory, personId, purpose: '提前结束紧急查看', detail: { breakGlass: row.id } });
    return {};
  },
});
