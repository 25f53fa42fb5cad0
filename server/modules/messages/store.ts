import { sql } from 'kysely';
import type { PagePoint } from '../../../domain/accounts/page.ts';
import type { MessageKind } from '../../../domain/messages/contract.ts';
import type { Tx } from '../../platform/database.ts';
import { filledUp } from '../../platform/filled-up.ts';
import { withKey } from '../../platform/sealed.ts';
import { countiesIn, opened, phoneForms, phoneIndex, sealed } from '../keys/index.ts';

export interface NewMessage {
  county: string;
  id: string;
  territory: string;
  personId: string | null;
  accountId: string | null;
  phone: string | null;
  channel: 'inbox' | 'sms';
  kind: MessageKind;
  text: string;
  matterId: string | null;
  createdAt: Date;
  sendAfter: Date | null;
  /** Bulk imports of past messages set these; new ones start waiting. */
  state?: 'waiting' | 'sent' | 'failed' | 'read';
  sentAt?: Date | null;
  readAt?: Date | null;
}

export async function addMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (!messages.length) return;
  await tx.db
    .insertInto('message')
    .values(
      messages.map((message) => ({
        county: message.county,
        id: message.id,
        territory: message.territory,
        person_id: message.personId,
        account_id: message.accountId,
        phone_sealed: sealed(tx, 'message.phone', message, message.personId, message.phone),
        phone_index: message.phone && phoneIndex(tx.keys, message.county, message.phone),
        channel: message.channel,
        kind: message.kind,
        text: message.text,
        matter_id: message.matterId,
        created_at: message.createdAt,
        send_after: message.sendAfter,
        state: message.state ?? 'waiting',
        sent_at: message.sentAt ?? null,
        read_at: message.readAt ?? null,
      })),
    )
    .execute();
}

/** Whose inbox: messages to the account itself and to the people it speaks for. */
export interface Reader {
  accountId: string;
  persons: readonly string[];
}

const inboxOf = (tx: Tx, { accountId, persons }: Reader) =>
  tx.db
    .selectFrom('message')
    .where('channel', '=', 'inbox')
    .where((where) =>
      where.or([where('account_id', '=', accountId), ...(persons.length ? [where('person_id', 'in', filledUp(persons))] : [])]),
    );

const LONGEST_INBOX = 200;

export function inbox(tx: Tx, reader: Reader) {
  return inboxOf(tx, reader)
    .select(['id', 'kind', 'text', 'matter_id', 'created_at', 'read_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LONGEST_INBOX)
    .execute();
}

export async function unread(tx: Tx, reader: Reader): Promise<number> {
  const found = await inboxOf(tx, reader)
    .where('read_at', 'is', null)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return found?.count ?? 0;
}

export async function markRead(tx: Tx, { accountId, persons }: Reader, ids: readonly string[], now: Date): Promise<void> {
  await tx.db
    .updateTable('message')
    .set({ read_at: now, state: 'read' })
    .where('channel', '=', 'inbox')
    .where('read_at', 'is', null)
    .where('id', 'in', filledUp(ids))
    .where((where) =>
      where.or([where('account_id', '=', accountId), ...(persons.length ? [where('person_id', 'in', filledUp(persons))] : [])]),
    )
    .execute();
}

export interface OutboxQuery {
  q: string;
  state?: string;
  after: PagePoint | null;
  limit: number;
}

/** Short messages the administrator may see, newest first; `q` is a whole phone or part of the text. */
export async function outbox(tx: Tx, { q, state, after, limit }: OutboxQuery) {
  const counties = /^[\d-]{7,13}$/.test(q) ? await countiesIn(tx) : [];
  const phones = counties.flatMap((county) => phoneForms(tx.keys, county, q));
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await tx.db
    .selectFrom('message')
    .select(['county', 'id', withKey('message', 'phone_sealed').as('phone')])
    .select(['kind', 'text', 'state', 'created_at', 'send_after', 'sent_at', 'problem'])
    .where('channel', '=', 'sms')
    .$if(q !== '', (query) =>
      query.where((where) =>
        where.or([
          sql<boolean>`phone_index = any(${phones}::text[])`,
          where.and([where('kind', '!=', 'code'), where('text', 'like', like)]),
        ]),
      ),
    )
    .$if(state !== undefined, (query) => query.where('state', '=', state as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(created_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, phone: opened(tx, 'message.phone', row, row.phone) }));
}

/** A short message that may still have to go out. */
export async function toSend(tx: Tx, county: string, id: string) {
  const row = await tx.db
    .selectFrom('message')
    .select([withKey('message', 'phone_sealed').as('phone'), 'text', 'kind', 'state', 'created_at'])
    .where('county', '=', county)
    .where('id', '=', id)
    .where('channel', '=', 'sms')
    .executeTakeFirst();
  return row && { ...row, phone: opened(tx, 'message.phone', { county, id }, row.phone) };
}

export async function markSent(tx: Tx, county: string, id: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('message')
    .set({ state: 'sent', sent_at: now, problem: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function markFailed(tx: Tx, county: string, id: string, problem: string): Promise<void> {
  await tx.db.updateTable('message').set({ state: 'failed', problem }).where('county', '=', county).where('id', '=', id).execute();
}

/** A code that was delivered or has expired needs no keeping. */
export async function forgetText(tx: Tx, county: string, id: string, text: string): Promise<void> {
  await tx.db.updateTable('message').set({ text }).where('county', '=', county).where('id', '=', id).execute();
}
