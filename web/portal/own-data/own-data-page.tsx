import './own-data.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { classNames } from '../../kit/class-names.ts';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { t as account } from '../accounts/messages.ts';
import { useMe } from '../accounts/session.ts';
import { useBack } from '../back.ts';
import { ConsentsPart } from './consents-part.tsx';
import { t } from './messages.ts';
import { RequestPart } from './request-part.tsx';

type Copy = OutputOf<'ownData.mine'>;

/** Gives the browser the copy as a file; nothing of it stays behind in an address. */
function download(copy: Copy): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'linli-my-data.json';
  link.click();
  URL.revokeObjectURL(url);
}

/** So many rows of a section show at once on a screen; paper has them all. */
const FEW = 5;

function Kept() {
  const [whole, setWhole] = useState(false);
  const read = useRead('ownData.mine', {});
  if (read.error && !read.data) return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  const copy = read.data;
  if (!copy) return <Skeleton card lines={8} />;
  return (
    <>
      {copy.sections.map((section) => (
        <section key={section.title} className="section">
          <h2>{section.title}</h2>
          <p className="small quiet">
            {t('basis', { basis: section.basis })}
            <br />
            {t('kept', { kept: section.kept })}
          </p>
          <ul className={classNames('card rows own-data', !whole && 'own-data-few')}>
            {section.rows.length === 0 && <li className="row quiet">{t('nothing')}</li>}
            {section.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a copy does not change while it is read
              <li key={at} className="row">
                <span className="row-words">
                  <span className="row-under">{row.label}</span>
                  <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.value}</span>
                </span>
              </li>
            ))}
          </ul>
          {!whole && section.rows.length > FEW && (
            <div className="no-print">
              <Button wide onClick={() => setWhole(true)}>
                {t('all', { n: section.rows.length })}
              </Button>
            </div>
          )}
        </section>
      ))}
      <div className="stack no-print">
        <Button wide onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button wide onClick={() => download(copy)}>
          {t('download')}
        </Button>
      </div>
    </>
  );
}

/** Everything kept of me, what I agreed to, and asking for a correction or an erasure (Personal Information Protection Law, articles 15 and 44 to 47). */
export default function OwnDataPage() {
  const back = useBack('/me');
  const me = useMe();
  return (
    <Page title={t('title')} documentTitle={t('title')} onBack={back}>
      {me.loading ? (
        <Skeleton lines={5} />
      ) : me.signedIn ? (
        <>
          <p className="quiet">{t('lead')}</p>
          <Kept />
          <ConsentsPart />
          <RequestPart village={me.home?.village.code ?? null} />
        </>
      ) : (
        <EmptyState
          icon="person"
          title={t('signIn')}
          action={
            <Link href="/sign-in?then=/my-data" className="button button-filled">
              {account('signIn')}
            </Link>
          }
        />
      )}
    </Page>
  );
}
