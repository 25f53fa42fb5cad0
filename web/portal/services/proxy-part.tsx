import type { ProxyContent } from '../../../domain/matters/proxy-service/content.ts';
import type { OutputOf } from '../../kit/call.ts';
import { dayText } from '../../kit/dates.ts';
import { Banner } from '../../kit/notice.tsx';
import { t } from './messages.ts';
import './services.css';

type Matter = OutputOf<'matters.view'>;

/** What the window said is missing, once and completely (2.5). */
export function MissingPapers({ missing, body }: { missing: NonNullable<ProxyContent['missing']>; body: string }) {
  return (
    <Banner tone="wheat" icon="doc" title={t('missingTitle', { body })}>
      <ul className="missing-papers">
        {missing.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}</strong> {why}
          </li>
        ))}
      </ul>
      <p>{t('missingOnce')}</p>
    </Banner>
  );
}

const DISPOSED = {
  returned: 'originalsReturned',
  destroyed: 'originalsDestroyed',
  kept: 'originalsKept',
  none: 'originalsNone',
} as const;

/** Where the originals are now. */
function whereOriginalsAre(proxy: ProxyContent, { holder, status }: Matter): string {
  if (proxy.delivery) return t(DISPOSED[proxy.delivery.papers]);
  const names = proxy.materials
    .filter(({ original }) => original)
    .map(({ name }) => name)
    .join('、');
  if (!names) return t('noOriginals');
  const ended = status === 'withdrawn' || status === 'declined';
  return t(ended ? 'originalsBack' : 'originalsAt', { names, body: holder.name });
}

/** Where the originals are, and the mandate, of a proxy service. */
export function ProxyFacts({ proxy, matter }: { proxy: ProxyContent; matter: Matter }) {
  const { mandate } = proxy;
  return (
    <section className="card">
      <dl className="facts stack">
        <div>
          <dt>{t('papersWhere')}</dt>
          <dd>{whereOriginalsAre(proxy, matter)}</dd>
        </div>
        {mandate && (
          <div>
            <dt>{t('mandate')}</dt>
            <dd>
              {mandate.revokedAt
                ? t('mandateRevoked', { day: dayText(mandate.revokedAt) })
                : t('mandateUntil', { day: dayText(`${mandate.until}T10:00:00.000Z`) })}
              {mandate.signer && <div className="row-under">{t('mandateSigner', { signer: mandate.signer })}</div>}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** How ending it is called: revoking a mandate, or taking back one's own application. */
export function endingWords(proxy: ProxyContent | undefined): { title: string; lead: string; said: string } | undefined {
  if (!proxy) return undefined;
  return proxy.mandate
    ? { title: t('endTitle'), lead: t('endLead'), said: t('endSaid') }
    : { title: t('endOwnTitle'), lead: t('endOwnLead'), said: t('endOwnSaid') };
}
