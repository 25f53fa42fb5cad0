import { Component, type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { EmptyState, Skeleton } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { EnterPage } from '../accounts/enter-page.tsx';
import { ChoosePin } from './choose-pin.tsx';
import { EmptiedPage } from './emptied-page.tsx';
import { LockedPage } from './locked-page.tsx';
import { t } from './messages.ts';
import { Sections } from './section.ts';
import { SECTIONS } from './sections.ts';
import { useAppState } from './state.ts';
import { Today } from './today.tsx';

type Screen = ComponentType<{ params: Record<string, string> }>;

const own: { path: string; load: () => Promise<{ default: Screen }> }[] = [
  { path: '/outbox', load: () => import('../outbox/outbox-page.tsx') },
  { path: '/outbox/:commandId', load: () => import('../outbox/entry-page.tsx') },
  { path: '/me', load: () => import('../me/me-page.tsx') },
];

const screens = [...own, ...SECTIONS.flatMap((section) => section.routes ?? [])].map(({ path, load }) => ({
  path,
  load,
  Screen: lazy(load),
}));

/** Catches what a screen throws, so that a fault never shows an empty page. */
class Safe extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Page title={t('name')}>
        <EmptyState
          icon="warn"
          title={t('broken')}
          action={
            <Button look="filled" onClick={() => location.assign('/field/')}>
              {t('reload')}
            </Button>
          }
        >
          {t('brokenWords')}
        </EmptyState>
      </Page>
    );
  }
}

function Opened() {
  // The other screens lie in the cache already; loaded ahead, they open without a pause.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { load } of screens) load().catch(() => undefined);
    }, 800);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Router base="/field">
      <Suspense fallback={<Skeleton lines={6} />}>
        <Switch>
          {screens.map(({ path, Screen }) => (
            <Route key={path} path={path}>
              {(params) => <Screen key={JSON.stringify(params)} params={params as Record<string, string>} />}
            </Route>
          ))}
          <Route component={Today} />
        </Switch>
      </Suspense>
    </Router>
  );
}

function Stage() {
  const state = useAppState();
  switch (state.stage) {
    case 'opening':
      return <Skeleton lines={5} />;
    case 'unsupported':
    case 'newer':
      return (
        <Page title={t('name')} documentTitle={t('name')}>
          <EmptyState
            icon="warn"
            title={t(state.stage)}
            action={
              <Button look="filled" onClick={() => location.reload()}>
                {t('reload')}
              </Button>
            }
          >
            {t(`${state.stage}Words`)}
          </EmptyState>
        </Page>
      );
    case 'sign-in':
      return <EnterPage />;
    case 'choose-pin':
      return <ChoosePin owner={state.owner} name={state.name} />;
    case 'locked':
      return <LockedPage owner={state.owner} waiting={state.waiting ?? 0} />;
    case 'emptied':
      return <EmptiedPage why={state.why} />;
    case 'open':
      return <Opened />;
  }
}

/** The grid worker's face: behind the PIN the day, its screens by section. */
export function FieldApp() {
  return (
    <Safe>
      <Sections value={SECTIONS}>
        <Stage />
      </Sections>
    </Safe>
  );
}
