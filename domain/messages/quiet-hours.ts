/** When short messages wait until morning: minutes after midnight in Asia/Shanghai, `until` not included; may cross midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

const MINUTE = 60_000;
const DAY = 1440;
const SHANGHAI = 480;

/** The instant from which a message may go out: `now` itself, or the end of the quiet hours it falls into. */
export function sendAfter(now: Date, quiet: QuietHours): Date {
  const minutes = Math.floor(now.getTime() / MINUTE) + SHANGHAI;
  const minute = minutes % DAY;
  const { from, until } = quiet;
  const held = from <= until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!held) return now;
  const wait = (until - minute + DAY) % DAY;
  return new Date((minutes - SHANGHAI + wait) * MINUTE);
}
