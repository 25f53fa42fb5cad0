import type { Actor, StaffActor } from '../../../domain/accounts/actor.ts';
import { SESSION } from '../../../domain/accounts/limits.ts';
import { type AppointmentRole, maySignIn } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { App } from '../../platform/app.ts';
import { askOnce, transaction } from '../../platform/database.ts';
import { receiptHash } from '../../platform/ids.ts';
import type { SessionKey } from '../../platform/operation.ts';
import { findSecret, NO_COUNTY } from './code-store.ts';
import { type HeldPost, hasFactor, mustGiveFactor } from './factor-demand.ts';
import { tokenHashOf } from './one-time.ts';
import { findSession, type SessionRow, touchSessions, type UsedSession } from './session-store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const NOBODY: Caller = { actor: { kind: 'anyone' }, session: null, entering: null };

/** Who calls, and with which sign-in. */
export interface Caller {
  actor: Actor;
  session: SessionKey | null;
  /** Who has still to set up a second factor; until then the actor is nobody. */
  entering: StaffActor | null;
}

interface Known {
  caller: Caller;
  /** Whose ending ends this sign-in: the account and, of staff, the appointment. */
  dependsOn: readonly string[];
  kind: 'resident' | 'staff';
  seenAt: number;
  expiresAt: number;
  /** Real time, not the injected clock: how long memory may be believed. */
  readAt: number;
}

const BELIEVED_FOR = 5_000;
const MOST_KNOWN = 20_000;
const TOUCH_EVERY = 60_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

class Memory {
  readonly known = new Map<string, Known>();
  /** Tokens and accounts that just changed: until then the database is asked each time, since the change is seen only once committed. */
  readonly wary = new Map<string, number>();
  /** Sessions used a moment ago, which the database does not know yet. */
  readonly used = new Map<string, UsedSession>();

  get(tokenHash: string): Known | undefined {
    const found = this.known.get(tokenHash);
    if (!found || performance.now() - found.readAt > BELIEVED_FOR || this.isWary(tokenHash, found)) return undefined;
    return found;
  }

  keep(tokenHash: string, known: Known): void {
    if (this.isWary(tokenHash, known)) return;
    this.known.delete(tokenHash);
    this.known.set(tokenHash, known);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_KNOWN) break;
      this.known.delete(oldest);
    }
  }

  forget(key: string): void {
    const now = performance.now();
    for (const [old, until] of this.wary) if (until < now) this.wary.delete(old);
    this.wary.set(key, now + BELIEVED_FOR * 2);
    this.known.delete(key);
  }

  private isWary(tokenHash: string, { dependsOn }: Known): boolean {
    return [tokenHash, ...dependsOn].some((key) => (this.wary.get(key) ?? 0) > performance.now());
  }
}

const memories = new WeakMap<App, Memory>();

function memoryOf(app: App): Memory {
  let memory = memories.get(app);
  if (!memory) {
    memory = new Memory();
    memories.set(app, memory);
  }
  return memory;
}

/** Called by whatever ends or changes a session (its token hash), or all sessions of an account or an appointment (its id). */
export function forgetSession(app: App, tokenHashOrId: string): void {
  memoryOf(app).forget(tokenHashOrId);
}

/**
 * Who sends a request. A receipt named on the request speaks before the cookie; a session that is unknown, ended, idle for too long, or whose
 * appointment or account has ended is nobody's.
 */
export async function authenticate(app: App, sessionToken: string | null, receiptCode: string | null): Promise<Caller> {
  if (receiptCode !== null) return { ...NOBODY, actor: { kind: 'receipt', receipt: receiptHash(receiptCode) } };
  if (sessionToken === null || !TOKEN.test(sessionToken)) return NOBODY;
  const memory = memoryOf(app);
  const tokenHash = tokenHashOf(sessionToken);
  const now = app.clock.now();
  let known = memory.get(tokenHash);
  if (!known) {
    const read = await readSession(app, tokenHash, now);
    if (!read) return NOBODY;
    if ('actor' in read) return read;
    known = read;
    memory.keep(tokenHash, known);
  }
  if (known.expiresAt <= now.getTime() || known.seenAt + SESSION[known.kind].idle <= now.getTime()) return NOBODY;
  touch(app, known, now);
  return known.caller;
}

