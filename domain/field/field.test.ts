import { expect, test } from 'vitest';
import { daysLeft, GONE_AFTER, isGone, PIN_TRIES, pauseAfterWrongPins } from './limits.ts';
import { isSimplePin } from './pin.ts';

const DAY = 86_400_000;

test('a phone is gone after seven days without contact, and a clock put back does not bring it to life', () => {
  expect(isGone(0, GONE_AFTER)).toBe(false);
  expect(isGone(0, GONE_AFTER + 1)).toBe(true);
  expect(isGone(0, 5, GONE_AFTER + 1)).toBe(true);
  expect([5, 6.5, 8].map((days) => daysLeft(0, days * DAY))).toEqual([2, 0, 0]);
});

test('wrong PINs wait longer and longer, and the tenth is the last', () => {
  const pauses = Array.from({ length: PIN_TRIES }, (_, at) => pauseAfterWrongPins(at + 1));
  expect(pauses.slice(0, 4)).toEqual([0, 0, 0, 30_000]);
  expect(pauses.at(-1)).toBeNull();
  expect(PIN_TRIES).toBe(10);
  const waits = pauses.slice(0, -1) as number[];
  expect(waits.every((pause, at) => pause >= (waits[at - 1] ?? 0))).toBe(true);
});

test('PINs everybody tries first are not taken', () => {
  for (const pin of ['000000', '123456', '654321', '121212', '456456', '987654']) expect(isSimplePin(pin), pin).toBe(true);
  for (const pin of ['246813', '102938', '880412']) expect(isSimplePin(pin), pin).toBe(false);
});
