import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { waitsFor } from '../../../domain/outbox/next-to-send.ts';
import { Button } from '../../kit/button.tsx';
import { newCommandId } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { TextArea, TextInput } from '../../kit/field.tsx';
import { Banner, EmptyState } from '../../kit/notice.tsx';
import { decide } from '../shell/app.ts';
import { Screen } from '../shell/screen.tsx';
import { useSections } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { ReceiptCard, receiptOf } from './receipt-card.tsx';

/** Why the server said no, in its words. */
function Refusal({ entry }: { entry: OutboxEntry }) {
  const { problem } = entry;
  if (!problem) return null;
  const lines = [problem.reason, problem.detail, ...problem.errors.map((error) => error.message)].filter(
    (line) => line && line !== problem.title,
  );
  return (
    <Banner tone="brick" title={t('refused')}>
      <p>
        {t('refusedWords')}
        {problem.title}
      </p>
      {[...new Set(lines)].map((line) => (
        <p key={line}>{line}</p>
      ))}
      {problem.clause && <p>{t('clause', { clause: problem.clause })}</p>}
    </Banner>
  );
}

/** Both values side by side: what I wrote, what stands there already. */
function Both({ entry }: { entry: OutboxEntry }) {
  return (
    <>
      <Banner tone="wheat" icon="people" title={t('conflict')}>
        {t('conflictWords')}
      </Banner>
      <section className="card">
        <h2>{t('mine')}</h2>
        <p className="quiet small">{momentText(entry.madeAt)}</p>
        <p>{entry.title}</p>
        {typeof entry.input.words === 'string' && <p className="prose">{entry.input.words}</p>}
      </section>
      <section className="card">
        <h2>{t('theirs')}</h2>
        {entry.theirs ? (
          entry.theirs.lines.map((line) => (
            <div key={line.at + line.words}>
              <p className="quiet small">
                {momentText(line.at)} {line.by}
              </p>
              <p className="prose">{line.words}</p>
            </div>
          ))
        ) : (
          <p className="quiet">{t('theirsUnknown')}</p>
        )}
      </section>
    </>
  );
}

/** Words and place can be mended here; what needs more has a screen of its section. */
function Mend({ entry, onDone }: { entry: OutboxEntry; onDone: () => void }) {
  const hasWords = typeof entry.input.words === 'string';
  const hasAddress = typeof entry.input.address === 'string';
  const [words, setWords] = useState(String(entry.input.words ?? ''));
  const [address, setAddress] = useState(String(entry.input.address ?? ''));
  const send = async () => {
    const input = { ...entry.input, ...(hasWords && { words: words.trim() }), ...(hasAddress && { address: address.trim() }) };
    await decide({ kind: 'corrected', commandId: entry.commandId, by: entry.author, input, newCommandId: newCommandId() });
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {hasWords && (
        <TextArea
          label={t('mendWords')}
          value={words}
          maxLength={1000}
          onChange={(event) => setWords((event.target as HTMLTextAreaElement).value)}
        />
      )}
      {hasAddress && (
        <TextInput
          label={t('mendAddress')}
          value={address}
          maxLength={100}
          onChange={(event) => setAddress((event.target as HTMLInputElement).value)}
        />
      )}
      <Button look="filled" wide type="submit" icon="send">
        {t('mend')}
      </Button>
    </form>
  );
}

function Drop({ entry, onDone }: { entry: OutboxEntry; onDone: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button look="quiet" onClick={() => setAsked(true)}>
        {t('drop')}
      </Button>
    );
  const drop = async () => {
    await decide({ kind: 'dropped', commandId: entry.commandId, by: entry.author });
    onDone();
  };
  return (
    <Banner
      tone="brick"
      title={t(entry.begun && entry.state === 'waiting' ? 'dropBegun' : 'dropAsk')}
      action={
        <div className="pair">
          <Button onClick={() => setAsked(false)}>{t('keep')}</Button>
          <Button look="danger" onClick={() => void drop()}>
            {t('dropYes')}
          </Button>
        </div>
      }
    />
  );
}

/** What is answered with a receipt. */
const BEGINS = new Set(['matters.file', 'proxy.collect']);

/** One thing of the outbox: where it is, why it is not there yet, and what its author can do about it. */
export default function EntryPage({ params }: { params: Record<string, string> }) {
  const { entries, vault } = useOpen();
  const sections = useSections();
  const [, navigate] = useLocation();
  const entry = entries.find((one) => one.commandId === params.commandId && one.author === vault.owner);
  const leave = () => navigate('/outbox', { replace: true });
  if (!entry) {
    return (
      <Screen title={t('gone')} back="/outbox">
        <EmptyState icon="check" title={t('gone')}>
          {t('goneWords')}
        </EmptyState>
      </Screen>
    );
  }
  const before = waitsFor(entries, entry);
  const mending = sections.map((section) => section.mends?.(entry)).find(Boolean);
  const receipt = receiptOf(entry.answer);
  const matter = [entry.input.id, entry.answer?.id].find((id) => typeof id === 'string');
  // A step is sent again on the state of now; what is about several matters is gone through on its own screen.
  const byAnotherWay = entry.state === 'conflict' && typeof entry.input.id === 'string';
  const sendAnyway = async () => {
    if (!entry.theirs) return;
    const input = { ...entry.input, seq: entry.theirs.seq };
    await decide({ kind: 'corrected', commandId: entry.commandId, by: entry.author, input, newCommandId: newCommandId() });
    leave();
  };
  return (
    <Screen title={entry.title} back="/outbox">
      {entry.state === 'refused' && <Refusal entry={entry} />}
      {entry.state === 'conflict' && <Both entry={entry} />}
      {entry.state !== 'conflict' && (
        <section className="card stack">
          <p className="quiet small">
            {entry.sentAt ? t('sentAt', { time: momentText(entry.sentAt) }) : t('madeAt', { time: momentText(entry.madeAt) })}
          </p>
          {typeof entry.input.words === 'string' && <p className="prose">{entry.input.words}</p>}
          {entry.state === 'waiting' && (
            <p>{before ? t('waitsFor', { title: before.title }) : t(entry.begun ? 'begun' : 'waitingWords')}</p>
          )}
          {entry.state === 'waiting' && BEGINS.has(entry.operation) && <p className="quiet small">{t('receiptLater')}</p>}
        </section>
      )}
      {receipt && <ReceiptCard receipt={receipt} />}
      {byAnotherWay && (
        <Button look="filled" wide icon="send" disabled={!entry.theirs} onClick={() => void sendAnyway()}>
          {t('sendAnyway')}
        </Button>
      )}
      {(entry.state === 'refused' || (entry.state === 'conflict' && !byAnotherWay)) &&
        (mending ? (
          <Link href={mending} className="button button-filled button-wide">
            {t('mend')}
          </Link>
        ) : (
          <Mend entry={entry} onDone={leave} />
        ))}
      {matter && (
        <Link href={`/matters/${matter}`} className="button button-outline button-wide">
          {t('openMatter')}
        </Link>
      )}
      {entry.state !== 'sent' && <Drop entry={entry} onDone={leave} />}
    </Screen>
  );
}
