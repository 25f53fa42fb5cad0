import type { Actor } from '../../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { PARAMETERS } from '../../../domain/policy/parameters.ts';
import type { App } from '../../platform/app.ts';
import { auditStatements } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { tell, templates } from '../messages/index.ts';
import { loadPolicy } from '../policy/index.ts';
import { change } from './own-range.ts';
import { removePasskeysOf } from './passkey-store.ts';
import { endSessionsOf } from './session-store.ts';
import { noteWarned, setClosed, unusedSince } from './store.ts';

const DAY = 86_400_000;
const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Closes staff accounts nobody has used for `accounts.dormant` days, each warned `accounts.dormant.warning` days before; a sign-in in between takes the warning back. */
export async function closeDormant(tx: Tx, app: App, now: Date): Promise<void> {
  const policy = await loadPolicy(app, tx);
  const today = dateOfDay(dayOf(now));
  const shortest = PARAMETERS['accounts.dormant'].min - PARAMETERS['accounts.dormant.warning'].max;
  for (const row of await unusedSince(tx, new Date(now.getTime() - shortest * DAY))) {
    const days = policy.parameterOn('accounts.dormant', row.territory, today);
    const left = policy.parameterOn('accounts.dormant.warning', row.territory, today);
    const unused = (now.getTime() - row.usedAt.getTime()) / DAY;
    if (row.warnedAt === null) {
      if (unused < days - left) continue;
      await noteWarned(tx, row, now);
      const { inbox, sms } = templates.accountDormant({ days: Math.floor(unused), left });
      await tell(tx, app, now, { county: row.county, territory: row.territory, accountId: row.id, kind: 'account', inbox, sms });
    } else if (unused >= days && now.getTime() - row.warnedAt.getTime() >= left * DAY) {
      await setClosed(tx, row, now);
      await endSessionsOf(tx, row.county, row.id, now);
      await removePasskeysOf(tx, row.county, row.id);
      // Whoever asks later why somebody cannot sign in any more finds it here.
      tx.defer(...auditStatements(SYSTEM, 'accounts.dormant', now, [change(row, { closed: true })]));
    }
  }
}
