import type { IconName } from '../../kit/icons.tsx';
import type { StaffRole } from './me.ts';
import { say } from './messages.ts';

type Roles = readonly StaffRole[];

const FRONT: Roles = ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher'];

/** Which roles may use a screen; a screen that is not here is open to all staff. */
export const SCREEN_ROLES = {
  '/': ['grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher', 'office-staff', 'department-staff', 'supervisor'],
  '/intake': FRONT,
  '/proxy': FRONT,
  '/verifications': FRONT,
  '/board': ['dispatcher'],
  '/supervision': ['dispatcher', 'supervisor', 'station-head'],
  '/people': [...FRONT, 'office-staff'],
  '/break-glass': [...FRONT, 'office-staff', 'department-staff', 'supervisor'],
  '/posts': ['station-head', 'administrator'],
  '/accounts': ['administrator'],
  '/messages': ['administrator'],
  '/systems': ['administrator'],
  '/audit': ['supervisor', 'administrator'],
} as const satisfies Record<string, Roles>;

export function mayOpen(path: string, role: StaffRole): boolean {
  const roles: Roles | undefined = (SCREEN_ROLES as Record<string, Roles>)[path];
  return !roles || roles.includes(role);
}

export type NavPath =
  | '/'
  | '/intake'
  | '/proxy/collect'
  | '/proxy'
  | '/verifications'
  | '/services'
  | '/board'
  | '/supervision'
  | '/places'
  | '/bodies'
  | '/people'
  | '/break-glass'
  | '/clauses'
  | '/statistics'
  | '/policy'
  | '/posts'
  | '/accounts'
  | '/messages'
  | '/systems'
  | '/audit';
export type NavItem = { path: NavPath; icon: IconName; label: string };

const GROUPS: { label: () => string; items: { path: NavPath; icon: IconName; label: () => string }[] }[] = [
  {
    label: () => say('groupMatters'),
    items: [
      { path: '/', icon: 'inbox', label: () => say('navQueue') },
      { path: '/intake', icon: 'phone', label: () => say('navIntake') },
      { path: '/proxy/collect', icon: 'plus', label: () => say('navCollect') },
      { path: '/proxy', icon: 'upload', label: () => say('navProxy') },
      { path: '/verifications', icon: 'door', label: () => say('navVerifications') },
      { path: '/board', icon: 'send', label: () => say('navBoard') },
      { path: '/supervision', icon: 'flag', label: () => say('navSupervision') },
    ],
  },
  {
    label: () => say('groupPlaces'),
    items: [
      { path: '/places', icon: 'map', label: () => say('navPlaces') },
      { path: '/bodies', icon: 'people', label: () => say('navBodies') },
      { path: '/services', icon: 'list', label: () => say('navServices') },
      { path: '/people', icon: 'person', label: () => say('navPeople') },
      { path: '/break-glass', icon: 'eye', label: () => say('navBreakGlass') },
      { path: '/clauses', icon: 'scale', label: () => say('navClauses') },
      { path: '/statistics', icon: 'chart', label: () => say('navStatistics') },
    ],
  },
  {
    label: () => say('groupSettings'),
    items: [
      { path: '/policy', icon: 'gear', label: () => say('navPolicy') },
      { path: '/posts', icon: 'check', label: () => say('navPosts') },
      { path: '/accounts', icon: 'lock', label: () => say('navAccounts') },
      { path: '/messages', icon: 'bell', label: () => say('navMessages') },
      { path: '/systems', icon: 'link', label: () => say('navSystems') },
      { path: '/audit', icon: 'search', label: () => say('navAudit') },
    ],
  },
];

/** The part of the office an address belongs to: who may use it may use all of it. */
export const sectionOf = (path: string): string => `/${path.split('/')[1] ?? ''}`;

/** The side navigation of a role: only what it may use. */
export function navOf(role: StaffRole): { label: string; items: NavItem[] }[] {
  return GROUPS.map((group) => ({
    label: group.label(),
    items: group.items.filter((item) => mayOpen(sectionOf(item.path), role)).map((item) => ({ ...item, label: item.label() })),
  })).filter((group) => group.items.length > 0);
}
