import { Link } from 'wouter';
import type { OutputOf } from '../../kit/call.ts';
import { dayText, weekdayText } from '../../kit/dates.ts';
import { Tag } from '../../kit/notice.tsx';
import { useElder } from '../elder.ts';
import { t } from '../home/messages.ts';
import { isRunning, statusWordOf, toneOf } from './status-words.ts';

export type MyMatter = OutputOf<'matters.mine'>['matters'][number];

/** One matter as a card: its title, where it stands, and the promised date. */
export function MatterCard({ matter }: { matter: MyMatter }) {
  const elder = useElder();
  return (
    <Link href={`/matters/${matter.id}`} className="card matter-card">
      <span className="matter-card-head">
        <span className="matter-card-title">{matter.title}</span>
        <Tag tone={toneOf(matter.status)}>{statusWordOf(matter)}</Tag>
      </span>
      <span className="matter-card-line">
        {matter.needsMe === 'question' ? (
          <strong>{t(matter.kind === 'proxy-service' ? 'needsPapers' : 'needsAnswer')}</strong>
        ) : matter.needsMe === 'confirm' ? (
          <strong>{t('needsLook')}</strong>
        ) : matter.needsMe === 'rate' ? (
          <strong>{t('needsRating')}</strong>
        ) : isRunning(matter.status) && matter.answerBy ? (
          <>
            {t('answerByLead')}{' '}
            <strong>
              {dayText(matter.answerBy)}
              {elder ? '' : ` ${weekdayText(matter.answerBy)}`}
            </strong>{' '}
            {t('answerByTail', { promised: matter.promised })}
          </>
        ) : (
          `${dayText(matter.filedAt)} · ${matter.holder}`
        )}
      </span>
    </Link>
  );
}
