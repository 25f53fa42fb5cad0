import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { readQueueAddress } from './matters/queue/address.ts';
import { QueueScreen } from './matters/queue/queue-screen.tsx';
import { Frame } from './shell/frame.tsx';
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
  component: lazyRouteComponent(() => import('./matters/matter/matter-screen.tsx'), 'MatterScreen'),
  validateSearch: (search: Record<string, unknown>): { step?: string } => ({ step: text(search.step) }),
});
const intake = createRoute({
  getParentRoute: () => frame,
  path: '/intake',
  component: lazyRouteComponent(() => import('./matters/intake/intake-screen.tsx'), 'IntakeScreen'),
  validateSearch: (search: Record<string, unknown>): { channel?: 'phone' | 'counter' | 'field' } => ({
    channel: search.channel === 'phone' || search.channel === 'counter' || search.channel === 'field' ? search.channel : undefined,
  }),
});
const board = createRoute({
  getParentRoute: () => frame,
  path: '/board',
  component: lazyRouteComponent(() => import('./matters/board/board-screen.tsx'), 'BoardScreen'),
});
const supervision = createRoute({
  getParentRoute: () => frame,
  path: '/supervision',
  component: lazyRouteComponent(() => import('./matters/board/supervision-screen.tsx'), 'SupervisionScreen'),
});
const places = createRoute({
  getParentRoute: () => frame,
  path: '/places',
  component: lazyRouteComponent(() => import('./territory/places-screen.tsx'), 'PlacesScreen'),
});
const place = createRoute({
  getParentRoute: () => frame,
  path: '/places/$code',
  component: lazyRouteComponent(() => import('./territory/places-screen.tsx'), 'PlacesScreen'),
});
const bodies = createRoute({
  getParentRoute: () => frame,
  path: '/bodies',
  component: lazyRouteComponent(() => import('./bodies/bodies-screen.tsx'), 'BodiesScreen'),
});
const body = createRoute({
  getParentRoute: () => frame,
  path: '/bodies/$id',
  component: lazyRouteComponent(() => import('./bodies/body-screen.tsx'), 'BodyScreen'),
});
const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/people-screen.tsx'), 'PeopleScreen'),
});
const person = createRoute({
  getParentRoute: () => frame,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./people/person-screen.tsx'), 'PersonScreen'),
});
const statistics = createRoute({
  getParentRoute: () => frame,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./statistics/statistics-screen.tsx'), 'StatisticsScreen'),
  validateSearch: readStatisticsAddress,
});
const policy = createRoute({
  getParentRoute: () => frame,
  path: '/policy',
  component: lazyRouteComponent(() => import('./policy/policy-screen.tsx'), 'PolicyScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: 'calendar' } => ({
    part: search.part === 'calendar' ? 'calendar' : undefined,
  }),
});
const accounts = createRoute({
  getParentRoute: () => frame,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./accounts/accounts-screen.tsx'), 'AccountsScreen'),
});
const messages = createRoute({
  getParentRoute: () => frame,
  path: '/messages',
  component: lazyRouteComponent(() => import('./messages/messages-screen.tsx'), 'MessagesScreen'),
  validateSearch: (search: Record<string, unknown>): { part?: 'jobs' } => ({ part: search.part === 'jobs' ? 'jobs' : undefined }),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit/audit-screen.tsx'), 'AuditScreen'),
});
const me = createRoute({
  getParentRoute: () => frame,
  path: '/me',
  component: lazyRouteComponent(() => import('./me/me-screen.tsx'), 'MeScreen'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./accounts/sign-in-screen.tsx'), 'SignInScreen'),
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    next: text(search.next)?.startsWith('/') ? text(search.next) : undefined,
  }),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  component: lazyRouteComponent(() => import('./accounts/reset-screen.tsx'), 'ResetScreen'),
});

const tree = root.addChildren([
  frame.addChildren([
    queue,
    matter,
    intake,
    board,
    supervision,
    places,
    place,
    bodies,
    body,
    people,
    person,
    statistics,
    policy,
    accounts,
    messages,
    audit,
    me,
  ]),
  signIn,
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
