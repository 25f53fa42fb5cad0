import type { Actor } from '../../../domain/accounts/actor.ts';
import { deviceName } from '../../../domain/accounts/device.ts';
import { SESSION } from '../../../domain/accounts/limits.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Exchange } from '../../platform/operation.ts';
import { forgetSession } from './authenticate.ts';
import { NO_COUNTY, spendCode } from './code-store.ts';
import { hasFactor } from './factor-demand.ts';
import { newToken } from './one-time.ts';
import { addSession, endSession, lowerSessionsOf, sessionEnd } from './session-store.ts';

interface Opening {
  tx: Tx;
  app: App;
  now: Date;
  exchange: Exchange;
}

interface Who {
  county: string;
  accountId: string;
  kind: 'resident' | 'staff';
  /** The hat of staff, or the person a resident speaks as. */
  appointmentId?: string;
  personId?: string;
  secondFactor?: boolean;
  /** A change of hat does not lengthen the sign-in. */
  expiresAt?: Date;
}

/** Starts a session under a new token and ends the one the request came with, so that a token planted before sign-in is worth nothing. */
export async function startSession({ tx, app, now, exchange }: Opening, who: Who): Promise<void> {
  await leaveSession({ tx, app, now, exchange });
  const { token, tokenHash } = newToken();
  const expiresAt = who.expiresAt ?? new Date(now.getTime() + SESSION[who.kind].whole);
  await addSession(tx, {
    county: who.county,
    tokenHash,
    id: newId(now.getTime()),
    accountId: who.accountId,
    appointmentId: who.appointmentId ?? null,
    personId: who.personId ?? null,
    secondFactor: who.secondFactor ?? false,
    device: deviceName(exchange.device),
    createdAt: now,
    expiresAt,
  });
  exchange.setSession(token, expiresAt);
}

/**
 * Whoever just proved a new second factor has now given two: the sign-in of the request goes on under a new token, no longer than before. Other
 * sign-ins with a password alone are looked at anew, since they have to give it too.
 */
export async function raiseSession(opening: Opening & { actor: Actor }, accountId: string): Promise<void> {
  const { tx, app, actor, exchange } = opening;
  forgetSession(app, accountId);
  if (actor.kind !== 'staff' || !exchange.session || exchange.session.secondFactor) return;
  const { county, tokenHash } = exchange.session;
  const expiresAt = (await sessionEnd(tx, county, tokenHash)) ?? undefined;
  await startSession(opening, {
    county,
    accountId,
    kind: 'staff',
    appointmentId: actor.appointmentId,
    personId: actor.personId,
    secondFactor: true,
    expiresAt,
  });
}

/** Where the last second factor of an account is gone its sign-ins are worth one: where two are demanded, the next is set up at once. */
export async function lowerWithoutFactor({ tx, app }: Opening, account: { county: string; id: string }): Promise<void> {
  if (await hasFactor(tx, account)) return;
  await lowerSessionsOf(tx, account.county, account.id);
  forgetSession(app, account.id);
}

/** Ends the session or unfinished registration the request came with, if any. */
export async function leaveSession({ tx, app, now, exchange }: Opening): Promise<void> {
  const { session } = exchange;
  if (!session) return;
  if (session.county === NO_COUNTY) await spendCode(tx, session.id, now);
  else await endSession(tx, session.county, session.tokenHash, now);
  forgetSession(app, session.tokenHash);
}
