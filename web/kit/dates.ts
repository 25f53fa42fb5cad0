import { word } from './words.ts';

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Where an instant stands on a wall clock in China; `weekday` counts from Sunday = 0. */
export function wallClock(instant: string | Date): {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
} {
  const parts = Object.fromEntries(PARTS.formatToParts(new Date(instant)).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

const two = (n: number) => String(n).padStart(2, '0');

/** 11月27日, with the year when it is not this year. */
export function dayText(instant: string | Date, now: Date = new Date()): string {
  const { year, month, day } = wallClock(instant);
  return year === wallClock(now).year ? word('month', { m: month, d: day }) : word('monthYear', { y: year, m: month, d: day });
}

/** The last whole day of a period: a deadline at midnight belongs to the day before it, as people count. */
export const lastDayText = (instant: string | Date, now?: Date): string => dayText(new Date(new Date(instant).getTime() - 1), now);

/** 星期五 */
export function weekdayText(instant: string | Date): string {
  return word('weekdays').split(' ')[wallClock(instant).weekday] ?? '';
}

/** 15:02 */
export function timeText(instant: string | Date): string {
  const { hour, minute } = wallClock(instant);
  return `${two(hour)}:${two(minute)}`;
}

/** 11月21日 15:02 */
export function momentText(instant: string | Date, now?: Date): string {
  return `${dayText(instant, now)} ${timeText(instant)}`;
}

/** 11月27日 星期五 下班前; a deadline before the late afternoon keeps its hour: 11月27日 星期五 10:30. */
export function deadlineText(instant: string | Date, now?: Date): string {
  const { hour } = wallClock(instant);
  const end = hour >= 17 ? word('endOfDay') : timeText(instant);
  return `${dayText(instant, now)} ${weekdayText(instant)} ${end}`;
}

/** Days between the calendar days of two instants in China; 0 today, 1 tomorrow. */
export function daysUntil(instant: string | Date, now: Date = new Date()): number {
  const a = wallClock(instant);
  const b = wallClock(now);
  return Math.round((Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)) / 86_400_000);
}

/** 今天, 明天, 昨天 or the date. */
export function nearDayText(instant: string | Date, now: Date = new Date()): string {
  const days = daysUntil(instant, now);
  if (days === 0) return word('today');
  if (days === 1) return word('tomorrow');
  if (days === -1) return word('yesterday');
  return dayText(instant, now);
}
