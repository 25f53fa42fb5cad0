import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';
import { ParameterKeySchema } from './parameters.ts';

const ValidDate = z.iso.date('日期不对，应像 2026-05-01');

/** Where a number or a day off comes from: law and article, notice and number, or that the county set it. */
export const Source = z.string().trim().min(2, '请写依据：法律条文、通知文号，或“县里规定”').max(200, '依据最多 200 个字');

export const ParameterUnitSchema = z.enum([
  'working-days',
  'days',
  'minutes',
  'hours',
  'minute-of-day',
  'month',
  'count',
  'metres',
  'choice',
]);

/** One set value; `state` says whether it holds now, is still to come, or was followed by another. */
export const ParameterEntry = z.object({
  territory: z.string(),
  territoryName: z.string(),
  value: z.number(),
  validFrom: z.string(),
  source: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  state: z.enum(['now', 'coming', 'past']),
});
export type ParameterEntry = z.infer<typeof ParameterEntry>;

/** A parameter as it holds today in the reader's place; `validFrom` null and `source` of the product while nobody has set it. */
export const Parameter = z.object({
  key: ParameterKeySchema,
  title: z.string(),
  unit: ParameterUnitSchema,
  clause: z.string().nullable(),
  value: z.number(),
  initial: z.number(),
  min: z.number(),
  max: z.number(),
  /** The words of a choice, by value; empty for a number. */
  choices: z.array(z.string()),
  source: z.string(),
  validFrom: z.string().nullable(),
  history: z.array(ParameterEntry),
});
export type Parameter = z.infer<typeof Parameter>;
export const ListParameters = z.strictObject({});
export const Parameters = z.object({ items: z.array(Parameter) });

export const SetParameter = z.strictObject({
  key: ParameterKeySchema,
  territory: TerritoryCode,
  value: z.int('应是整数'),
  validFrom: ValidDate,
  source: Source,
});
export type SetParameter = z.input<typeof SetParameter>;
export const SetDone = z.object({ ok: z.literal(true) });

export const ReadCalendar = z.strictObject({ year: z.int('应是年份').min(2017, '只有 2017 年以后的日历').max(2199, '年份不对') });

/** A day that does not follow the week; `scope` is '' for the whole country, else the place it holds in. */
export const CalendarEntry = z.object({
  date: z.string(),
  kind: z.enum(['holiday', 'working']),
  name: z.string(),
  scope: z.string(),
  scopeName: z.string(),
  source: z.string(),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/** One change of the calendar; `kind` null took the day out. */
export const CalendarChange = z.object({
  date: z.string(),
  scope: z.string(),
  kind: z.enum(['holiday', 'working']).nullable(),
  name: z.string(),
  source: z.string(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
});

/** Working hours in minutes after midnight, from a date on. */
export const HoursFrom = z.object({ validFrom: z.string(), periods: z.array(z.object({ from: z.number(), until: z.number() })) });

/** `warning` names what is missing (a year without the national notice), null when all is there. */
export const CalendarYear = z.object({
  days: z.array(CalendarEntry),
  warning: z.string().nullable(),
  hours: z.array(HoursFrom),
  changes: z.array(CalendarChange),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/** `kind` null takes the place's own row out again, so that the wider calendar holds. */
export const SetCalendarDay = z.strictObject({
  date: ValidDate,
  scope: TerritoryCode,
  kind: z.enum(['holiday', 'working'], '只能是放假或上班').nullable(),
  name: z.string().trim().min(1, '请写名称').max(40, '名称最多 40 个字'),
  source: Source,
});
export type SetCalendarDay = z.input<typeof SetCalendarDay>;
