import { expect, it } from 'vitest';
import { dayText, templates } from './templates.zh.ts';

it('warns in the code message, and tells nobody whose account it is', () => {
  expect(templates.code({ code: '012345', minutes: 5 }).sms).toContain('012345');
  expect(templates.accountOpened().sms).not.toMatch(/您的姓名|先生|女士/);
});

it('reads days in the time of the region', () => {
  expect(dayText('2026-11-25T16:30:00.000Z')).toBe('11月26日（周四）');
  expect(dayText('2026-11-25T15:30:00.000Z')).toBe('11月25日（周三）');
});

it('counts a period that ends at midnight to the day before', () => {
  expect(dayText('2026-12-09T16:00:00.000Z')).toBe('12月9日（周三）');
});
