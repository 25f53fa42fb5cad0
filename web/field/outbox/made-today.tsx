import { Link } from 'wouter';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { classNames } from '../../kit/class-names.ts';
import { daysUntil } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { correctedNow } from '../device/clock.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';

/** What the worker began today by one operation, with where it is: on the phone or arrived. `arrivedAt` says where an arrived one is looked at. */
export function MadeToday({
  title,
  operation,
  arrivedAt,
}: {
  title: string;
  operation: string;
  arrivedAt?: (entry: OutboxEntry) => string | undefined;
}) {
  const { entries, vault } = useOpen();
  const now = new Date(correctedNow());
  const made = entries.filter(
    (entry) =>
      entry.operation === operation && entry.author === vault.owner && (entry.state !== 'sent' || daysUntil(entry.madeAt, now) === 0),
  );
  if (made.length === 0) return null;
  return (
    <section className="group">
      <h2>{title}</h2>
      <ul className="field-rows">
        {made.map((entry) => {
          const aside = entry.state === 'refused' || entry.state === 'conflict';
          return (
            <li key={entry.commandId}>
              <Link href={(entry.state === 'sent' && arrivedAt?.(entry)) || `/outbox/${entry.commandId}`} className="field-row">
                <Icon name={entry.state === 'sent' ? 'check' : aside ? 'warn' : 'send'} />
                <span className="field-row-words">
                  <strong>{entry.title}</strong>
                </span>
                <span className={classNames('field-row-due', entry.state === 'sent' ? 'ink-leaf' : aside ? 'ink-brick' : 'ink-wheat')}>
                  {t(entry.state === 'sent' ? 'sent' : aside ? 'aside' : 'waitingShort')}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
