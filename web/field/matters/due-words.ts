import { levelOf } from '../../../domain/bodies/body.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { dueTitleOf } from '../../../domain/matters/words.zh.ts';
import { daysUntil, dayText } from '../../kit/dates.ts';
import type { Tone } from '../../kit/notice.tsx';
import type { DayMatter } from './matters-of-day.ts';
import { t } from './messages.ts';

/** What stands at the right of a row: by when what, or how late. */
export function dueWords(
  matter: Pick<DayMatter, 'kind' | 'version' | 'status' | 'paused' | 'deadlines' | 'holder'>,
  now: Date,
): { words: string; tone: Tone } | undefined {
  if (matter.paused) return { words: t('paused'), tone: 'plain' };
  const sign = matter.status === 'to-sign' && matter.deadlines.sign !== null;
  const due = sign ? matter.deadlines.sign : matter.deadlines.answer;
  if (!due) return undefined;
  const days = daysUntil(due, now);
  if (new Date(due) < now) return { words: days < 0 ? t('late', { n: -days }) : t('lateToday'), tone: 'brick' };
  const what = dueTitleOf(definitionOf(matter.kind, matter.version), sign ? 'sign' : 'answer', levelOf(matter.holder.kind));
  if (days === 0) return { words: t('dueToday', { what }), tone: 'wheat' };
  return { words: t('due', { day: dayText(due, now), what }), tone: days === 1 ? 'wheat' : 'plain' };
}
