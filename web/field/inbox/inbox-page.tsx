import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { newCommandId } from '../../kit/call.ts';
import { momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { correctedInstant } from '../device/clock.ts';
import { keep } from '../shell/app.ts';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { messagesOf } from './messages-of.ts';

/** More ids than this one call does not take. */
const MOST = 200;

/** All messages; opening the page reads them, and that too goes through the outbox. */
export default function InboxPage() {
  const open = useOpen();
  const messages = messagesOf(open);
  const marked = useRef(false);
  useEffect(() => {
    const unread = messages.filter((message) => !message.read).map(({ id }) => id);
    if (marked.current || unread.length === 0) return;
    marked.current = true;
    const commandId = newCommandId();
    void keep({
      commandId,
      operation: 'messages.markRead',
      input: { ids: unread.slice(0, MOST) },
      thread: commandId,
      title: t('title'),
      madeAt: correctedInstant(),
    }).catch(() => undefined);
  }, [messages]);
  return (
    <Screen title={t('title')} back="/">
      {messages.length === 0 ? (
        <EmptyState icon="inbox" title={t('empty')}>
          {t('emptyWords')}
        </EmptyState>
      ) : (
        <ul className="field-rows">
          {messages.map((message) => {
            const words = (
              <span className="field-row-words">
                <span>{message.text}</span>
                <span className="field-row-under">{momentText(message.createdAt)}</span>
              </span>
            );
            return (
              <li key={message.id}>
                {message.matterId ? (
                  <Link href={`/matters/${message.matterId}`} className="field-row">
                    {words}
                    <Icon name="chevron-right" />
                  </Link>
                ) : (
                  <div className="field-row">{words}</div>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Screen>
  );
}
