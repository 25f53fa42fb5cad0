import { Link } from 'wouter';
import { type OutboxEntry, partsOf } from '../../../domain/outbox/entry.ts';
import { Button } from '../../kit/button.tsx';
import { momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { decide } from '../shell/app.ts';
import { useReachable } from '../shell/reach.ts';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';

/** What has arrived is shown for a while, newest first. */
const SENT_SHOWN = 30;

function filesOf(entry: OutboxEntry): string {
  const all = entry.attachments.reduce((sum, file) => sum + partsOf(file), 0);
  const done = entry.attachments.reduce((sum, file) => sum + (file.fileId ? partsOf(file) : file.received.length), 0);
  return all > 0 && entry.state === 'waiting' ? t('files', { done, all }) : '';
}

function Rows({ title, entries }: { title: string; entries: readonly OutboxEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section className="group">
      <h2>
        {title}
        <span className="group-count">{entries.length}</span>
      </h2>
      <ul className="field-rows">
        {entries.map((entry) => (
          <li key={entry.commandId}>
            <Link href={`/outbox/${entry.commandId}`} className="field-row">
              <Icon name={entry.state === 'sent' ? 'check' : entry.state === 'waiting' ? 'send' : 'warn'} />
              <span className="field-row-words">
                <strong>{entry.title}</strong>
                <span className="field-row-under">
                  {[
                    entry.sentAt ? t('sentAt', { time: momentText(entry.sentAt) }) : t('madeAt', { time: momentText(entry.madeAt) }),
                    filesOf(entry),
                    entry.problem?.reason ?? entry.problem?.title,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Icon name="chevron-right" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was done on this phone: set aside, on its way, arrived. */
export default function OutboxPage() {
  const { entries, vault } = useOpen();
  const online = useReachable();
  const own = entries.filter((entry) => entry.author === vault.owner);
  const waiting = own.filter((entry) => entry.state === 'waiting');
  const sent = own.filter((entry) => entry.state === 'sent').sort((one, other) => other.n - one.n);
  return (
    <Screen title={t('title')} back="/">
      {own.length === sent.length && (
        <EmptyState icon="check" title={t('empty')}>
          {t('emptyWords')}
        </EmptyState>
      )}
      <Rows title={t('aside')} entries={own.filter((entry) => entry.state === 'refused' || entry.state === 'conflict')} />
      <Rows title={t('waiting')} entries={waiting} />
      {online && waiting.length > 0 && (
        <Button icon="send" wide onClick={() => void decide({ kind: 'retried', by: vault.owner })}>
          {t('tryNow')}
        </Button>
      )}
      <Rows title={t('sent')} entries={sent.slice(0, SENT_SHOWN)} />
    </Screen>
  );
}