async function readSession(app: App, tokenHash: string, now: Date): Promise<Known | Caller | null> {
  const row = await askOnce(app.pool, SYSTEM, (tx) => findSession(tx, tokenHash, now, dateOfDay(dayOf(now))));
  if (!row) return registering(app, tokenHash, now);
  const actor = actorOf(row);
  if (!actor) return null;
  const session = {
    id: row.id,
    county: row.county,
    tokenHash,
    signedInAt: new Date(row.expiresAt.getTime() - SESSION[row.kind].whole),
    secondFactor: row.secondFactor,
  };
  const caller = actor.kind === 'staff' && !row.secondFactor ? await callerWithOne(app, actor, session, row.posts, now) : undefined;
  if (caller === null) return null;
  return {
    caller: caller ?? { actor, session, entering: null },
    dependsOn: [row.accountId, ...(actor.kind === 'staff' ? [actor.appointmentId] : [])],
    kind: row.kind,
    seenAt: row.seenAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    readAt: performance.now(),
  };
}

/** A phone that has proved itself and is not on file yet: nobody so far, but known to accounts.register. */
async function registering(app: App, tokenHash: string, now: Date): Promise<Caller | null> {
  const found = await askOnce(app.pool, SYSTEM, (tx) => findSecret(tx, 'register', tokenHash, now));
  return found
    ? {
        actor: { kind: 'anyone' },
        session: { id: found.id, county: NO_COUNTY, tokenHash, signedInAt: now, secondFactor: false },
        entering: null,
      }
    : null;
}

/**
 * Who comes with one factor alone: themselves where their posts ask no more, else nobody who may set a second one up. Null where they have
 * one already: a password without it is worth nothing then, and must not add another.
 */
async function callerWithOne(
  app: App,
  actor: StaffActor,
  session: SessionKey,
  posts: readonly HeldPost[],
  now: Date,
): Promise<Caller | null> {
  if (!(await mustGiveFactor(app, posts, now))) return { actor, session, entering: null };
  const has = await transaction(app.pool, SYSTEM, (tx) => hasFactor(tx, { county: session.county, id: actor.accountId }));
  return has ? null : { actor: { kind: 'anyone' }, session, entering: actor };
}

function actorOf(row: SessionRow): Actor | null {
  if (row.kind === 'staff') {
    const { appointment } = row;
    if (!appointment || !maySignIn(appointment.role as AppointmentRole)) return null;
    return {
      kind: 'staff',
      accountId: row.accountId,
      personId: appointment.personId,
      name: appointment.name,
      role: appointment.role as Extract<Actor, { kind: 'staff' }>['role'],
      appointmentId: appointment.id,
      body: { id: appointment.bodyId, name: appointment.bodyName, kind: appointment.bodyKind, territory: appointment.bodyTerritory },
      range: appointment.territory,
    };
  }
  const speaker = row.persons.find(({ id }) => id === row.personId) ?? row.persons[0];
  if (!speaker) return null;
  return {
    kind: 'resident',
    accountId: row.accountId,
    personId: speaker.id,
    name: speaker.name,
    persons: row.persons.map(({ id }) => id),
    county: row.county,
  };
}

/** A breath, so that the sessions of many requests are noted together. */
const NOTED_AFTER = 250;

/** Notes the use of a session at most once a minute, and lets nobody wait for it. */
function touch(app: App, known: Known, now: Date): void {
  if (now.getTime() - known.seenAt < TOUCH_EVERY || known.caller.session === null) return;
  known.seenAt = now.getTime();
  const { used } = memoryOf(app);
  const { county, tokenHash } = known.caller.session;
  used.set(tokenHash, { county, tokenHash, at: now });
  if (used.size > 1) return;
  setTimeout(() => {
    const noted = [...used.values()];
    used.clear();
    // A server that has closed meanwhile notes nothing more.
    if (app.pool.ending) return;
    transaction(app.pool, SYSTEM, (tx) => touchSessions(tx, noted)).catch((error: Error) =>
      app.log.warn({ problem: error.message }, 'the use of sessions could not be noted'),
    );
  }, NOTED_AFTER).unref();
}
