import { deviceName } from '../../../domain/accounts/device.ts';
import { SESSION } from '../../../domain/accounts/limits.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Exchange } from '../../platform/operation.ts';
import { forgetSession } from './authenticate.ts';
import { NO_COUNTY, spendCode } from './code-store.ts';
import { newToken } from './one-time.ts';
import { addSession, endSession } from './session-store.ts';

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
    device: deviceName(exchange.device),
    createdAt: now,
    expiresAt,
  });
  exchange.setSession(token, expiresAt);
}

/** Ends the session or unfinished registration the request came with, if any. */
export async function leaveSession({ tx, app, now, exchange }: Opening): Promise<void> {
  const { session } = exchange;
  if (!session) return;
  if (session.county === NO_COUNTY) await spendCode(tx, session.id, now);
  else await endSession(tx, session.county, session.tokenHash, now);
  forgetSession(app, session.tokenHash);
}
