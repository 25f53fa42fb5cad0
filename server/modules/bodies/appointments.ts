import { z } from 'zod';
import { Appoint, Appointed, CorrectAppointment, EndAppointment } from '../../../domain/bodies/contract.ts';
import { mayFillPost } from '../../../domain/bodies/permissions.ts';
import { judgeAppointment, judgeCorrection, judgeEnding } from '../../../domain/bodies/rules.ts';
import type { HeldPost } from '../../../domain/bodies/term.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { every } from '../../../domain/policy/permission.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { endSignIns, forgetSession } from '../accounts/index.ts';
import { factsChanged } from '../changes/index.ts';
import {
  addPost,
  type BodyRow,
  bodyById,
  candidate,
  correctPost,
  endPost,
  heldPosts,
  lockPosts,
  type PostRow,
  placeExists,
  postById,
} from './store.ts';

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

interface Held {
  post: PostRow & { county: string };
  body: BodyRow;
  /** All posts of the person, and this one among them. */
  own: HeldPost[];
  held: HeldPost;
}

/** A post with its body and the other posts of who holds it. */
async function postAsHeld(tx: Tx, id: string): Promise<Held> {
  const post = await postById(tx, id);
  const body = post && (await bodyById(tx, post.bodyId));
  if (!post || !body) throw notFound();
  const around = await heldPosts(tx, post.county, { personId: post.personId, bodyId: post.bodyId, territory: post.territory });
  const own = around.filter((other) => other.personId === post.personId);
  const held = own.find((other) => other.id === post.id);
  if (!held) throw notFound();
  return { post, body, own, held };
}

export const endAppointment = operation({
  name: 'bodies.endAppointment',
  summary: 'Ends a post on a day; it stays in the history.',
  clause: '1.1',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: EndAppointment,
  output: z.object({ ok: z.literal(true) }),
  load: ({ tx, input }): Promise<Held> => postAsHeld(tx, input.id),
  permit: ({ actor, input, subject: { post, body, own, held }, now }) =>
    every(mayFillPost(actor, body, post.role), judgeEnding(held, input.validUntil, own, dateOfDay(dayOf(now)))),
  async run({ tx, app, input, subject: { post, body }, now, audit }) {
    forgetSession(app, post.id);
    await endPost(tx, post.county, post.id, input.validUntil);
    const ended = await endSignIns(tx, now, post.id);
    factsChanged(tx, now, 'bodies', [body.territory, post.territory]);
    audit({
      kind: 'change',
      county: post.county,
      territory: post.territory,
      personId: post.personId,
      detail: { appointment: post.id, validUntil: input.validUntil, ended },
    });
    return { ok: true as const };
  },
});

export const correctAppointment = operation({
  name: 'bodies.correctAppointment',
  summary: 'Puts right what is written of a post: work phone, allowance, and of a supervisor whether she is a woman.',
  clause: '5.3',
  kind: 'command',
  roles: ['administrator', 'station-head'],
  input: CorrectAppointment,
  output: z.object({ ok: z.literal(true) }),
  async load({ tx, input }): Promise<Held & { livesIn: string | null }> {
    const found = await postAsHeld(tx, input.id);
    const person = await candidate(tx, found.post.county, found.post.personId);
    return { ...found, livesIn: person?.livesIn ?? null };
  },
  permit: ({ actor, input, subject: { post, body, own, held, livesIn }, now }) =>
    every(
      mayFillPost(actor, body, post.role),
      judgeCorrection({ ...held, allowance: post.allowance }, input, { name: post.name, livesIn, own }, dateOfDay(dayOf(now))),
    ),
  async run({ tx, input, subject: { post, body }, now, audit }) {
    await correctPost(tx, post.county, input);
    factsChanged(tx, now, 'bodies', [body.territory, post.territory]);
    const fields = (['phone', 'allowance', 'woman'] as const).filter((field) => input[field] !== post[field]);
    audit({
      kind: 'change',
      county: post.county,
      territory: post.territory,
      personId: post.personId,
      detail: { appointment: post.id, fields: fields.join(' ') },
    });
    return { ok: true as const };
  },
});
