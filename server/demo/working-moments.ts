import type { Calendar } from '../../domain/calendar/calendar.ts';
import { addWorkingDays, addWorkingTime, isWorking, nextWorkingMoment, workingMinutesBetween } from '../../domain/calendar/working-time.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;

/** When things happen: handlers act in working hours, residents while they are awake. */
export class WorkingMoments {
  readonly calendar: Calendar;
  readonly #random: Random;

  constructor(calendar: Calendar, random: Random) {
    this.calendar = calendar;
    this.#random = random;
  }

  /** A moment of work, that many working minutes after `from` (a number between the two). */
  after(from: Date, [least, most]: readonly [number, number]): Date {
    const milliseconds = Math.max(1, Math.round((least + this.#random.next() * (most - least)) * MINUTE));
    return addWorkingTime(this.calendar, from, milliseconds).due;
  }

  /** A moment when people are awake, that many hours after `from`. */
  awake(from: Date, [least, most]: readonly [number, number]): Date {
    const wished = new Date(from.getTime() + (least + this.#random.next() * (most - least)) * HOUR);
    const local = (wished.getTime() + SHANGHAI) % DAY;
    if (local < 6.5 * HOUR) return new Date(wished.getTime() - local + 6.5 * HOUR + this.#random.next() * 3 * HOUR);
    if (local > 22 * HOUR) return new Date(wished.getTime() - local + DAY + 6.5 * HOUR + this.#random.next() * 3 * HOUR);
    return wished;
  }

  /** The next moment of work, or the instant itself. */
  next(from: Date): Date {
    return isWorking(this.calendar, from) ? from : this.after(nextWorkingMoment(this.calendar, from).at, [1, 60]);
  }

  /** A moment of work from which that many working minutes have passed until `now`. */
  before(now: Date, minutes: number): Date {
    let early = now.getTime() - 10 * MINUTE;
    while (workingMinutesBetween(this.calendar, new Date(early), now).minutes < minutes || !isWorking(this.calendar, new Date(early)))
      early -= 10 * MINUTE;
    return new Date(early + this.#random.whole(0, 59) * 1000);
  }

  /** The latest moment of the morning of a working day from which so many working days end on the last working day up to `now`, counting today. */
  dueToday(now: Date, workingDays: number): Date {
    const today = Math.floor((now.getTime() + SHANGHAI) / DAY);
    for (let back = workingDays; back < workingDays + 20; back++) {
      const morning = new Date((today - back) * DAY - SHANGHAI + 9 * HOUR + this.#random.whole(0, 40) * MINUTE);
      if (!isWorking(this.calendar, morning)) continue;
      const due = addWorkingDays(this.calendar, morning, workingDays).due;
      if (Math.floor((due.getTime() + SHANGHAI) / DAY) <= today) return morning;
    }
    throw new Error('no working day in three weeks');
  }
}
