import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeCalendar } from '../../../domain/calendar/calendar.ts';
import { CalendarDay } from '../../../domain/calendar/contract.ts';
import { addWorkingDays } from '../../../domain/calendar/working-time.ts';

const [header, ...lines] = readFileSync(new URL('./holidays-2017-2026.csv', import.meta.url), 'utf8').trim().split('\n');
const days = lines.map((line) => {
  const [date, kind, name] = line.split(',');
  return CalendarDay.parse({ date, kind, name, scope: '' });
});

it('holds each moved day once, and only days that differ from the week or fall in a holiday', () => {
  expect(header).toBe('date,kind,holiday');
  expect(days).toHaveLength(349);
  expect(new Set(days.map((day) => day.date)).size).toBe(days.length);
  for (const day of days.filter(({ kind }) => kind === 'working')) expect([0, 6], day.date).toContain(new Date(day.date).getUTCDay());
});

it('knows 2017 to 2026 and no other year', () => {
  const calendar = makeCalendar(days);
  const years = Array.from({ length: 20 }, (_, i) => 2010 + i);
  expect(years.filter((year) => calendar.knows(year))).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  expect(days.filter((day) => day.date.startsWith('2026') && day.kind === 'holiday')).toHaveLength(33);
  expect(days.filter((day) => day.date.startsWith('2026') && day.kind === 'working')).toHaveLength(6);
});

it.each([
  ['2026-02-13T10:00+08:00', 2, '2026-02-24T18:00+08:00'],
  ['2026-09-30T17:00+08:00', 3, '2026-10-10T18:00+08:00'],
  ['2026-09-18T17:00+08:00', 1, '2026-09-20T18:00+08:00'],
  ['2025-09-30T17:00+08:00', 1, '2025-10-09T18:00+08:00'],
  ['2018-12-28T10:00+08:00', 2, '2019-01-02T18:00+08:00'],
])('filed %s, %i working days: %s', (from, count, due) => {
  expect(addWorkingDays(makeCalendar(days), new Date(from), count)).toEqual({ due: new Date(due), warnings: [] });
});
