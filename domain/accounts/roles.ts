import { z } from 'zod';

/** What a person does in the system when signed in with an appointment. */
export const STAFF_ROLES = [
  'grid-worker',
  'station-worker',
  'station-head',
  'window-clerk',
  'dispatcher',
  'office-staff',
  'department-staff',
  'supervisor',
  'administrator',
] as const;

/** Posts in a body that are shown to residents and carry no right to sign in. */
export const POSTS_WITHOUT_SIGN_IN = [
  'party-secretary',
  'party-deputy',
  'party-member',
  'committee-director',
  'committee-deputy',
  'committee-member',
  'supervision-head',
  'supervision-member',
  'group-head',
  'director',
] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];
export const APPOINTMENT_ROLES = [...STAFF_ROLES, ...POSTS_WITHOUT_SIGN_IN] as const;
export type AppointmentRole = (typeof APPOINTMENT_ROLES)[number];
export const AppointmentRoleSchema = z.enum(APPOINTMENT_ROLES);
export const StaffRoleSchema = z.enum(STAFF_ROLES);

/** Everyone an operation may be open to. */
export type Role = StaffRole | 'resident' | 'receipt-holder' | 'anyone' | 'system';

export const ROLE_TITLES: Record<AppointmentRole, string> = {
  'grid-worker': '网格员',
  'station-worker': '站务员',
  'station-head': '站长',
  'window-clerk': '窗口受理员',
  dispatcher: '分派员',
  'office-staff': '镇办承办员',
  'department-staff': '部门承办员',
  supervisor: '督查员',
  administrator: '管理员',
  'party-secretary': '党组织书记',
  'party-deputy': '党组织副书记',
  'party-member': '党组织委员',
  'committee-director': '主任',
  'committee-deputy': '副主任',
  'committee-member': '委员',
  'supervision-head': '监督委员会主任',
  'supervision-member': '监督委员会委员',
  'group-head': '村民小组组长',
  director: '负责人',
};

export function maySignIn(role: AppointmentRole): role is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(role);
}
