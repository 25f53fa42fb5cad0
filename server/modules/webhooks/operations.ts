import type { Actor } from '../../../domain/accounts/actor.ts';
import { allow, type Permission, when } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import {
  AddWebhook,
  Deliveries,
  ListDeliveries,
  NamedWebhook,
  Nothing,
  WebhookDone,
  type WebhookEvent,
  WebhookList,
  WebhookSecret,
} from '../../../domain/webhooks/contract.ts';
import { mayAddWebhook } from '../../../domain/webhooks/permissions.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { shortNames } from '../territory/index.ts';
import { whyNot } from './address.ts';
import { deliverSoon } from './announce.ts';
import { secretOf, shownSecret } from './signature.ts';
import { addWebhook, changeWebhook, latestDeliveries, lockWebhook, tryDeadAgain, webhooksIn } from './store.ts';

type Webhook = NonNullable<Awaited<ReturnType<typeof lockWebhook>>>;
const named = async (tx: Tx, id: string): Promise<Webhook> => (await lockWebhook(tx, id)) ?? Promise.reject(notFound());
const whileOpen = ({ subject }: { subject: Webhook }): Permission => when(subject.ended_at === null, '这个推送已经停了。');
const nameOf = (actor: Actor): string => (actor.kind === 'staff' ? actor.name : '系统');
const changed = ({ county, territory, id }: Webhook, what: string) =>
  ({ kind: 'change', county, territory, purpose: what, detail: { webhook: id } }) as const;

const list = operation({
  name: 'webhooks.list',
  summary: 'The other systems that are told of matters of the own range, never their secrets.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  input: Nothing,
  output: WebhookList,
  permit: () => allow,
  run: async ({ tx }) => {
    const rows = await webhooksIn(tx);
    const names = await shortNames(tx, [...new Set(rows.map(({ territory }) => territory))]);
    return {
      webhooks: rows.map((row) => ({
        id: row.id,
        url: row.url,
        territory: row.territory,
        place: names.get(row.territory) ?? row.territory,
        events: row.events as WebhookEvent[],
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
        endedAt: row.ended_at?.toISOString() ?? null,
        endedWhy: row.ended_why,
        waiting: row.waiting ?? 0,
        dead: row.dead ?? 0,
      })),
    };
  },
});

const add = operation({
  name: 'webhooks.add',
  summary: 'Tells another system of matters of a place from now on; the secret it checks signatures with is shown this once.',
  clause: '2.7',
  // A query: the answer of a command is kept, and a secret must not be.
  kind: 'query',
  roles: ['administrator'],
  perMinute: 10,
  input: AddWebhook,
  output: WebhookSecret,
  permit: ({ actor, input }) => mayAddWebhook(actor, input.territory),
  run: async ({ tx, app, actor, input, now, audit }) => {
    const refused = whyNot(input.url, app.config.webhookHosts);
    if (refused) throw invalid('url', refused);
    if (!(await shortNames(tx, [input.territory])).size) throw invalid('territory', '没有这个地区');
    const id = newId(now.getTime());
    const county = countyOf(input.territory);
    const events = [...new Set(input.events)];
    await addWebhook(tx, { county, id, territory: input.territory, url: input.url, events, created_at: now, created_by: nameOf(actor) });
    audit({ kind: 'change', county, territory: input.territory, purpose: '登记推送', detail: { webhook: id } });
    return { id, secret: shownSecret(secretOf(app.sealKey, id, 1)) };
  },
});

const rotate = operation({
  name: 'webhooks.rotate',
  summary: 'Gives a webhook a new secret; for a day both sign.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  perMinute: 10,
  input: NamedWebhook,
  output: WebhookSecret,
  load: ({ tx, input }) => named(tx, input.id),
  permit: whileOpen,
  run: async ({ tx, app, subject, now, audit }) => {
    const generation = subject.generation + 1;
    await changeWebhook(tx, subject, { generation, rotated_at: now });
    audit(changed(subject, '换推送密钥'));
    return { id: subject.id, secret: shownSecret(secretOf(app.sealKey, subject.id, generation)) };
  },
});

const end = operation({
  name: 'webhooks.end',
  summary: 'Tells another system nothing any more.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  input: NamedWebhook,
  output: WebhookDone,
  load: ({ tx, input }) => named(tx, input.id),
  permit: whileOpen,
  run: async ({ tx, actor, subject, now, audit }) => {
    await changeWebhook(tx, subject, { ended_at: now, ended_why: `${nameOf(actor)}停的` });
    audit(changed(subject, '停推送'));
    return { done: true as const };
  },
});

const deliveries = operation({
  name: 'webhooks.deliveries',
  summary: 'What a webhook was told lately, and what became of it.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  input: ListDeliveries,
  output: Deliveries,
  load: ({ tx, input }) => named(tx, input.webhook),
  permit: () => allow,
  run: async ({ tx, subject }) => ({
    deliveries: (await latestDeliveries(tx, subject)).map((row) => ({
      id: row.id,
      event: row.event,
      state: row.state as 'waiting' | 'sent' | 'dead',
      attempts: row.attempts,
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      nextAt: row.next_at.toISOString(),
      status: row.status,
      problem: row.problem,
    })),
  }),
});

const retry = operation({
  name: 'webhooks.retry',
  summary: 'Sends again what was given up after eight tries.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  input: NamedWebhook,
  output: WebhookDone,
  asSystem: true,
  load: async ({ tx, actor, input }) => {
    const found = await named(tx, input.id);
    return mayAddWebhook(actor, found.territory).allowed ? found : Promise.reject(notFound());
  },
  permit: whileOpen,
  run: async ({ tx, subject, now }) => {
    await tryDeadAgain(tx, subject, now);
    await deliverSoon(tx, now, subject);
    return { done: true as const };
  },
});

export const webhookOperations: Operation[] = [list, add, rotate, end, deliveries, retry];
