import { WAYS } from '../../../domain/matters/proxy-service/story.zh.ts';
import { dayText } from '../../kit/dates.ts';
import { Banner } from '../../kit/notice.tsx';
import type { DayMatter } from '../matters/matters-of-day.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { applicantOf, isHandedIn, proxyOf } from './services-of-day.ts';

/** What is mandated, until when, which papers we have, and what the township says is missing. */
export function ProxyFacts({ matter }: { matter: DayMatter }) {
  const open = useOpen();
  if (!matter.state) return null;
  const { item, materials, mandate, missing } = proxyOf(matter);
  const { name } = applicantOf(open, matter);
  const phone = matter.reporters[0]?.phone;
  return (
    <>
      {isHandedIn(open.entries, matter) && (
        <Banner tone="wheat" icon="send">
          {t('handing')}
        </Banner>
      )}
      {missing && matter.status === 'waiting-resident' && (
        <Banner tone="wheat" icon="doc" title={t('asked')}>
          <ul>
            {missing.map(({ name, why }) => (
              <li key={name}>
                {name}：{why}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <section className="card">
        <dl className="facts stack">
          {(name || phone) && (
            <div>
              <dt>{t('applicant')}</dt>
              <dd>{[name, phone].filter(Boolean).join(' ')}</dd>
            </div>
          )}
          <div>
            <dt>{t('item')}</dt>
            <dd>{item.name}</dd>
          </div>
          {materials.length > 0 && (
            <div>
              <dt>{t('collected')}</dt>
              <dd>
                {materials.map(({ name, how, original }) => `${name}（${WAYS[how]}${original ? `，${t('original')}` : ''}）`).join('、')}
              </dd>
            </div>
          )}
          {mandate && (
            <div>
              <dt>{t('mandate')}</dt>
              <dd>
                {[
                  mandate.revokedAt ? t('mandateRevoked') : t('mandateUntil', { day: dayText(`${mandate.until}T12:00:00+08:00`) }),
                  mandate.signer && t('signedBy', { signer: mandate.signer }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </dd>
            </div>
          )}
        </dl>
      </section>
    </>
  );
}
