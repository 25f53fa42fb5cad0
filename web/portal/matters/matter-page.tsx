import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { call, newCommandId, Offline, type OutputOf, Problem } from '../../kit/call.ts';
import { dayText, momentText } from '../../kit/dates.ts';
import type { IconName } from '../../kit/icons.tsx';
import { Banner, EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useOnline } from '../../kit/online.ts';
import { Page } from '../../kit/page.tsx';
import { useRead } from '../../kit/query.ts';
import { Story, type StoryEntry } from '../../kit/story.tsx';
import { word } from '../../kit/words.ts';
import { useBack } from '../back.ts';
import { useElder } from '../elder.ts';
import { t as services } from '../services/messages.ts';
import { proxyOf } from '../services/proxy-of.ts';
import { endingWords, MissingPapers, ProxyFacts } from '../services/proxy-part.tsx';
import { SupplySheet } from '../services/supply-sheet.tsx';
import { useReceiptCode } from './looked-up.ts';
import { t } from './messages.ts';
import { PromiseBand } from './promise-band.tsx';
import { isRunning } from './status-words.ts';
import { RateSheet, type ResidentStep, type TakeStep, WordsSheet } from './step-sheets.tsx';
import { StoredDocument, StoredPhoto, StoredVoice } from './stored-file.tsx';

type Matter = OutputOf<'matters.view'>;
type Step = Exclude<ResidentStep, 'confirm'>;

const DONE_STEPS = new Set(['answer', 'confirm', 'rate', 'close', 'accept', 'decide', 'deliver', 'return-papers']);
const ANSWER_STEPS = new Set(['answer', 'decide']);
const ANSWER_COUNTS = new Set(['answered', 'closed']);
const CARE_STEPS = new Set(['ask', 'ask-missing', 'not-received', 'suspend', 'decline', 'reopen']);

function Files({ ids, matter, receipt }: { ids: readonly string[]; matter: Matter; receipt?: string }) {
  const files = matter.files.filter((file) => ids.includes(file.id));
  if (files.length === 0) return null;
  return (
    <div className="story-photos">
      {files.map((file) =>
        file.kind === 'photo' ? (
          <StoredPhoto key={file.id} id={file.id} receipt={receipt} />
        ) : file.kind === 'voice' ? (
          <StoredVoice key={file.id} id={file.id} receipt={receipt} />
        ) : (
          <StoredDocument key={file.id} id={file.id} receipt={receipt} />
        ),
      )}
    </div>
  );
}

/** The answer leads the page while it is the last word. */
const shownOnTop = (matter: Matter): boolean => ANSWER_COUNTS.has(matter.status);

/** The actions as sentences, then what is still to come. */
function entriesOf(matter: Matter, receipt?: string): StoryEntry[] {
  const past = matter.story
    .filter((entry) => !entry.internal)
    .map((entry): StoryEntry => {
      const who = entry.by.body?.name;
      const words = [entry.words, entry.correction].filter(Boolean).join('\n');
      return {
        key: String(entry.seq),
        above: [momentText(entry.at), who].filter(Boolean).join(' · '),
        title: entry.headline,
        // The latest answer stands on top already.
        quote: words && !(ANSWER_STEPS.has(entry.step) && shownOnTop(matter) && words === matter.answer?.text) ? words : undefined,
        tone: DONE_STEPS.has(entry.step) ? 'leaf' : CARE_STEPS.has(entry.step) ? 'wheat' : 'brand',
        icon: DONE_STEPS.has(entry.step) ? ('check' satisfies IconName) : undefined,
        children: (
          <>
            {entry.detail && <p className="story-detail">{entry.detail}</p>}
            <Files ids={entry.files} matter={matter} receipt={receipt} />
          </>
        ),
      };
    });
  const { answer } = matter.deadlines;
  if (matter.status === 'waiting-resident') {
    past.push({ key: 'next', above: t('next'), title: t(proxyOf(matter) ? 'nextSupply' : 'nextReply'), ahead: true });
  } else if (isRunning(matter.status) && answer && new Date(answer) > new Date()) {
    past.push({ key: 'next', above: t('next'), title: t('nextAnswer', { day: dayText(answer), promised: matter.promised }), ahead: true });
  }
  if (matter.status === 'answered')
    past.push({ key: 'next', above: t('next'), title: t(proxyOf(matter) ? 'nextDeliver' : 'nextConfirm'), ahead: true });
  return past;
}

