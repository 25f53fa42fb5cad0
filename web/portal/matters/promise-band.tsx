import type { ReactNode } from 'react';
import type { OutputOf } from '../../kit/call.ts';
import { dayText, deadlineText, lastDayText } from '../../kit/dates.ts';
import { ReadAloud } from '../../kit/read-aloud.tsx';
import { useElder } from '../elder.ts';
import { proxyOf } from '../services/proxy-of.ts';
import { t } from './messages.ts';

type Matter = OutputOf<'matters.view'>;
type Words = { above: string; when: string; under?: ReactNode; tone: '' | 'promise-late' | 'promise-done' };

const resultOf = (matter: Matter): string => t(proxyOf(matter)?.granted ? 'grantedNow' : 'notGrantedNow');

/** What matters most about a matter now, in three lines; the promised date while it runs. */
function wordsFor(matter: Matter): Words {
  const holder = matter.holder.name;
  const proxy = proxyOf(matter);
  const { answer, reply, confirm } = matter.deadlines;
  switch (matter.status) {
    case 'to-sign':
    case 'in-hand':
    case 'returned': {
      const late = answer !== null && new Date(answer) < new Date();
      return {
        above: late ? t('promisedLate') : matter.kind === 'appeal' ? t('promisedAt') : t('promisedFor', { promised: matter.promised }),
        when: answer ? deadlineText(answer) : matter.statusTitle,
        under: t('heldBy', { body: holder }),
        tone: late ? 'promise-late' : '',
      };
    }
    case 'waiting-resident':
      return {
        above: t('yourTurn'),
        when: t(proxy ? 'missingNow' : 'waitingYou'),
        under: reply ? t(proxy ? 'missingUntil' : 'waitingYouUntil', { day: lastDayText(reply) }) : undefined,
        tone: '',
      };
    case 'suspended':
      return { above: t('heldBy', { body: holder }), when: t('suspendedNow'), under: matter.paused?.reason, tone: '' };
    case 'answered':
      if (proxy) return { above: holder, when: resultOf(matter), under: t('toDeliver'), tone: proxy.granted ? 'promise-done' : '' };
      return {
        above: holder,
        when: t('answeredAt'),
        under: confirm && new Date(confirm) > new Date() ? t('confirmUntil', { day: lastDayText(confirm) }) : undefined,
        tone: 'promise-done',
      };
    case 'closed':
      if (proxy) return { above: t('closedNow'), when: resultOf(matter), tone: proxy.granted ? 'promise-done' : '' };
      return {
        above: holder,
        when: t('closedNow'),
        under: confirm && new Date(confirm) > new Date() ? t('confirmUntil', { day: lastDayText(confirm) }) : undefined,
        tone: 'promise-done',
      };
    case 'declined':
      return { above: holder, when: t('declinedNow'), tone: '' };
    case 'withdrawn':
      return { above: dayText(matter.endedAt ?? matter.filedAt), when: t(proxy ? 'endedByYou' : 'withdrawnNow'), tone: '' };
    case 'merged':
      return { above: holder, when: t('mergedNow'), tone: '' };
  }
}

/** The band on top of a matter: the promised date, who has it. Elder mode reads it aloud. */
export function PromiseBand({ matter }: { matter: Matter }) {
  const elder = useElder();
  const { above, when, under, tone } = wordsFor(matter);
  return (
    <div className={`page-band ${tone}`}>
      <div className="page-band-inner promise-band">
        <p>{above}</p>
        <p className="promise-when">{when}</p>
        {under && <p className="promise-who">{under}</p>}
        {elder && <ReadAloud text={[matter.title, above, when, under].filter(Boolean).join('，')} />}
      </div>
    </div>
  );
}
