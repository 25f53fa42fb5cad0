import { z } from 'zod';
import { Appoint, Appointed, EndAppointment } from '../../../domain/bodies/contract.ts';
import { mayFillPost } from '../../../domain/bodies/permissions.ts';
import { judgeAppointment, judgeEnding } from '../../../domain/bodies/rules.ts';
import type { HeldPost } from '../../../domain/bodies/term.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { every } from '../../../domain/policy/permission.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { forgetSession } from '../accounts/index.ts';
import { factsChanged } from '../changes/index.ts';
import { addPost, type BodyRow, bodyById, candidate, endPost, heldPosts, lockPosts, type PostRow, placeExists, postById } from './store.ts';

interface Appointing {
  body: BodyRow;
  person: { id: string; name: string; livesIn: string | null };
  held: HeldPost[];
  territory: string;
}

export const appoint = operation({
  name: 'bodies.appoint',
  summary: 'Gives a person a post; refuses with the clause who may not hold it.',
  clause: '2.3',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: Appoint,
  output: Appointed,
  async load({ tx, input, now }): Promise<Appointing> {
    const body = await bodyById(tx, input.bodyId);
    if (!body) throw notFound();
    await lockPosts(tx, body.id);
    const territory = input.territory ?? body.territory;
    if (!(await placeExists(tx, territory, dateOfDay(dayOf(now))))) throw invalid('territory', '没有这个地区或网格');
    const person = await candidate(tx, body.county, input.personId);
    if (!person) throw invalid('personId', '在您的范围内没有这个人');
    return { body, person, territory, held: await heldPosts(tx, body.county, { personId: person.id, bodyId: body.id, territory }) };
  },
  permit: ({ actor, input, subject: { body, person, held, territory } }) =>
    every(
      mayFillPost(actor, body, input.role),
      judgeAppointment(
        {
          body,
          person,
          own: held.filter((post) => post.personId === person.id),
          others: held.filter((post) => post.personId !== person.id),
        },
        { ...input, territory },
      ),
    ),
  async run({ tx, input, subject: { body, person, territory }, now, audit }) {
    const id = newId(now.getTime());
    await addPost(tx, {
      county: body.county,
      id,
      personId: person.id,
      bodyId: body.id,
      name: person.name,
      role: input.role,
      phone: input.phone,
      territory,
      allowance: input.allowance,
      woman: input.woman,
      validFrom: input.validFrom,
      validUntil: input.validUntil,
    });
    factsChanged(tx, now, 'bodies', [body.territory, territory]);
    audit({
      kind: 'change',
      county: body.county,
      territory,
      personId: person.id,
      detail: { appointment: id, role: input.role, validFrom: input.validFrom },
    });
    return { id };
  },
});

interface Ending {
  post: PostRow & { county: string };
  body: BodyRow;
  own: HeldPost[];
  ending: HeldPost;
}

export const endAppointment = operation({
  name: 'bodies.endAppointment',
  summary: 'Ends a post on a day; it stays in the history.',
  clause: '1.1',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: EndAppointment,
  output: z.object({ ok: z.literal(true) }),
  async load({ tx, input }): Promise<Ending> {
    const post = await postById(tx, input.id);
    const body = post && (await bodyById(tx, post.bodyId));
    if (!post || !body) throw notFound();
    const held = await heldPosts(tx, post.county, { personId: post.personId, bodyId: post.bodyId, territory: post.territory });
    const own = held.filter((other) => other.personId === post.personId);
    const ending = own.find((other) => other.id === post.id);
    if (!ending) throw notFound();
    return { post, body, own, ending };
  },
  permit: ({ actor, input, subject: { post, body, own, ending }, now }) =>
    every(mayFillPost(actor, body, post.role), judgeEnding(ending, input.validUntil, own, dateOfDay(dayOf(now)))),
  async run({ tx, app, input, subject: { post, body }, now, audit }) {
    forgetSession(app, post.id);
    await endPost(tx, post.county, post.id, input.validUntil);
    factsChanged(tx, now, 'bodies', [body.territory, post.territory]);
    audit({
      kind: 'change',
      county: post.county,
      territory: post.territory,
      personId: post.personId,
      detail: { appointment: post.id, validUntil: input.validUntil },
    });
    return { ok: true as const };
  },
});
