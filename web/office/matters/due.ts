import type { QueueRow } from '../../../domain/matters/contract.ts';
import { daysUntil, timeText } from '../../kit/dates.ts';
import type { IconName } from '../../kit/icons.tsx';
import type { Tone } from '../../kit/notice.tsx';
import { say as frame } from '../shell/messages.ts';
import { shortDay, shortWeekday } from '../shell/times.ts';
import { say } from './messages.ts';

/** The tone of a status tag: wheat asks someone to act, grey stands still, green is done. */
export const STATUS_TONES: Record<QueueRow['status'], Tone> = {
  'to-sign': 'wheat',
  'in-hand': 'brand',
  'waiting-resident': 'plain',
  suspended: 'plain',
  returned: 'wheat',
  answered: 'leaf',
  closed: 'leaf',
  declined: 'plain',
  withdrawn: 'plain',
  merged: 'plain',
};

export interface DueWords {
  /** 今天 18:00 or 11-27 周五 */
  at: string;
  left: string;
  tone: Tone;
  icon: IconName | null;
}

/** When something is due in a few words: the moment, what is left, and how pressing it is; words and icon carry what colour says. */
export function dueWords(row: Pick<QueueRow, 'due' | 'paused' | 'status'>, now: Date): DueWords {
  if (row.status === 'answered') return { at: say('noDue'), left: say('waitConfirm'), tone: 'leaf', icon: null };
  if (row.paused) return { at: row.due ? dayWords(row.due, now) : say('noDue'), left: say('paused'), tone: 'plain', icon: 'pause' };
  if (!row.due) return { at: say('noDue'), left: '', tone: 'plain', icon: null };
  const at = dayWords(row.due, now);
  const minutes = Math.round((Date.parse(row.due) - now.getTime()) / 60_000);
  const days = daysUntil(row.due, now);
  if (minutes < 0) {
    const left = days < 0 ? say('overdueDays', { n: -days }) : say('overdueHours', { n: Math.max(1, Math.round(-minutes / 60)) });
    return { at, left, tone: 'brick', icon: 'warn' };
  }
  if (days === 0) {
    const left = minutes >= 60 ? say('leftHours', { n: Math.floor(minutes / 60) }) : say('leftMinutes', { n: minutes });
    return { at, left, tone: 'wheat', icon: 'clock' };
  }
  return { at, left: say('leftDays', { n: days }), tone: days === 1 ? 'wheat' : 'plain', icon: days === 1 ? 'clock' : null };
}

function dayWords(due: string, now: Date): string {
  return daysUntil(due, now) === 0 ? `${frame('today')} ${timeText(due)}` : `${shortDay(due, now)} ${shortWeekday(due)}`;
}
