import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { dayText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { useMe } from './me.ts';
import { say } from './messages.ts';
import { mayOpen, sectionOf } from './nav.ts';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';

/** Top bar, side navigation and the screen between them; without a signed-in member of staff it leads to the sign-in page. */
export function Frame() {
  const me = useMe();
  const online = useOnline();
  const client = useQueryClient();
  const [menuOpen, setMenuOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Where someone wanted to go, kept while the way leads over the sign-in page.
  const wanted = useRef(path);
  if (!path.startsWith('/sign-in') && !path.startsWith('/second-factor')) wanted.current = path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer.
  useEffect(() => setMenuOpen(false), [path]);
  useEffect(() => {
    if (online) void client.invalidateQueries({ refetchType: 'active' });
  }, [online, client]);

  if (me.isPending) {
    return (
      <div className="frame">
        <div className="top-bar top-waiting">
          <span className="top-brand">{say('brand')}</span>
        </div>
        <div className="frame-side" />
        <main className="frame-main" aria-busy="true">
          <Skeleton lines={8} card />
        </main>
      </div>
    );
  }
  if (!me.data) {
    return (
      <div className="frame-wait">
        <ErrorBanner error={me.error} onRetry={() => void me.refetch()} />
      </div>
    );
  }
  const { actor, entering, setup } = me.data;
  if (actor?.kind !== 'staff') {
    const next = wanted.current === '/' ? undefined : wanted.current;
    return <Navigate to={entering ? '/second-factor' : '/sign-in'} search={{ next }} replace />;
  }
  if (path === '/' && !mayOpen('/', actor.role)) return <Navigate to="/places" replace />;
  const section = sectionOf(path);
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {say('skip')}
      </a>
      <TopBar me={me.data} staff={actor} onMenu={() => setMenuOpen(true)} />
      <aside className="frame-side no-print">
        <SideNav staff={actor} />
      </aside>
      <Drawer
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        placement="left"
        size={264}
        title={say('menuTitle')}
        className="frame-drawer"
      >
        <SideNav staff={actor} />
      </Drawer>
      <main className="frame-main" id="content" tabIndex={-1}>
        {!online && <Banner tone="wheat" icon="wifi-off" title={say('offline')} />}
        {setup.calendarWarning && <Banner tone="wheat" icon="warn" title={`${say('calendarWarning')}${setup.calendarWarning}`} />}
        {actor.secondFactorFrom && path !== '/me' && (
          <Banner
            tone="wheat"
            icon="lock"
            title={say('factorFrom', { date: dayText(actor.secondFactorFrom) })}
            action={
              <Link to="/me" className="button button-outline">
                {say('factorNow')}
              </Link>
            }
          />
        )}
        {mayOpen(section, actor.role) ? (
          <Outlet />
        ) : (
          <EmptyState icon="lock" title={say('notAllowed')} action={<Link to="/">{say('goQueue')}</Link>}>
            {say('notAllowedWords')}
          </EmptyState>
        )}
        {setup.demo && (
          <p className="frame-demo no-print">
            <Icon name="info" />
            {say('demo')}
          </p>
        )}
      </main>
    </div>
  );
}