/** One matter as its resident sees it: the promise on top, the story below, at the thumb what one can do now. */
export default function MatterPage({ id }: { id: string }) {
  const back = useBack('/matters');
  const online = useOnline();
  const elder = useElder();
  const { ready, code } = useReceiptCode(id);
  const read = useRead('matters.view', { id }, { enabled: ready, receipt: code });
  const client = useQueryClient();
  const pending = useRef<{ key: string; commandId: string }>(undefined);
  const [sheet, setSheet] = useState<Step>();
  const [said, setSaid] = useState('');
  const matter = read.data;

  if (!matter) {
    const gone = read.error instanceof Problem && [401, 403, 404, 400].includes(read.error.status);
    return (
      <Page title={t('mine')} onBack={back}>
        {gone ? (
          <EmptyState
            icon="search"
            title={t('gone')}
            action={
              <div className="pair">
                <Link href={`/sign-in?then=/matters/${id}`} className="button button-outline">
                  {t('signIn')}
                </Link>
                <Link href="/progress" className="button button-filled">
                  {t('progressLook')}
                </Link>
              </div>
            }
          />
        ) : read.error ? (
          <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }

  const take: TakeStep = async (step, input, sentence) => {
    const whole = { ...input, id, seq: matter.seq };
    const key = JSON.stringify([step, whole]);
    // The same press after a lost connection is the same command.
    if (pending.current?.key !== key) pending.current = { key, commandId: newCommandId() };
    try {
      await call(`matters.${step}`, whole as never, { commandId: pending.current.commandId, receipt: code });
    } catch (error) {
      if (error instanceof Problem) {
        pending.current = undefined;
        if (error.status === 409) await client.invalidateQueries({ queryKey: ['matters.view'] });
      }
      throw error;
    }
    setSaid(sentence);
    window.scrollTo({ top: 0 });
    await Promise.all([client.invalidateQueries({ queryKey: ['matters.view'] }), client.invalidateQueries({ queryKey: ['matters.mine'] })]);
  };
  const offers = new Map(matter.offers.map((offer) => [offer.step, offer]));
  const may = (step: string) => offers.get(step)?.allowed === true;
  const close = () => setSheet(undefined);
  const shared = { onClose: close, take, receipt: code };
  const proxy = proxyOf(matter);
  const ending = endingWords(proxy) ?? { title: t('withdraw'), lead: t('withdrawAsk'), said: t('withdrawn') };
  const mayNotEnd = offers.get('withdraw')?.reason;

  const decisive = (
    <>
      {may('supply') && (
        <Button look="filled" wide icon="camera" onClick={() => setSheet('supply')}>
          {services('supply')}
        </Button>
      )}
      {may('reply') && (
        <Button look="filled" wide icon="message" onClick={() => setSheet('reply')}>
          {t('reply')}
        </Button>
      )}
      {matter.status === 'answered' && may('rate') && (
        <Button look="filled" wide icon="check" onClick={() => setSheet('rate')}>
          {t('solved')}
        </Button>
      )}
      {matter.status === 'closed' && may('rate') && (
        <Button look="filled" wide onClick={() => setSheet('rate')}>
          {t('rate')}
        </Button>
      )}
    </>
  );
  // In elder mode what is asked of the resident stands alone.
  const running = (may('add-words') || may('urge')) && !(elder && may('supply'));
  const action =
    may('supply') || may('reply') || may('rate') || may('reopen') || running ? (
      <>
        {decisive}
        {may('reopen') && (
          <Button wide icon="undo" onClick={() => setSheet('reopen')}>
            {t('notSolved')}
          </Button>
        )}
        {running && (
          <div className="pair">
            {may('add-words') && <Button onClick={() => setSheet('add-words')}>{t('addWords')}</Button>}
            {may('urge') && <Button onClick={() => setSheet('urge')}>{t('urge')}</Button>}
          </div>
        )}
      </>
    ) : undefined;

  return (
    <Page
      title={matter.title}
      // The browser keeps the names of pages in its history, also on a borrowed phone: the words of the matter are not for it.
      documentTitle={`${t('progressLook')} ${matter.number}`}
      onBack={back}
      top={<PromiseBand matter={matter} />}
      action={action}
    >
      {!online && (
        <Banner tone="wheat" icon="wifi-off">
          {word('offline')}
        </Banner>
      )}
      {read.error && !(read.error instanceof Offline) && <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />}
      {said && (
        <Banner tone="leaf" icon="check">
          {said}
        </Banner>
      )}
      {matter.status === 'waiting-resident' && proxy?.missing && <MissingPapers missing={proxy.missing} body={matter.holder.name} />}
      {matter.status === 'waiting-resident' && matter.question && !proxy && (
        <Banner tone="wheat" icon="message" title={t('question', { body: matter.holder.name })}>
          {matter.question}
        </Banner>
      )}
      {matter.answer && shownOnTop(matter) && (
        <Banner
          tone={proxy && !proxy.granted ? 'wheat' : 'leaf'}
          icon="message"
          title={t(proxy ? 'result' : 'answerFrom', { body: matter.answer.by })}
        >
          <p className="prose">{matter.answer.text}</p>
        </Banner>
      )}
      <section aria-label={t('story')}>
        <Story label={t('story')} entries={entriesOf(matter, code)} />
      </section>
      {proxy && <ProxyFacts proxy={proxy} matter={matter} />}
      <section className="card">
        <dl className="facts stack">
          <div>
            <dt>{t('factPlace')}</dt>
            <dd>{[matter.place, matter.address].filter(Boolean).join(' ')}</dd>
          </div>
          <div>
            <dt>{t('factCategory')}</dt>
            <dd>{proxy ? t(proxy.mandate ? 'byMandate' : 'byApplication') : matter.categoryName}</dd>
          </div>
          <div>
            <dt>{t('factNumber')}</dt>
            <dd>{matter.number}</dd>
          </div>
          {matter.receiptCode && (
            <div>
              <dt>{t('receiptCode')}</dt>
              <dd>{matter.receiptCode}</dd>
            </div>
          )}
          {matter.joined > 0 && (
            <div>
              <dt>{t('factJoined')}</dt>
              <dd>{t('factJoinedCount', { n: matter.joined })}</dd>
            </div>
          )}
        </dl>
      </section>
      {may('withdraw') ? (
        <div className="no-print">
          <Button look="quiet" icon="undo" onClick={() => setSheet('withdraw')}>
            {ending.title}
          </Button>
        </div>
      ) : (
        mayNotEnd && <p className="small quiet no-print">{mayNotEnd}</p>
      )}

      <WordsSheet
        {...shared}
        open={sheet === 'add-words'}
        step="add-words"
        title={t('addWords')}
        label={t('addWordsLabel')}
        send={t('sendIt')}
        said={t('done')}
      />
      <WordsSheet
        {...shared}
        open={sheet === 'urge'}
        step="urge"
        title={t('urgeAsk', { body: matter.holder.name })}
        lead={t('urgeWords')}
        label={t('urgeLabel')}
        send={t('urge')}
        said={t('urged')}
      />
      <WordsSheet
        {...shared}
        open={sheet === 'reply'}
        step="reply"
        title={t('reply')}
        lead={matter.question ?? undefined}
        label={t('replyLabel')}
        send={t('sendIt')}
        said={t('done')}
      />
      <WordsSheet
        {...shared}
        open={sheet === 'reopen'}
        step="reopen"
        title={t('notSolved')}
        lead={t('notSolvedWords')}
        label={t('notSolvedLabel')}
        send={t('notSolved')}
        said={t('reopened')}
      />
      <WordsSheet
        {...shared}
        open={sheet === 'withdraw'}
        step="withdraw"
        title={ending.title}
        lead={ending.lead}
        label={t(proxy ? 'endLabel' : 'withdrawLabel')}
        send={ending.title}
        said={ending.said}
        danger
      />
      <RateSheet {...shared} open={sheet === 'rate'} confirmable={may('confirm')} applied={proxy !== undefined} />
      {may('supply') && proxy && <SupplySheet {...shared} open={sheet === 'supply'} matter={id} proxy={proxy} />}
    </Page>
  );
}
