import type { App } from '../../platform/app.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { tell, templates } from '../messages/index.ts';
import { change } from './own-range.ts';
import type { AccountRow } from './store.ts';

/** What can change about how somebody signs in, as people call it. */
const CHANGES = {
  password: '改了密码',
  totpOn: '开了动态码',
  totpOff: '关了动态码',
  passkeyAdded: '加了一个通行密钥',
  passkeyRemoved: '去掉了一个通行密钥',
  resetLink: '要了一个重设链接',
  waysTakenBack: '要了一个重设链接，动态码和通行密钥都取消了',
} as const;

interface Context {
  tx: Tx;
  app: App;
  now: Date;
  audit(entry: AuditEntry): void;
}

/** Notes a change of the ways into an account in the audit and tells its owner, who may not have made it. */
export async function noteChangedWay(
  { tx, app, now, audit }: Context,
  account: AccountRow,
  what: keyof typeof CHANGES,
  detail: Record<string, string | boolean> = {},
): Promise<void> {
  audit(change(account, { [what]: true, ...detail }));
  const { county, territory, id, kind, phone } = account;
  // Residents seldom open their inbox: the phone they sign in with hears of it too.
  const { inbox, sms } =
    kind === 'resident' ? templates.residentWayChanged({ what: CHANGES[what] }) : templates.accountWayChanged({ what: CHANGES[what] });
  await tell(tx, app, now, { county, territory, accountId: id, phone: kind === 'resident' ? phone : null, kind: 'account', inbox, sms });
}
