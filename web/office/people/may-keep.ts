import { IDENTITY_KEEPERS, REGISTER_KEEPERS } from '../../../domain/people/permissions.ts';
import type { StaffRole } from '../shell/me.ts';

const OPENERS: readonly StaffRole[] = [...REGISTER_KEEPERS, 'window-clerk'];

/** Who keeps the register of residents: grid and station (4.3). */
export const mayKeepPeople = (role: StaffRole): boolean => REGISTER_KEEPERS.includes(role);

/** Who opens an account for a resident who is there (2.3). */
export const mayOpenAccounts = (role: StaffRole): boolean => OPENERS.includes(role);

/** Who asks a village to check a household at home: the township's windows (2.4). */
export const mayAskToVerify = (role: StaffRole): boolean => role === 'window-clerk' || role === 'dispatcher';

/** Who hands somebody the data kept of them, and takes down what they ask about it (1.4). */
export const mayServeOwnData = (role: StaffRole): boolean => OPENERS.includes(role);

/** Who enters and sees identity numbers: station and window (2.6). */
export const mayKeepIdentity = (role: StaffRole): boolean => IDENTITY_KEEPERS.includes(role);
