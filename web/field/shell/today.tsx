import { Link } from 'wouter';
import { daysLeft, WARN_AFTER } from '../../../domain/field/limits.ts';
import { Button } from '../../kit/button.tsx';
import { dayText, momentText, weekdayText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState, ErrorBanner } from '../../kit/notice.tsx';
import { SignInForm } from '../accounts/sign-in-form.tsx';
import { correctedNow } from '../device/clock.ts';
import { refresh } from './app.ts';
import { Bar } from './bar.tsx';
import { t } from './messages.ts';
import { useReachable } from './reach.ts';
import { Tabs } from './screen.tsx';
import { useSections } from './section.ts';
import { type OpenState, useOpen } from './state.ts';
import { useNewVersion } from './versions.ts';

function SignInAgain({ open }: { open: OpenState }) {
  const { signedIn, day } = open;
  if (signedIn.kind !== 'nobody' && signedIn.kind !== 'other') return null;
  return (
    <section className="group sign-in-again">
      <Banner tone="wheat" icon="person" title={t(signedIn.kind === 'nobody' ? 'signInAgain' : 'signInOther')}>
        {signedIn.kind === 'nobody' ? t('signInAgainWords') : t('signInOtherWords', { name: day?.worker.name ?? '' })}
      </Banner>
      <SignInForm />
    </section>
  );
}

/** What should I do today? */
export function Today() {
  const open = useOpen();
  const online = useReachable();
  const newVersion = useNewVersion();
  const sections = useSections();
  const now = correctedNow();
  const households = open.parts.get('households')?.items.length;
  const silent = now - open.contactAt > WARN_AFTER;
  return (
    <>
      <Bar />
      <main className="today">
        <header className="today-head">
          <div>
            <h1>
              {dayText(new Date(now))} {weekdayText(new Date(now))}
            </h1>
            {open.day && (
              <p className="quiet">
                {open.day.worker.rangeName}
                {households !== undefined && ` · ${t('households', { n: households })}`}
              </p>
            )}
          </div>
          <Link href="/me" className="icon-button" aria-label={t('me')}>
            <Icon name="person" />
          </Link>
        </header>
        {newVersion && (
          <Banner tone="brand" icon="refresh" title={t('update')} action={<Button onClick={newVersion.take}>{t('updateNow')}</Button>} />
        )}
        {online && <SignInAgain open={open} />}
        {open.gridGone && !open.day && (
          <Banner tone="wheat" icon="wifi-off">
            {t('goneWords')}
          </Banner>
        )}
        {silent && open.day && (
          <Banner tone="wheat" icon="clock">
            {t('daysLeft', { n: daysLeft(open.contactAt, now) })}
          </Banner>
        )}
        {open.signedIn.kind !== 'nobody' && open.signedIn.kind !== 'other' && online && (
          <ErrorBanner error={open.trouble} onRetry={() => void refresh()} />
        )}
        {!open.day && open.syncing && (
          <EmptyState icon="refresh" title={t('barSyncing')}>
            {t('firstSync')}
          </EmptyState>
        )}
        {sections.map(({ name, Today: Part }) => Part && <Part key={name} />)}
        {open.day && (
          <p className="quiet small synced">
            {t('syncedAt', { time: momentText(open.day.syncedAt) })}
            {online && (
              <Button look="quiet" icon="refresh" busy={open.syncing} onClick={() => void refresh()}>
                {t('syncNow')}
              </Button>
            )}
          </p>
        )}
      </main>
      <footer className="page-action">
        <div className="page-action-inner">
          <Tabs />
        </div>
      </footer>
    </>
  );
}
