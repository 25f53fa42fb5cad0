import type { AppointmentRole } from './roles.ts';

/**
 * Whose holders must sign in with a second factor (OWASP ASVS 5.0, 6.3.3): what a county chooses for `accounts.second-factor`, each choice with
 * those of the ones before it. Grid workers stand in none: their phones may be old, hold one grid, have a PIN of their own, and can be emptied.
 */
const ADDED: readonly { title: string; roles: readonly AppointmentRole[] }[] = [
  { title: '都不要求', roles: [] },
  { title: '管理员、督查员', roles: ['administrator', 'supervisor'] },
  { title: '再加分派员、窗口、镇办、部门', roles: ['dispatcher', 'window-clerk', 'office-staff', 'department-staff'] },
  { title: '除网格员外都要', roles: ['station-head', 'station-worker'] },
];

export const FACTOR_CHOICES: readonly string[] = ADDED.map(({ title }) => title);

/** Whether holders of a role must give a second factor where a county chose so (an index of FACTOR_CHOICES). */
export const demandsFactor = (role: AppointmentRole, choice: number): boolean =>
  ADDED.slice(0, choice + 1).some(({ roles }) => roles.includes(role));
