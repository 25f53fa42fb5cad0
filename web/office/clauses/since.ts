import { durationText } from '../shell/times.ts';
import { say } from './messages.ts';

/** How long something has been so, to follow a date: 刚刚, 已 20 分钟, 已 4 小时, 已 12 天. */
export function sinceText(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 1) return say('justNow');
  if (minutes < 60) return say('long', { long: durationText(minutes) });
  const hours = Math.floor(minutes / 60);
  return say('long', { long: hours < 24 ? durationText(hours * 60) : say('daysLong', { n: Math.floor(hours / 24) }) });
}
