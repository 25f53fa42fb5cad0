import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { call, type OutputOf } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { EmptyState, ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { t as account } from '../accounts/messages.ts';
import { useMe } from '../accounts/session.ts';
import { useBack } from '../back.ts';
import { device } from '../device.ts';
import { EMPTY_DRAFT } from '../matters/appeal-draft.ts';
import './looks.css';
import { t } from './messages.ts';

type Look = OutputOf<'audit.mine'>['items'][number];

const ASK_AS = 'affairs.ask';

/** What is not understood becomes an ordinary matter: the words are put into the form, the resident sends them. */
function question(look: Look): string {
  return t('question', {
    at: momentText(look.at),
    who: look.who,
    role: look.roleTitle,
    kind: t(look.kind),
    title: look.title,
    purpose: look.purpose && t('questionPurpose', { purpose: look.purpose }),
  });
}

/** Whether the row is sealed, the proof of it as a file that others can check, and the question to ask. */
function Acts({ look, onAsk }: { look: Look; onAsk: () => void }) {
  const [state, setState] = useState<'idle' | 'busy' | Error>('idle');
  const download = async () => {
    setState('busy');
    try {
      saveFile(t('proofFile', { day: look.at.slice(0, 10) }), JSON.stringify(await call('audit.proof', { id: look.id }), null, 2));
      setState('idle');
    } catch (error) {
      setState(error as Error);
    }
  };
  return (
    <>
      {!look.sealed && <span className="row-under">{t('sealing')}</span>}
      <span className="look-acts">
        {look.sealed && (
          <Button look="quiet" icon="download" busy={state === 'busy'} onClick={() => void download()}>
            {t('proof')}
          </Button>
        )}
        <Button look="quiet" icon="message" onClick={onAsk}>
          {t('unclear')}
        </Button>
      </span>
      {state instanceof Error && <ErrorBanner error={state} onRetry={() => void download()} />}
    </>
  );
}

/** Hands a text to the browser as a file. */
function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function OneLook({ look }: { look: Look }) {
  const [, navigate] = useLocation();
  const ask = async () => {
    const kept = (await device.draft('appeal').catch(() => undefined)) ?? EMPTY_DRAFT;
    const words = [kept.words.trim(), question(look)].filter(Boolean).join('\n');
    await device.keepDraft('appeal', { ...kept, words, category: kept.category ?? ASK_AS, look: { id: look.id, unit: look.unit } });
    navigate('/file');
  };
  return (
    <li className="row">
      <span className="row-words">
        <span className="row-under">
          {momentText(look.at)} <Tag tone={look.kind === 'change' ? 'wheat' : 'plain'}>{t(look.kind)}</Tag>
        </span>
        <span className="strong">{[look.who, look.roleTitle].filter(Boolean).join(' · ')}</span>
        <span>{look.title}</span>
        {look.purpose && <span className="row-under">{t('why', { purpose: look.purpose })}</span>}
        <Acts look={look} onAsk={() => void ask()} />
      </span>
    </li>
  );
}

/** One page of the record, and the next below it when asked for. */
function Looks({ after }: { after?: string }) {
  const read = useRead('audit.mine', after ? { after } : {});
  const [more, setMore] = useState(false);
  if (read.error && !read.data) return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton card lines={5} />;
  const { items, next } = read.data;
  if (items.length === 0 && !after)
    return (
      <EmptyState icon="eye" title={t('none')}>
        {t('noneWords')}
      </EmptyState>
    );
  return (
    <>
      <ul className="card rows looks">
        {items.map((look) => (
          <OneLook key={look.id} look={look} />
        ))}
      </ul>
      {next && !more && <Button onClick={() => setMore(true)}>{t('more')}</Button>}
      {next && more && <Looks after={next} />}
    </>
  );
}

/** Who looked at or changed what about me, when, in which role, for which purpose. */
export default function LooksPage() {
  const back = useBack('/me');
  const me = useMe();
  return (
    <Page title={t('title')} documentTitle={t('title')} onBack={back}>
      {me.loading ? (
        <Skeleton lines={5} />
      ) : me.signedIn ? (
        <>
          <p className="quiet">{t('lead')}</p>
          <Looks />
        </>
      ) : (
        <EmptyState
          icon="person"
          title={t('signIn')}
          action={
            <Link href="/sign-in?then=/looks" className="button button-filled">
              {account('signIn')}
            </Link>
          }
        />
      )}
    </Page>
  );
}
