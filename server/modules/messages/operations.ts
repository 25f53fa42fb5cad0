import type { Actor } from '../../../domain/accounts/actor.ts';
import { maskedPhone } from '../../../domain/accounts/masked.ts';
import { pageOf } from '../../../domain/accounts/page.ts';
import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import {
  type DeliveryState,
  Inbox,
  MarkRead,
  type MessageKind,
  OutboxPage,
  ReadInbox,
  ReadOutbox,
  Unread,
} from '../../../domain/messages/contract.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { Tx } from '../../platform/database.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import type { SmsGateway } from './gateway.ts';
import { FORGOTTEN_CODE } from './retention-store.ts';
import { inbox, markRead, outbox, type Reader, unread } from './store.ts';

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

function readerOf(actor: Actor): Reader {
  if (actor.kind === 'staff') return { accountId: actor.accountId, persons: [] };
  if (actor.kind === 'resident') return { accountId: actor.accountId, persons: actor.persons };
  throw notFound();
}

/** The newest messages to an actor, as the inbox shows them. */
export async function inboxOf(tx: Tx, actor: Actor): Promise<Inbox['items']> {
  const rows = await inbox(tx, readerOf(actor));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as MessageKind,
    text: row.text,
    matterId: row.matter_id,
    createdAt: row.created_at.toISOString(),
    read: row.read_at !== null,
  }));
}

const readInbox = operation({
  name: 'messages.inbox',
  summary: 'The newest 200 messages to the one who asks.',
  clause: '4.8',
  kind: 'query',
  roles: ['resident', ...STAFF_ROLES],
  input: ReadInbox,
  output: Inbox,
  permit: () => allow,
  run: async ({ tx, actor }) => {
    const [items, waiting] = await Promise.all([inboxOf(tx, actor), unread(tx, readerOf(actor))]);
    return { items, unread: waiting };
  },
});

const markAsRead = operation({
  name: 'messages.markRead',
  summary: 'Marks own messages as read; those of others are left alone.',
  clause: '4.8',
  kind: 'command',
  roles: ['resident', ...STAFF_ROLES],
  input: MarkRead,
  output: Unread,
  permit: () => allow,
  run: async ({ tx, actor, input, now }) => {
    const reader = readerOf(actor);
    await markRead(tx, reader, input.ids, now);
    return { unread: await unread(tx, reader) };
  },
});

/** Codes are for the phone's owner alone; they are legible only where nothing else delivers them. */
const readOutbox = (gateway: SmsGateway) =>
  operation({
    name: 'messages.outbox',
    summary: 'Short messages of the own range with their delivery state, newest first.',
    clause: '4.8',
    kind: 'query',
    roles: ['administrator'],
    input: ReadOutbox,
    output: OutboxPage,
    permit: () => allow,
    run: async ({ tx, app, actor, input, audit }) => {
      const rows = await outbox(tx, { ...input, after: input.after ?? null, limit: input.limit + 1 });
      const { page, next } = pageOf(rows, input.limit, (row) => row.created_at);
      const legible = app.config.demo || !gateway.delivers;
      if (actor.kind === 'staff') {
        audit({
          kind: 'look',
          county: countyOf(actor.range),
          territory: actor.range,
          purpose: '查看短信发送情况',
          detail: { shown: page.length },
        });
      }
      return {
        items: page.map((row) => ({
          id: row.id,
          phone: app.config.demo ? (row.phone ?? '') : maskedPhone(row.phone ?? ''),
          text: row.kind === 'code' && !legible ? FORGOTTEN_CODE : row.text,
          state: row.state === 'read' ? 'sent' : (row.state as DeliveryState),
          createdAt: row.created_at.toISOString(),
          sendAfter: iso(row.send_after),
          sentAt: iso(row.sent_at),
          problem: row.problem,
        })),
        next,
        delivers: gateway.delivers,
      };
    },
  });

export const messageOperationsWith = (gateway: SmsGateway): Operation[] => [readInbox, markAsRead, readOutbox(gateway)];
