import { expect, test } from 'vitest';
import { sinceText } from './since.ts';

const now = new Date('2026-11-24T10:00:00Z');

test('how long something has been so: minutes, hours, days, each rounded down', () => {
  expect(sinceText('2026-11-24T09:59:30Z', now)).toBe('刚刚');
  expect(sinceText('2026-11-24T09:40:10Z', now)).toBe('已 19 分钟');
  expect(sinceText('2026-11-24T05:30:00Z', now)).toBe('已 4 小时');
  expect(sinceText('2026-11-12T09:00:00Z', now)).toBe('已 12 天');
});

test('a clock that runs a little behind the server does not count backwards', () => {
  expect(sinceText('2026-11-24T10:02:00Z', now)).toBe('刚刚');
});
