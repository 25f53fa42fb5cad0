import { daysUntil, dayText, timeText, wallClock } from '../../kit/dates.ts';
import { say } from './messages.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** 周五 */
export function shortWeekday(instant: string | Date): string {
  return say('weekdaysShort').split(' ')[wallClock(instant).weekday] ?? '';
}

/** 11-27, with the year when it is not this year: 2025-11-27. */
export function shortDay(instant: string | Date, now: Date = new Date()): string {
  const { year, month, day } = wallClock(instant);
  const short = `${two(month)}-${two(day)}`;
  return year === wallClock(now).year ? short : `${year}-${short}`;
}

/** 今天 08:50 or 11-21 16:10 */
export function shortMoment(instant: string | Date, now: Date = new Date()): string {
  return `${daysUntil(instant, now) === 0 ? say('today') : shortDay(instant, now)} ${timeText(instant)}`;
}

/** 11月30日 周一 18:00, to stand before 前; midnight is the end of the day before it: 12月9日 周三 24:00. */
export function dueMoment(instant: string, now?: Date): string {
  if (timeText(instant) === '00:00') {
    const before = new Date(Date.parse(instant) - 60_000);
    return `${dayText(before, now)} ${shortWeekday(before)} 24:00`;
  }
  return `${dayText(instant, now)} ${shortWeekday(instant)} ${timeText(instant)}`;
}

/** Minutes as a clock reads them: 7:48. */
export function hoursText(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** 15 小时 20 分 */
export function durationText(minutes: number): string {
  const whole = Math.abs(Math.round(minutes));
  if (whole < 60) return say('minutesLong', { n: whole });
  return whole % 60 === 0 ? say('hoursLong', { n: whole / 60 }) : say('hoursMinutes', { h: Math.floor(whole / 60), m: whole % 60 });
}

/** Minutes after midnight as 08:30. */
export function minuteOfDayText(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The date of an instant in the region, `YYYY-MM-DD`. */
export function isoDay(instant: string | Date): string {
  const { year, month, day } = wallClock(instant);
  return `${year}-${two(month)}-${two(day)}`;
}

/** A date moved by days, `YYYY-MM-DD`. */
export function shiftDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
