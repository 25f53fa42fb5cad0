import { Link } from 'wouter';
import { classNames } from '../../kit/class-names.ts';
import { daysUntil } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { correctedNow } from '../device/clock.ts';
import type { FieldSection } from '../shell/section.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';

/** What the worker has reported today, with where it is: on the phone or arrived. */
function TodayReports() {
  const { entries, vault } = useOpen();
  const now = new Date(correctedNow());
  const reports = entries.filter(
    (entry) =>
      entry.operation === 'matters.file' && entry.author === vault.owner && (entry.state !== 'sent' || daysUntil(entry.madeAt, now) === 0),
  );
  if (reports.length === 0) return null;
  return (
    <section className="group">
      <h2>{t('today')}</h2>
      <ul className="field-rows">
        {reports.map((entry) => {
          const aside = entry.state === 'refused' || entry.state === 'conflict';
          const arrived = entry.state === 'sent' && typeof entry.answer?.id === 'string';
          return (
            <li key={entry.commandId}>
              <Link href={arrived ? `/matters/${String(entry.answer?.id)}` : `/outbox/${entry.commandId}`} className="field-row">
                <Icon name={entry.state === 'sent' ? 'check' : aside ? 'warn' : 'send'} />
                <span className="field-row-words">
                  <strong>{entry.title}</strong>
                </span>
                <span className={classNames('field-row-due', entry.state === 'sent' ? 'ink-leaf' : aside ? 'ink-brick' : 'ink-wheat')}>
                  {t(entry.state === 'sent' ? 'sent' : aside ? 'aside' : 'waiting')}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export const reportSection: FieldSection = {
  name: 'report',
  Today: TodayReports,
  routes: [{ path: '/report', load: () => import('./report-page.tsx') }],
  starts: [{ title: t('forHousehold'), icon: 'plus', path: (household) => `/report?household=${household}` }],
};
