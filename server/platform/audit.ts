import { type Actor, roleOf } from '../../domain/accounts/actor.ts';
import { newId } from './ids.ts';
import { escapeLiteral } from './literals.ts';
import { executed } from './prepared.ts';

/** One look at or change of personal data or of a matter (Personal Information Protection Law, articles 51 and 54). */
export interface AuditEntry {
  kind: 'look' | 'change';
  county: string;
  territory: string;
  personId?: string | null;
  matterId?: string | null;
  purpose?: string;
  detail?: Record<string, string | number | boolean | null>;
}

const literal = (value: string | null | undefined): string => (value === null || value === undefined ? 'null' : escapeLiteral(value));

/** How an actor is named in the audit: staff by name and body, residents never by name. */
export function auditName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `${actor.name}（${actor.body.name}）`;
    case 'resident':
      return '居民本人';
    case 'receipt':
      return '持凭条人';
    case 'anyone':
      return '未登录';
    case 'system':
      return actor.name;
  }
}

/** The statements that append audit rows; sent together with `commit`. */
export function auditStatements(actor: Actor, operation: string, now: Date, entries: readonly AuditEntry[]): string[] {
  if (!entries.length) return [];
  const at = literal(now.toISOString());
  const account = actor.kind === 'staff' || actor.kind === 'resident' ? literal(actor.accountId) : 'null';
  const body = actor.kind === 'staff' ? literal(actor.body.id) : 'null';
  return entries.map((entry) =>
    executed('audit', {
      county: literal(entry.county),
      id: literal(newId(now.getTime())),
      at,
      account_id: account,
      actor: literal(auditName(actor)),
      role: literal(roleOf(actor)),
      body_id: body,
      territory: literal(entry.territory),
      operation: literal(operation),
      kind: literal(entry.kind),
      person_id: literal(entry.personId),
      matter_id: literal(entry.matterId),
      purpose: literal(entry.purpose ?? ''),
      detail: literal(JSON.stringify(entry.detail ?? {})),
    }),
  );
}
