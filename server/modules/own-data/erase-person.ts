import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { stopSpeaking } from '../accounts/index.ts';
import { withdrawConsents } from '../consents/index.ts';
import { forgetIdentity, forgetPerson } from '../people/index.ts';
import { dropMessages, forgetInEndedMatters } from './store.ts';

interface Erasing {
  /** Where erased keys are noted, and the server whose sessions end; in a restore none runs. */
  app: App | Pick<App, 'keysFolder'>;
  county: string;
  personId: string;
  /** Also the entry in the register: the person has moved away. */
  moved: boolean;
}

/**
 * What an erasure takes, as `erasurePlan` tells it (Personal Information Protection Law, article 47); done twice it does nothing more. `at` is when
 * it was decided, from which the person lives here no longer; `now` when it is done. With the rights of the system.
 */
export async function erasePerson(tx: Tx, { app, county, personId, moved }: Erasing, at: Date, now: Date): Promise<void> {
  await forgetIdentity({ tx, app, now }, { county, personId }, 'erasure');
  await withdrawConsents(tx, { county, personId }, 'erasure', now);
  await stopSpeaking(tx, 'pool' in app ? app : null, { county, personId }, now);
  await dropMessages(tx, county, personId);
  await forgetInEndedMatters(tx, county, personId);
  await forgetPerson(tx, county, personId, moved ? dateOfDay(dayOf(at)) : null);
}
