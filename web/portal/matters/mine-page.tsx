import { Link } from 'wouter';
import { Banner, EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { word } from '../../kit/words.ts';
import { useMe } from '../accounts/session.ts';
import { useBack } from '../back.ts';
import { KeptCards, useKeptReceipts } from './kept-cards.tsx';
import { MatterCard } from './matter-card.tsx';
import { t } from './messages.ts';
import { useOutbox } from './outbox.ts';
import { isUnderWay } from './status-words.ts';
import { WaitingCards } from './waiting-cards.tsx';

/** Everything this person or this device has raised: not yet sent, being handled, ended. */
export default function MinePage() {
  const back = useBack();
  const online = useOnline();
  const me = useMe();
  const waiting = useOutbox();
  const mine = useRead('matters.mine', {}, { enabled: me.signedIn });
  const items = mine.data?.matters ?? [];
  const running = items.filter(isUnderWay);
  const ended = items.filter((matter) => !running.includes(matter));
  const kept = useKeptReceipts();
  const others = (kept ?? []).filter((receipt) => !items.some((matter) => matter.id === receipt.matter));
  const nothing = items.length === 0 && waiting.length === 0 && kept?.length === 0 && !me.loading && !mine.isLoading && !mine.isError;

  return (
    <Page title={t('mine')} documentTitle={t('mine')} onBack={back}>
      {!online && (
        <Banner tone="wheat" icon="wifi-off">
          {word('offline')}
        </Banner>
      )}
      <WaitingCards waiting={waiting} />
      {(me.loading || (me.signedIn && mine.isLoading)) && <Skeleton card lines={3} />}
      {mine.error && items.length === 0 && online && <ErrorBanner error={mine.error} onRetry={() => void mine.refetch()} />}
      {running.length > 0 && (
        <section className="section">
          <h2>{t('mineRunning')}</h2>
          {running.map((matter) => (
            <MatterCard key={matter.id} matter={matter} />
          ))}
        </section>
      )}
      {ended.length > 0 && (
        <section className="section">
          <h2>{t('mineDone')}</h2>
          {ended.map((matter) => (
            <MatterCard key={matter.id} matter={matter} />
          ))}
        </section>
      )}
      {others.length > 0 && (
        <section className="section">
          <h2>{t('mineKept')}</h2>
          <KeptCards receipts={others.slice(0, 10)} />
        </section>
      )}
      {nothing && (
        <EmptyState
          icon="message"
          title={t('mineEmpty')}
          action={
            <Link href="/file" className="button button-filled">
              {t('file')}
            </Link>
          }
        >
          {t('mineEmptyWords')}
        </EmptyState>
      )}
      <section className="stack">
        {!me.signedIn && !me.loading && <p className="quiet">{t('mineSignIn')}</p>}
        <div className="pair">
          {!me.signedIn && !me.loading && (
            <Link href="/sign-in?then=/matters" className="button button-outline">
              {t('signIn')}
            </Link>
          )}
          <Link href="/progress" className="button button-outline">
            {t('mineByCode')}
          </Link>
        </div>
      </section>
    </Page>
  );
}
