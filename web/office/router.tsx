import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { REVIEW_PARTS } from '../../domain/bodies/review.ts';
import { VERIFICATION_PARTS } from '../../domain/matters/home-verification/contract.ts';
import { CATALOGUE_PARTS } from '../../domain/services/contract.ts';
import { readBodiesAddress, readBodyAddress } from './bodies/address.ts';
import { readGlassAddress } from './break-glass/address.ts';
import { readClausesAddress } from './clauses/address.ts';
import { readQueueAddress } from './matters/queue/address.ts';
import { QueueScreen } from './matters/queue/queue-screen.tsx';
import { readPeopleAddress } from './people/address.ts';
import { Frame } from './shell/frame.tsx';
import { later } from './shell/later.tsx';
import { Crashed, NotFound } from './shell/trouble.tsx';
import { readStatisticsAddress } from './statistics/address.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crashed });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });

// The queue is what people open the office for, so it comes with the first load; everything else when it is asked for.
const queue = createRoute({ getParentRoute: () => frame, path: '/', component: QueueScreen, validateSearch: readQueueAddress });
const matter = createRoute({
  getParentRoute: () => frame,
  path: '/matters/$id',
  component: later(() => import('./matters/matter/matter-screen.tsx'), 'MatterScreen'),
  validateSearch: (search: Record<string, unknown>): { step?: string } => ({ step: text(search.step) }),
});
const intake = createRoute({
  getParentRoute: () => frame,
  path: '/intake',
  component: later(() => import('./matters/intake/intake-screen.tsx'), 'IntakeScreen'),
  validateSearch: (search: Record<string, unknown>): { channel?: 'phone' | 'counter' | 'field' } => ({
    channel: search.channel === 'phone' || search.channel === 'counter' || search.channel === 'field' ? search.channel : undefined,
  }),
});
const paper = createRoute({
  getParentRoute: () => frame,
  path: '/matters/$id/papers/$which',
  component: later(() => import('./matters/paper/paper-screen.tsx'), 'PaperScreen'),
});
const collect = createRoute({
  getParentRoute: () => frame,
  path: '/proxy/collect',
  component: later(() => import('./proxy/collect-screen.tsx'), 'CollectScreen'),
});
const handOver = createRoute({
  getParentRoute: () => frame,
  path: '/proxy',
  component: later(() => import('./proxy/hand-over-screen.tsx'), 'HandOverScreen'),
});
const handOverList = createRoute({
  getParentRoute: () => frame,
  path: '/proxy/lists/$id',
  component: later(() => import('./proxy/list-screen.tsx'), 'ListScreen'),
});
const verifications = createRoute({
  getParentRoute: () => frame,
  path: '/verifications',
  component: later(() => import('./verifications/verifications-screen.tsx'), 'VerificationsScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: (typeof VERIFICATION_PARTS)[number] } => ({
    part: VERIFICATION_PARTS.find((part) => part === search.part),
  }),
});
const services = createRoute({
  getParentRoute: () => frame,
  path: '/services',
  component: later(() => import('./services/services-screen.tsx'), 'ServicesScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: (typeof CATALOGUE_PARTS)[number]; county?: string } => ({
    part: CATALOGUE_PARTS.find((part) => part === search.part),
    county: /^\d{6}$/.test(String(search.county)) ? String(search.county) : undefined,
  }),
});
const unusual = createRoute({
  getParentRoute: () => frame,
  path: '/audit/unusual',
  component: later(() => import('./audit/unusual-screen.tsx'), 'UnusualScreen'),
});
const checkpoint = createRoute({
  getParentRoute: () => frame,
  path: '/audit/checkpoint',
  component: later(() => import('./audit/checkpoint-screen.tsx'), 'CheckpointScreen'),
});
const service = createRoute({
  getParentRoute: () => frame,
  path: '/services/$id',
  component: later(() => import('./services/service-screen.tsx'), 'ServiceScreen'),
});
const blankMandate = createRoute({
  getParentRoute: () => frame,
  path: '/services/$id/mandate',
  component: later(() => import('./proxy/mandate-sheet.tsx'), 'BlankMandateScreen'),
});
const board = createRoute({
  getParentRoute: () => frame,
  path: '/board',
  component: later(() => import('./matters/board/board-screen.tsx'), 'BoardScreen'),
});
const supervision = createRoute({
  getParentRoute: () => frame,
  path: '/supervision',
  component: later(() => import('./matters/board/supervision-screen.tsx'), 'SupervisionScreen'),
});
const places = createRoute({
  getParentRoute: () => frame,
  path: '/places',
  component: later(() => import('./territory/places-screen.tsx'), 'PlacesScreen'),
});
const place = createRoute({
  getParentRoute: () => frame,
  path: '/places/$code',
  component: later(() => import('./territory/places-screen.tsx'), 'PlacesScreen'),
  validateSearch: (search: Record<string, unknown>): { grid?: 'new' } => ({ grid: search.grid === 'new' ? 'new' : undefined }),
});
const bodies = createRoute({
  getParentRoute: () => frame,
  path: '/bodies',
  component: later(() => import('./bodies/bodies-screen.tsx'), 'BodiesScreen'),
  validateSearch: readBodiesAddress,
});
const body = createRoute({
  getParentRoute: () => frame,
  path: '/bodies/$id',
  component: later(() => import('./bodies/body-screen.tsx'), 'BodyScreen'),
  validateSearch: readBodyAddress,
});
const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  component: later(() => import('./people/people-screen.tsx'), 'PeopleScreen'),
  validateSearch: readPeopleAddress,
});
const person = createRoute({
  getParentRoute: () => frame,
  path: '/people/$id',
  component: later(() => import('./people/person-screen.tsx'), 'PersonScreen'),
});
const breakGlass = createRoute({
  getParentRoute: () => frame,
  path: '/break-glass',
  component: later(() => import('./break-glass/break-glass-screen.tsx'), 'BreakGlassScreen'),
  validateSearch: readGlassAddress,
});
const opened = createRoute({
  getParentRoute: () => frame,
  path: '/break-glass/$id',
  component: later(() => import('./break-glass/opened-screen.tsx'), 'OpenedScreen'),
});
const clauses = createRoute({
  getParentRoute: () => frame,
  path: '/clauses',
  component: later(() => import('./clauses/clauses-screen.tsx'), 'ClausesScreen'),
  validateSearch: readClausesAddress,
});
const statistics = createRoute({
  getParentRoute: () => frame,
  path: '/statistics',
  component: later(() => import('./statistics/statistics-screen.tsx'), 'StatisticsScreen'),
  validateSearch: readStatisticsAddress,
});
const policy = createRoute({
  getParentRoute: () => frame,
  path: '/policy',
  component: later(() => import('./policy/policy-screen.tsx'), 'PolicyScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: 'calendar' } => ({
    part: search.part === 'calendar' ? 'calendar' : undefined,
  }),
});
const posts = createRoute({
  getParentRoute: () => frame,
  path: '/posts',
  component: later(() => import('./posts/posts-screen.tsx'), 'PostsScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: (typeof REVIEW_PARTS)[number] } => ({
    part: REVIEW_PARTS.find((part) => part === search.part),
  }),
});
const accounts = createRoute({
  getParentRoute: () => frame,
  path: '/accounts',
  component: later(() => import('./accounts/accounts-screen.tsx'), 'AccountsScreen'),
});
const messages = createRoute({
  getParentRoute: () => frame,
  path: '/messages',
  component: later(() => import('./messages/messages-screen.tsx'), 'MessagesScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: 'jobs' } => ({ part: search.part === 'jobs' ? 'jobs' : undefined }),
});
const systems = createRoute({
  getParentRoute: () => frame,
  path: '/systems',
  component: later(() => import('./systems/systems-screen.tsx'), 'SystemsScreen'),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  component: later(() => import('./audit/audit-screen.tsx'), 'AuditScreen'),
});
const me = createRoute({
  getParentRoute: () => frame,
  path: '/me',
  component: later(() => import('./me/me-screen.tsx'), 'MeScreen'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: later(() => import('./accounts/sign-in-screen.tsx'), 'SignInScreen'),
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: text(search.next)?.startsWith('/') ? text(search.next) : undefined,
  }),
});
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  component: later(() => import('./accounts/second-factor-screen.tsx'), 'SecondFactorScreen'),
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: text(search.next)?.startsWith('/') ? text(search.next) : undefined,
  }),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: later(() => import('./accounts/reset-screen.tsx'), 'ResetScreen'),
});

const tree = root.addChildren([
  frame.addChildren([
    queue,
    matter,
    paper,
    intake,
    collect,
    handOver,
    handOverList,
    verifications,
    services,
    service,
    blankMandate,
    board,
    supervision,
    places,
    place,
    bodies,
    body,
    people,
    person,
    breakGlass,
    opened,
    clauses,
    statistics,
    policy,
    posts,
    accounts,
    messages,
    systems,
    audit,
    checkpoint,
    unusual,
    me,
  ]),
  signIn,
  secondFactor,
  reset,
]);

/** The screens of the office under `/office/`; each is fetched when it is opened. */
export function makeOfficeRouter() {
  return createRouter({
    routeTree: tree,
    basepath: '/office',
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crashed,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeOfficeRouter>;
  }
}
