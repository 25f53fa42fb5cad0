import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';
import { RATE_NAMES } from './rates.ts';

export const RATE_GROUPS = ['total', 'place', 'body', 'category', 'period'] as const;

export const ReadRates = z.strictObject({
  territory: TerritoryCode,
  from: z.iso.date('日期不对'),
  until: z.iso.date('日期不对'),
  by: z.enum(RATE_GROUPS).default('total'),
});

export const RateView = z.object({ numerator: z.number(), denominator: z.number(), excluded: z.number() });
export const RatesView = z.object(
  Object.fromEntries(RATE_NAMES.map((name) => [name, RateView])) as Record<(typeof RATE_NAMES)[number], typeof RateView>,
);

export const RatesAnswer = z.object({
  rows: z.array(z.object({ key: z.string(), name: z.string(), filed: z.number(), rates: RatesView })),
  daily: z.array(z.object({ date: z.string(), filed: z.number(), answered: z.number() })),
  hours: z.array(z.object({ bodyId: z.uuid(), name: z.string(), level: z.string(), minutes: z.number(), matters: z.number() })),
  matters: z.number(),
  /** Matters of other kinds filed in the period: left out of every figure here. */
  others: z.array(z.object({ kind: z.string(), title: z.string(), filed: z.number() })),
});
export type RatesAnswer = z.infer<typeof RatesAnswer>;

/** In multiples of five, never better than it is. */
const OpenShare = z.object({ numerator: z.number(), denominator: z.number() });
/** The open numbers of a place in a closed quarter, both days included; what would tell of fewer than five people, also by subtraction, is withheld as null. */
export const OpenNumbers = z.object({
  since: z.string(),
  until: z.string(),
  received: z.number().nullable(),
  answeredOnTime: OpenShare.nullable(),
  satisfied: OpenShare.nullable(),
});
