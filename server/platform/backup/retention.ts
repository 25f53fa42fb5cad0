import { madeOf } from './manifest.ts';

/** How many backups stay: the newest of each of the last days and weeks that have one. */
export interface Kept {
  daily: number;
  weekly: number;
}

export const KEPT: Kept = { daily: 14, weekly: 8 };

/** Reads `14d8w`; throws a sentence otherwise. Nothing kept is no backup, so a day at least. */
export function keptSetting(text: string | undefined): Kept {
  if (!text) return KEPT;
  const [, daily, weekly] = /^(\d{1,3})d(?:(\d{1,3})w)?$/.exec(text) ?? [];
  if (!daily || Number(daily) < 1)
    throw new Error(`"${text}" does not say what to keep: write 14d8w for the last 14 days and 8 weeks that have a backup.`);
  return { daily: Number(daily), weekly: Number(weekly ?? 0) };
}

const SHANGHAI = 8 * 3_600_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hourOf = (name: string) => Math.floor(madeOf(name).getTime() / HOUR);
const dayOf = (name: string) => Math.floor((madeOf(name).getTime() + SHANGHAI) / DAY);
/** Weeks begin on Monday; day 0 was a Thursday. */
const weekOf = (name: string) => Math.floor((dayOf(name) + 3) / 7);

/** The names that need not be kept any more. The newest of a day and of a week stands for it. Of the last hour all stay, of the last two days the newest of each hour, so that a bad one never takes the place of a good one at once. */
export function forgotten(names: readonly string[], { daily, weekly }: Kept): string[] {
  const newestFirst = [...names].sort().reverse();
  const newest = madeOf(newestFirst[0] ?? '').getTime();
  const younger = (name: string, than: number) => newest - madeOf(name).getTime() < than;
  const kept = new Set(newestFirst.filter((name) => younger(name, HOUR)));
  for (const [most, periodOf, among] of [
    [48, hourOf, newestFirst.filter((name) => younger(name, 2 * DAY))],
    [daily, dayOf, newestFirst],
    [weekly, weekOf, newestFirst],
  ] as const) {
    const periods = new Set<number>();
    for (const name of among) {
      if (periods.has(periodOf(name)) || periods.size >= most) continue;
      periods.add(periodOf(name));
      kept.add(name);
    }
  }
  return names.filter((name) => !kept.has(name));
}
