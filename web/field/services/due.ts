import { daysUntil, dayText } from '../../kit/dates.ts';
import type { Tone } from '../../kit/notice.tsx';
import { dueWords } from '../matters/due-words.ts';
import type { DayMatter } from '../matters/matters-of-day.ts';
import { stepOf } from './delivering.ts';
import { t } from './messages.ts';

/** By when the papers go to the township, or are completed; anything else as of any matter. */
export function proxyDue(matter: DayMatter, now: Date): { words: string; tone: Tone } | undefined {
  if (matter.status === 'waiting-resident' && matter.deadlines.reply) {
    if (new Date(matter.deadlines.reply) < now) return { words: t('missingLate'), tone: 'brick' };
    return { words: t('missing', { day: dayText(matter.deadlines.reply, now) }), tone: 'wheat' };
  }
  const bring = matter.mine ? stepOf(matter) : null;
  if (bring) return { words: t(bring === 'deliver' ? 'deliverDue' : 'returnDue'), tone: 'wheat' };
  if (matter.status !== 'in-hand' || !matter.mine || !matter.deadlines.answer) return dueWords(matter, now);
  const days = daysUntil(matter.deadlines.answer, now);
  if (new Date(matter.deadlines.answer) < now) return { words: t('toHandInLate', { n: Math.max(1, -days) }), tone: 'brick' };
  if (days === 0) return { words: t('toHandInToday'), tone: 'wheat' };
  return { words: t('toHandIn', { day: dayText(matter.deadlines.answer, now) }), tone: days === 1 ? 'wheat' : 'plain' };
}
