import { daysUntil, dayText } from '../../kit/dates.ts';
import type { Tone } from '../../kit/notice.tsx';
import type { DayMatter } from '../matters/matters-of-day.ts';
import { t } from './messages.ts';

/** By which day the township wants to know, or how late it is. */
export function verificationDue({ deadlines }: Pick<DayMatter, 'deadlines'>, now: Date): { words: string; tone: Tone } | undefined {
  if (!deadlines.answer) return undefined;
  const days = daysUntil(deadlines.answer, now);
  if (new Date(deadlines.answer) < now) return { words: days < 0 ? t('late', { n: -days }) : t('lateToday'), tone: 'brick' };
  if (days === 0) return { words: t('dueToday'), tone: 'wheat' };
  return { words: t('due', { day: dayText(deadlines.answer, now) }), tone: days === 1 ? 'wheat' : 'plain' };
}
