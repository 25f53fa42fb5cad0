import type { IconName } from '../../kit/icons.tsx';
import type { StaffRole } from './me.ts';
import { say } from './messages.ts';

type Roles = readonly StaffRole[];

const FRONT: Roles = ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher'];

/** Which roles may use a screen; a screen that is not here is open to all staff. */
export const SCREEN_ROLES = {
  '/': ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'office-staff', 'department-staff', 'supervisor'],
  '/intake': FRONT,
  '/board': ['dispatcher'],
  '/supervision': ['dispatcher', 'supervisor', 'station-head'],
  '/people': [...FRONT, 'office-staff'],
  '/accounts': ['administrator'],
  '/messages': ['administrator'],
  '/audit': ['supervisor', 'administrator'],
} as const satisfies Record<string, Roles>;

export function mayOpen(path: string, role: StaffRole): boolean {
  const roles: Roles | undefined = (SCREEN_ROLES as Record<string, Roles>)[path];
  return !roles || roles.includes(role);
}

export type NavPath =
  | '/'
  | '/intake'
  | '/board'
  | '/supervision'
  | '/places'
  | '/bodies'
  | '/people'
  | '/clauses'
  | '/statistics'
  | '/policy'
  | '/accounts'
  | '/messages'
  | '/audit';
export type NavItem = { path: NavPath; icon: IconName; label: string };

const GROUPS: { label: () => string; items: { path: NavPath; icon: IconName; label: () => string }[] }[] = [
  {
    label: () => say('groupMatters'),
    items: [
      { path: '/', icon: 'inbox', label: () => say('navQueue') },
      { path: '/intake', icon: 'phone', label: () => say('navIntake') },
      { path: '/board', icon: 'send', label: () => say('navBoard') },
      { path: '/supervision', icon: 'flag', label: () => say('navSupervision') },
    ],
  },
  {
    label: () => say('groupPlaces'),
    items: [
      { path: '/places', icon: 'map', label: () => say('navPlaces') },
      { path: '/bodies', icon: 'people', label: () => say('navBodies') },
      { path: '/people', icon: 'person', label: () => say('navPeople') },
      { path: '/clauses', icon: 'scale', label: () => say('navClauses') },
      { path: '/statistics', icon: 'chart', label: () => say('navStatistics') },
    ],
  },
  {
    label: () => say('groupSettings'),
    items: [
      { path: '/policy', icon: 'gear', label: () => say('navPolicy') },
      { path: '/accounts', icon: 'lock', label: () => say('navAccounts') },
      { path: '/messages', icon: 'bell', label: () => say('navMessages') },
      { path: '/audit', icon: 'search', label: () => say('navAudit') },
    ],
  },
];

/** The side navigation of a role: only what it may use. */
export function navOf(role: StaffRole): { label: string; items: NavItem[] }[] {
  return GROUPS.map((group) => ({
    label: group.label(),
    items: group.items.filter((item) => mayOpen(item.path, role)).map((item) => ({ ...item, label: item.label() })),
  })).filter((group) => group.items.length > 0);
}
