import { useCallback, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { deadlineText } from '../../kit/dates.ts';
import { Banner, EmptyState, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { useObjectUrl } from '../../kit/photo-picker.tsx';
import { ReadAloud } from '../../kit/read-aloud.tsx';
import { device, type KeptReceipt, type Outgoing } from '../device.ts';
import { useElder } from '../elder.ts';
import { t } from './messages.ts';
import { sendWaiting, takeBack, useOutbox } from './outbox.ts';
import { ReceiptPaper } from './receipt.tsx';
import { filesOf, formOf, wordsOf } from './what-is-sent.ts';

/** The one file the server did not take, so that nobody has to guess which. */
function RefusedFile({ blob, n }: { blob: Blob; n: number }) {
  const url = useObjectUrl(blob);
  const [picture, setPicture] = useState(blob.type.startsWith('image/'));
  if (!picture) return <p>{t('refusedFile', { n })}</p>;
  return (
    <figure className="photos">
      <figcaption>{t('refusedPhoto')}</figcaption>
      <span className="photo">{url && <img src={url} alt={t('refusedFile', { n })} onError={() => setPicture(false)} />}</span>
    </figure>
  );
}

function Waiting({ outgoing }: { outgoing: Outgoing }) {
  const online = useOnline();
  const [, navigate] = useLocation();
  const [trying, setTrying] = useState(false);
  const tryNow = async () => {
    setTrying(true);
    await sendWaiting();
    setTrying(false);
  };
  // A few seconds of work is sending; longer than that, the plain truth is that it has not gone out.
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 8000);
    return () => clearTimeout(timer);
  }, []);
  const words = <p className="prose">{wordsOf(outgoing)}</p>;

  if (outgoing.refused) {
    const { title, detail, errors, file } = outgoing.refused;
    const refused = file === undefined ? undefined : filesOf(outgoing)[file];
    return (
      <>
        <Banner tone="brick" title={t('refusedTitle')}>
          <p>{title}</p>
          {detail && detail !== title && <p>{detail}</p>}
          {errors.map((error) => (
            <p key={error.path}>{error.message}</p>
          ))}
        </Banner>
        {refused && file !== undefined && <RefusedFile blob={refused.blob} n={file + 1} />}
        {words}
        <Button
          look="filled"
          wide
          icon="edit"
          onClick={async () => {
            await takeBack(outgoing.commandId);
            navigate(formOf(outgoing), { replace: true });
          }}
        >
          {t('refusedEdit')}
        </Button>
      </>
    );
  }
  if (outgoing.signIn) {
    return (
      <>
        <Banner
          tone="wheat"
          icon="person"
          title={t('signInToSend')}
          action={
            <Link href={`/sign-in?then=/filed/${outgoing.commandId}`} className="button button-filled">
              {t('signIn')}
            </Link>
          }
        >
          {t('signInToSendWords')}
        </Banner>
        {words}
      </>
    );
  }
  return (
    <>
      {online && !slow && !outgoing.held ? (
        <Banner tone="brand" icon="send" title={t('sendingTitle')}>
          {t('sendingWords')}
        </Banner>
      ) : (
        <Banner
          tone="wheat"
          icon={outgoing.held ? 'clock' : 'wifi-off'}
          title={t(outgoing.held ? 'heldTitle' : 'waitingTitle')}
          action={
            <Button icon="refresh" busy={trying} onClick={() => void tryNow()}>
              {t('sendNow')}
            </Button>
          }
        >
          {outgoing.held && <p>{outgoing.held}</p>}
          <p>{t(outgoing.held ? 'heldWords' : 'waitingWords')}</p>
        </Banner>
      )}
      {words}
    </>
  );
}

/** What became of an appeal or an application sent from this device: on its way, waiting for a network, refused, or received with its receipt. */
export default function FiledPage({ commandId }: { commandId: string }) {
  const elder = useElder();
  const [, navigate] = useLocation();
  const [kept, setKept] = useState<KeptReceipt>();
  const [looked, setLooked] = useState(false);
  const look = useCallback(() => {
    void device.receiptOfCommand(commandId).then((found) => {
      setKept(found);
      setLooked(true);
    });
  }, [commandId]);
  useEffect(look, [look]);
  // Whoever comes back from signing in wants it sent now.
  useEffect(() => void sendWaiting(), []);
  const outgoing = useOutbox(look).find((one) => one.commandId === commandId);
  const home = () => navigate('/');

  if (!looked) {
    return (
      <Page title={t('file')} onBack={home}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  if (!kept) {
    return (
      <Page title={outgoing?.refused ? t('refusedTitle') : t(outgoing?.kind === 'application' ? 'apply' : 'file')} onBack={home}>
        {outgoing ? (
          <Waiting outgoing={outgoing} />
        ) : (
          <EmptyState
            icon="qr"
            title={t('receiptGone')}
            action={
              <Link href="/progress" className="button button-filled">
                {t('progressLook')}
              </Link>
            }
          />
        )}
      </Page>
    );
  }
  const applied = kept.kind === 'application';
  const lead = t(applied ? 'appliedLead' : 'filedLead');
  const promise = kept.answerBy
    ? t(applied ? 'appliedPromise' : 'filedPromise', { day: deadlineText(kept.answerBy) })
    : t('promiseNoDates', { who: kept.holder });
  return (
    <Page
      title={t('filedTitle')}
      documentTitle={t('filedTitle')}
      onBack={home}
      top={
        <div className="page-band promise-done">
          <div className="page-band-inner promise-band" role="status">
            <p className="promise-when">{lead}</p>
            <p>{promise}</p>
            {elder && <ReadAloud text={`${lead}。${promise}。`} />}
          </div>
        </div>
      }
      action={
        <div className="pair">
          <Button icon="print" onClick={() => window.print()}>
            {t('receiptPrint')}
          </Button>
          <Link href={`/matters/${kept.matter}`} className="button button-filled">
            {t('receiptFollow')}
          </Link>
        </div>
      }
    >
      <ReceiptPaper kept={kept} />
    </Page>
  );
}
