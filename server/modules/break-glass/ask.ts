import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { AskBreakGlass, AskedBreakGlass, GLASS_REASONS } from '../../../domain/break-glass/contract.ts';
import { GLASS_ASKERS, GLASS_SECONDS, mayAsk, mayAskAbout } from '../../../domain/break-glass/permissions.ts';
import { dateOfDay, dayOf, startOfDay } from '../../../domain/calendar/calendar.ts';
import { templates } from '../../../domain/messages/templates.zh.ts';
import { allow, every } from '../../../domain/policy/permission.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import { auditName } from '../../platform/audit.ts';
import { becoming } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { tell } from '../messages/index.ts';
import { parameterOn } from '../policy/index.ts';
import { circleOfActor, homeWithTies, personsMeant, staffOver } from './find-store.ts';
import { addRequest, lockAsking, timesAsked } from './store.ts';

const MINUTE = 60_000;

/** 申请紧急查看: the person is found exactly or not at all, and nothing of them is answered. */
export const ask = operation({
  name: 'breakGlass.ask',
  summary:
    'Asks, in an emergency, to see the entry of one exactly named person of the county; a second person must agree. Each try is noted.',
  clause: '1.4',
  kind: 'command',
  roles: GLASS_ASKERS,
  // The person lies outside the own range, and who belongs to whom is read for both; the request itself is written as the asker.
  asSystem: true,
  input: AskBreakGlass,
  output: AskedBreakGlass,
  load: async ({ tx, app, actor, input, now }) => {
    if (actor.kind !== 'staff') throw notFound();
    const county = countyOfActor(actor);
    const today = dateOfDay(dayOf(now));
    await lockAsking(tx, actor.accountId);
    const limits = {
      minutes: await parameterOn(app, 'break-glass.minutes', county, today),
      most: await parameterOn(app, 'break-glass.asked', county, today),
      asked: await timesAsked(tx, county, actor.accountId, new Date(startOfDay(dayOf(now)))),
    };
    const meant = mayAsk(limits).allowed ? await personsMeant(tx, county, input.who) : [];
    const [id] = meant;
    const home = id !== undefined && meant.length === 1 ? await homeWithTies(tx, county, id, today) : null;
    return { county, today, limits, meant, id, home, circle: await circleOfActor(tx, actor) };
  },
  permit: ({ actor, subject: { limits, home, circle } }) => every(mayAsk(limits), home ? mayAskAbout(actor, home, circle) : allow),
  run: async ({ tx, app, actor, input, now, subject: { county, today, meant, id, home }, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const purpose = `申请紧急查看（${GLASS_REASONS[input.reason]}）：${input.words}`;
    if (!home || id === undefined) {
      audit({ kind: 'look', county, territory: actor.range, purpose, detail: { by: input.who.by, found: meant.length } });
      return { found: meant.length > 1 ? ('several' as const) : ('none' as const), id: null };
    }
    const territory = villageOf(home.territory);
    const wait = await parameterOn(app, 'break-glass.answer', county, today);
    const request = { county, id: newId(now.getTime()), territory, person: id };
    const answerBy = new Date(now.getTime() + wait * MINUTE);
    const text = templates.glassAsked({ asker: auditName(actor), reason: GLASS_REASONS[input.reason], by: answerBy.toISOString() });
    for (const accountId of await staffOver(tx, county, territory, GLASS_SECONDS, today))
      if (accountId !== actor.accountId) await tell(tx, app, now, { county, territory, accountId, kind: 'task', ...text });
    // From here on the database itself asks who writes.
    tx.defer(...becoming(actor));
    await addRequest(tx, actor, request, { by: input.who.by, reason: input.reason, words: input.words, at: now, answerBy });
    audit({ kind: 'change', county, territory, personId: id, purpose, detail: { breakGlass: request.id, by: input.who.by } });
    return { found: 'one' as const, id: request.id };
  },
});
