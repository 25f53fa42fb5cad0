import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Offline, type OutputOf } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { t } from './messages.ts';

type Consent = OutputOf<'ownData.consents'>['items'][number];

function OneConsent({ consent }: { consent: Consent }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const withdraw = useCommand('ownData.withdrawConsent');
  return (
    <li className="row">
      <span className="row-words">
        <span className="strong">
          {consent.title} · {consent.personName}
        </span>
        {consent.text && <span>{consent.text}</span>}
        <span className="row-under">{t('givenAt', { at: momentText(consent.givenAt), how: consent.givenHow })}</span>
        {consent.withdrawnAt ? (
          <Tag>{t('withdrawnAt', { at: momentText(consent.withdrawnAt) })}</Tag>
        ) : asking ? (
          <>
            <span>{consent.effect}</span>
            <ErrorBanner error={withdraw.error} />
            <Button
              look="danger"
              busy={withdraw.isPending}
              onClick={() => withdraw.mutate({ id: consent.id }, { onSuccess: () => void client.invalidateQueries() })}
            >
              {t('withdrawSure')}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('keep')}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsking(true)}>{t('withdraw')}</Button>
        )}
      </span>
    </li>
  );
}

/** What the people of this phone agreed to, and taking it back. */
export function ConsentsPart() {
  const read = useRead('ownData.consents', {});
  const items = read.data?.items ?? [];
  // Without a network the part above has said so already.
  if (items.length === 0 && (read.data || read.error instanceof Offline)) return null;
  return (
    <section className="section no-print">
      <h2>{t('consents')}</h2>
      <p className="quiet">{t('consentsLead')}</p>
      {read.isLoading && <Skeleton card lines={3} />}
      <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />
      {items.length > 0 && (
        <ul className="card rows consents">
          {items.map((consent) => (
            <OneConsent key={consent.id} consent={consent} />
          ))}
        </ul>
      )}
    </section>
  );
}
