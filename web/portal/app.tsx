import { QueryClientProvider } from '@tanstack/react-query';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { Button, ButtonLink } from '../kit/button.tsx';
import { Banner, EmptyState, Skeleton } from '../kit/notice.tsx';
import { useOnline } from '../kit/online.ts';
import { Page } from '../kit/page.tsx';
import { makeQueryClient } from '../kit/query.ts';
import { whenSignedOut } from '../kit/sign-out.ts';
import { word } from '../kit/words.ts';
import { device } from './device.ts';
import { Home } from './home/home.tsx';
import { t } from './home/messages.ts';
import { forgetCodes } from './matters/looked-up.ts';
import { rememberAsked } from './services/asked.ts';

/** A screen fetched when first needed; where the network fails it is tried again until it comes. */
function later<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const persist = (): Promise<{ default: ComponentType<Props> }> =>
    load().catch(() => new Promise<void>((again) => setTimeout(again, 2000)).then(persist));
  return { load, Screen: lazy(persist) };
}

const filed = () => import('./matters/filed-page.tsx');

/** What follows filing comes with it, so that sending without a network has a page to say so. */
const filing = async () => {
  const [page] = await Promise.all([import('./matters/file-page.tsx'), filed()]);
  return page;
};
/** As with filing: the page that says what became of it comes along. */
const applying = async () => {
  const [page] = await Promise.all([import('./services/apply-page.tsx'), filed()]);
  return page;
};
const screens = {
  file: later(filing),
  filed: later(filed),
  mine: later(() => import('./matters/mine-page.tsx')),
  matter: later(() => import('./matters/matter-page.tsx')),
  progress: later(() => import('./matters/progress-page.tsx')),
  village: later(() => import('./territory/village-page.tsx')),
  services: later(() => import('./services/services-page.tsx')),
  item: later(() => import('./services/item-page.tsx')),
  apply: later(applying),
  signIn: later(() => import('./accounts/sign-in-page.tsx')),
  me: later(() => import('./accounts/me-page.tsx')),
  looks: later(() => import('./looks/looks-page.tsx')),
  ownData: later(() => import('./own-data/own-data-page.tsx')),
};

const FilePage = screens.file.Screen;
const FiledPage = screens.filed.Screen;
const MinePage = screens.mine.Screen;
const MatterPage = screens.matter.Screen;
const ProgressPage = screens.progress.Screen;
const VillagePage = screens.village.Screen;
const ServicesPage = screens.services.Screen;
const ItemPage = screens.item.Screen;
const ApplyPage = screens.apply.Screen;
const SignInPage = screens.signIn.Screen;
const MePage = screens.me.Screen;
const LooksPage = screens.looks.Screen;
const OwnDataPage = screens.ownData.Screen;

const queryClient = makeQueryClient();

function NotFound() {
  return (
    <Page title={t('name')} documentTitle={t('notFound')}>
      <EmptyState
        icon="map"
        title={t('notFound')}
        action={
          <ButtonLink look="filled" href="/">
            {t('toHome')}
          </ButtonLink>
        }
      >
        {t('notFoundWords')}
      </EmptyState>
    </Page>
  );
}

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
            <Button look="filled" onClick={() => location.reload()}>
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

/** Shown while a screen is on its way; says so when there is no network to bring it. */
function Coming() {
  const online = useOnline();
  return (
    <div className="home">
      {!online && (
        <Banner tone="wheat" icon="wifi-off">
          {word('offline')}
        </Banner>
      )}
      <Skeleton lines={5} />
    </div>
  );
}

/** Fetches the other screens once the first is shown, so that they open without a network. */
function useLaterScreens() {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { load } of Object.values(screens)) load().catch(() => undefined);
    }, 1500);
    return () => clearTimeout(timer);
  }, []);
}

/** Counts the sign-outs: with each everything on the page is made anew, so that nothing of before stays in it. */
function useSignOuts(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    whenSignedOut((why) => {
      void device.forgetPerson().catch(() => undefined);
      forgetCodes();
      rememberAsked('');
      void queryClient.cancelQueries();
      if (why === 'another') return void queryClient.resetQueries({ predicate: ({ queryKey: [name] }) => name !== 'accounts.me' });
      queryClient.clear();
      navigate(why === 'ended' ? '/sign-in?ended' : '/', { replace: true });
      setCount((before) => before + 1);
    });
  }, []);
  return count;
}

/** The resident's face: every address it answers. */
export function App() {
  useLaterScreens();
  const signOuts = useSignOuts();
  return (
    <QueryClientProvider client={queryClient}>
      <Safe>
        <Suspense key={signOuts} fallback={<Coming />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/file" component={FilePage} />
            <Route path="/filed/:commandId">{({ commandId }) => <FiledPage key={commandId} commandId={commandId} />}</Route>
            <Route path="/matters" component={MinePage} />
            <Route path="/matters/:id">{({ id }) => <MatterPage key={id} id={id} />}</Route>
            <Route path="/progress">{() => <ProgressPage code={location.hash.slice(1)} />}</Route>
            <Route path="/village" component={VillagePage} />
            <Route path="/services" component={ServicesPage} />
            <Route path="/services/:id">{({ id }) => <ItemPage key={id} id={id} />}</Route>
            <Route path="/services/:id/apply">{({ id }) => <ApplyPage key={id} id={id} />}</Route>
            <Route path="/sign-in" component={SignInPage} />
            <Route path="/me" component={MePage} />
            <Route path="/looks" component={LooksPage} />
            <Route path="/my-data" component={OwnDataPage} />
            <Route path="/index.html">
              <Redirect to="/" />
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Safe>
    </QueryClientProvider>
  );
}
