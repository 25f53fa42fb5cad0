import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { classNames } from '../../kit/class-names.ts';
import { Icon, type IconName } from '../../kit/icons.tsx';
import { Page } from '../../kit/page.tsx';
import { Bar } from './bar.tsx';
import { t } from './messages.ts';

function Tab({ href, icon, children }: { href: string; icon: IconName; children: ReactNode }) {
  const [location] = useLocation();
  const here = href === '/' ? location === '/' : location.startsWith(href);
  return (
    <Link href={href} className={classNames('tab', here && 'tab-here')} aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      {children}
    </Link>
  );
}

/** The three places at the thumb. */
export function Tabs() {
  return (
    <nav className="tabs">
      <Tab href="/" icon="home">
        {t('today')}
      </Tab>
      <Link href="/report" className="tab-report button button-filled">
        <Icon name="plus" />
        <span>{t('report')}</span>
      </Link>
      <Tab href="/people" icon="people">
        {t('residents')}
      </Tab>
    </nav>
  );
}

/** A screen of the opened app: the bar, a heading with the way back, the content, the action at the thumb. */
export function Screen({
  title,
  back,
  action,
  headerAction,
  children,
}: {
  title: ReactNode;
  /** Where back leads, or what it does; nothing on the screens of the tabs. */
  back?: string | (() => void);
  action?: ReactNode;
  headerAction?: ReactNode;
  children: ReactNode;
}) {
  const [, navigate] = useLocation();
  return (
    <>
      <Bar />
      <Page
        title={title}
        documentTitle={t('name')}
        onBack={back === undefined ? undefined : typeof back === 'string' ? () => navigate(back) : back}
        headerAction={headerAction}
        action={action ?? (back === undefined ? <Tabs /> : undefined)}
      >
        {children}
      </Page>
    </>
  );
}
