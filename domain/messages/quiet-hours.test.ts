import { describe, expect, it } from 'vitest';
import { sendAfter } from './quiet-hours.ts';

const quiet = { from: 21 * 60, until: 8 * 60 };
const at = (time: string) => sendAfter(new Date(`2026-11-24T${time}+08:00`), quiet).toISOString();

describe('quiet hours from 21:00 to 08:00', () => {
  it('let a message of the day go at once, to the second', () => {
    expect(at('09:15:30')).toBe('2026-11-24T01:15:30.000Z');
    expect(at('20:59:59')).toBe('2026-11-24T12:59:59.000Z');
    expect(at('08:00:00')).toBe('2026-11-24T00:00:00.000Z');
  });
  it('hold the evening until the next morning, the night until this one', () => {
    expect(at('21:00:00')).toBe('2026-11-25T00:00:00.000Z');
    expect(at('23:59:59')).toBe('2026-11-25T00:00:00.000Z');
    expect(at('00:00:00')).toBe('2026-11-24T00:00:00.000Z');
    expect(at('07:59:59')).toBe('2026-11-24T00:00:00.000Z');
  });
  it('work inside one day too, and not at all when they are empty', () => {
    const noon = { from: 12 * 60, until: 14 * 60 };
    expect(sendAfter(new Date('2026-11-24T12:30:00+08:00'), noon).toISOString()).toBe('2026-11-24T06:00:00.000Z');
    expect(sendAfter(new Date('2026-11-24T14:00:00+08:00'), noon).toISOString()).toBe('2026-11-24T06:00:00.000Z');
    const none = { from: 480, until: 480 };
    expect(sendAfter(new Date('2026-11-24T03:00:00+08:00'), none).toISOString()).toBe('2026-11-23T19:00:00.000Z');
  });
});
