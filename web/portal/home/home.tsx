import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { dayText } from '../../kit/dates.ts';
import { Icon, type IconName } from '../../kit/icons.tsx';
import { Banner, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { useRead } from '../../kit/query.ts';
import { ReadAloud } from '../../kit/read-aloud.tsx';
import { useConfig, useMe } from '../accounts/session.ts';
import { setElder, useElder } from '../elder.ts';
import { KeptCards, useKeptReceipts } from '../matters/kept-cards.tsx';
import { MatterCard, type MyMatter } from '../matters/matter-card.tsx';
import { type Sent, useOutbox } from '../matters/outbox.ts';
import { isUnderWay, statusWordOf } from '../matters/status-words.ts';
import { WaitingCards } from '../matters/waiting-cards.tsx';
import { useHere } from '../territory/here.ts';
import { chooseVillage } from '../territory/my-village.ts';
import { PersonCard } from '../territory/person-card.tsx';
import { useServing } from '../territory/serving.ts';
import { VillageSheet } from '../territory/village-sheet.tsx';
import { LeftBanner } from './left-banner.tsx';
import { t } from './messages.ts';

function Door({ href, icon, title, words, look }: { href: string; icon: IconName; title: string; words: string; look?: 'first' | 'call' }) {
  const inside = (
    <>
      <Icon name={icon} />
      <span className="door-title">{title}</span>
      <span className="door-words">{words}</span>
    </>
  );
  const className = look ? `door door-${look}` : 'door';
  return href.startsWith('tel:') ? (
    <a href={href} className={className}>
      {inside}
    </a>
  ) : (
    <Link href={href} className={className}>
      {inside}
    </Link>
  );
}

function Running({ matters, elder }: { matters: readonly MyMatter[]; elder: boolean }) {
  if (matters.length === 0) return null;
  const spoken = matters
    .map((matter) =>
      t('readRunning', {
        title: matter.title,
        status: statusWordOf(matter),
        day: matter.answerBy ? dayText(matter.answerBy) : '',
        promised: matter.promised,
      }),
    )
    .join('');
  return (
    <section className="section">
      <h2>{t('running')}</h2>
      {matters.slice(0, elder ? 2 : 3).map((matter) => (
        <MatterCard key={matter.id} matter={matter} />
      ))}
      {elder && <ReadAloud text={spoken} />}
    </section>
  );
}

/** The first screen: which village, four doors, what is being handled, whom to call. */
export function Home() {
  const elder = useElder();
  const online = useOnline();
  const config = useConfig();
  const me = useMe();
  const { village, grid, loading: finding } = useHere();
  const [sent, setSent] = useState<string>();
  const waiting = useOutbox(useCallback((one: Sent) => setSent(one.commandId), []));
  const kept = useKeptReceipts();
  const mine = useRead('matters.mine', {}, { enabled: me.signedIn });
  const serving = useServing(village?.code, grid?.code);
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    document.title = t('name');
  }, []);
  const running = (mine.data?.matters ?? []).filter(isUnderWay);
  const mineWords = running.length > 0 ? t('doorMineCount', { n: running.length }) : t('doorMineNone');
  const worker = serving.workers[0];
  const trouble = mine.error ?? serving.error;
  const again = () => {
    void mine.refetch();
    void serving.refetch();
  };
  const unknownYet = !village && finding;

  return (
    <div className="home">
      <header className="lead-head">
        <span className="wordmark">{t('name')}</span>
        <div className="lead-links">
          <Link href={me.signedIn || me.loading ? '/me' : '/sign-in'} className="elder-button">
            <Icon name="person" />
            {me.signedIn || me.loading ? t('me') : t('signIn')}
          </Link>
          <button type="button" className="elder-button" onClick={() => setElder(!elder)} aria-pressed={elder}>
            {!elder && <Icon name="text" />}
            {elder ? t('toPlain') : t('toElder')}
          </button>
        </div>
      </header>

      <LeftBanner />
      {!online && (
        <Banner tone="wheat" icon="wifi-off">
          {t('offline')}
        </Banner>
      )}
      <main className="stack home-main">
        {config.demo && !elder && <p className="small quiet">{t('demo')}</p>}
        <div className="home-place">
          {unknownYet ? <Skeleton lines={2} /> : null}
          {!elder && !unknownYet && <p className="above">{village ? village.township : t('chooseVillageWords')}</p>}
          <h1 className={unknownYet ? 'visually-hidden' : 'place-heading'}>
            <button type="button" className="place-button" onClick={() => setChoosing(true)} aria-haspopup="dialog">
              {village?.name ?? t('chooseVillage')}
              <Icon name="chevron-down" />
              {village && <span className="visually-hidden">{t('changeVillage')}</span>}
            </button>
          </h1>
        </div>

        <nav className="doors" aria-label={t('name')}>
          <Door href="/file" icon="message" title={t('doorFile')} words={elder ? t('doorFileElder') : t('doorFileWords')} look="first" />
          <Door href="/services" icon="doc" title={t('doorServices')} words={elder ? t('doorServicesElder') : t('doorServicesWords')} />
          <Door href="/matters" icon="steps" title={elder ? t('doorMineElder') : t('doorMine')} words={mineWords} />
          {elder && worker?.phone ? (
            <Door href={`tel:${worker.phone}`} icon="phone" title={t('call', { name: worker.name })} words={t('callWords')} look="call" />
          ) : (
            <Door href="/village" icon="board" title={t('doorVillage')} words={t('doorVillageWords')} />
          )}
        </nav>

        <WaitingCards waiting={waiting} />
        {sent && (
          <Banner
            tone="leaf"
            icon="check"
            action={
              <Link href={`/filed/${sent}`} className="button button-outline">
                {t('sentSee')}
              </Link>
            }
          >
            {t('sent')}
          </Banner>
        )}

        <div className="home-columns">
          {!me.signedIn && !me.loading && kept && kept.length > 0 && (
            <section className="section">
              <h2>{t('kept')}</h2>
              <KeptCards receipts={kept.slice(0, 2)} />
            </section>
          )}
          {me.signedIn && mine.isLoading ? <Skeleton card lines={2} /> : <Running matters={running} elder={elder} />}
          {trouble && online && running.length === 0 && <ErrorBanner error={trouble} onRetry={again} />}
          {village && !elder && !serving.error && (
            <section className="section">
              <h2>{serving.mineKnown ? t('worker') : t('workers')}</h2>
              {serving.loading ? (
                <Skeleton card lines={2} />
              ) : worker ? (
                serving.workers
                  .slice(0, serving.mineKnown ? 2 : 3)
                  .map((person) => <PersonCard key={person.key} name={person.name} under={person.under} phone={person.phone} card />)
              ) : (
                <p className="quiet">{t('workerNone')}</p>
              )}
              {!serving.loading && !worker && serving.station && (
                <PersonCard name={serving.station.name} under={t('station')} phone={serving.station.phone} card />
              )}
            </section>
          )}
        </div>
      </main>

      <VillageSheet
        open={choosing}
        value={village?.code}
        onClose={() => setChoosing(false)}
        onChoose={(place) => {
          chooseVillage(place);
          setChoosing(false);
        }}
      />
    </div>
  );
}
