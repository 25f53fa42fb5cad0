import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const HOUR = 3_600_000;
const TRUE = Date.parse('2026-11-24T01:00:00.000Z');

/** The clock of a page that has just been opened, on a device whose clock stands at an instant. */
async function opened(device: number) {
  vi.resetModules();
  vi.setSystemTime(device);
  return import('./clock.ts');
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a device two days ahead says the right time once it has heard the server, and again after a start without a network', async () => {
  const clock = await opened(TRUE + 48 * HOUR);
  const offset = clock.learnTime(new Date(TRUE).toISOString());
  expect(offset).toBe(-48 * HOUR);
  vi.advanceTimersByTime(HOUR);
  expect(clock.correctedInstant()).toBe('2026-11-24T02:00:00.000Z');
  const again = await opened(TRUE + 50 * HOUR);
  again.rememberOffset(offset);
  expect(again.correctedInstant()).toBe('2026-11-24T03:00:00.000Z');
});

test('somebody putting the clock back while the app is open does not take time back', async () => {
  const clock = await opened(TRUE);
  clock.learnTime(new Date(TRUE).toISOString());
  vi.advanceTimersByTime(HOUR);
  const ticks = performance.now();
  vi.setSystemTime(TRUE - 30 * 24 * HOUR);
  vi.spyOn(performance, 'now').mockReturnValue(ticks);
  expect(clock.correctedNow()).toBe(TRUE + HOUR);
  vi.restoreAllMocks();
});

test('what was learned in this page is not overwritten by what an earlier one remembered', async () => {
  const clock = await opened(TRUE);
  clock.learnTime(new Date(TRUE + HOUR).toISOString());
  clock.rememberOffset(-5 * HOUR);
  expect(clock.correctedNow()).toBe(TRUE + HOUR);
});
