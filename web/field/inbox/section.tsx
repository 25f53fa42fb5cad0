import { Link } from 'wouter';
import { Icon } from '../../kit/icons.tsx';
import type { FieldSection } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { messagesOf } from './messages-of.ts';

function TodayInbox() {
  const unread = messagesOf(useOpen()).filter((message) => !message.read);
  return (
    <section className="group">
      <h2>
        {t('title')}
        {unread.length > 0 && <span className="group-count">{t('unread', { n: unread.length })}</span>}
      </h2>
      <ul className="field-rows">
        <li>
          <Link href="/inbox" className="field-row">
            <Icon name="inbox" />
            <span className="field-row-words">{unread[0] ? <strong>{unread[0].text}</strong> : t('title')}</span>
            <Icon name="chevron-right" />
          </Link>
        </li>
      </ul>
    </section>
  );
}

export const inboxSection: FieldSection = {
  name: 'inbox',
  Today: TodayInbox,
  routes: [{ path: '/inbox', load: () => import('./inbox-page.tsx') }],
};
