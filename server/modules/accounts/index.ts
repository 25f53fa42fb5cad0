import type { Operation } from '../../platform/operation.ts';
import { administrationOperations } from './administration.ts';
import { demoOperations } from './demo-sign-in.ts';
import { meOperations } from './me.ts';
import { openForResidentOperations } from './open-for-resident.ts';
import { passkeyOperations } from './passkeys.ts';
import { providerSignInOperations } from './provider-sign-in.ts';
import { resetLinkOperations } from './reset-link.ts';
import { residentPasskeyOperations } from './resident-passkeys.ts';
import { residentSignInOperations } from './resident-sign-in.ts';
import { secondFactorOperations } from './second-factor.ts';
import { sessionOperations } from './sessions.ts';
import { signInOperations } from './sign-in.ts';
import { subjectOperations } from './subjects.ts';

export { authenticate, type Caller, forgetSession } from './authenticate.ts';
export { createAdministrator, type FirstAdministrator } from './create-administrator.ts';
export { accountJobs, accountSchedules } from './jobs.ts';
export { endSignIns } from './leaver-store.ts';
export { hashPassword } from './password-hash.ts';
export { accountRetention } from './retention-store.ts';
export { staffAccountsOf } from './staff-store.ts';
export { stopSpeaking } from './stop-speaking.ts';
export { addAccounts, linkPersons, type NewAccount, type NewLink } from './store.ts';

/** Everything about who one is: signing in and out, sessions, second factor, passkeys, administration, the demo's personas. */
export const accountOperations: Operation[] = [
  ...meOperations,
  ...residentSignInOperations,
  ...residentPasskeyOperations,
  ...signInOperations,
  ...providerSignInOperations,
  ...sessionOperations,
  ...secondFactorOperations,
  ...passkeyOperations,
  ...administrationOperations,
  ...resetLinkOperations,
  ...subjectOperations,
  ...openForResidentOperations,
  ...demoOperations,
];
