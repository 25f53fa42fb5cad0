import { z } from 'zod';
import { TerritoryCode } from '../territory/code.ts';

/**
 * One day that does not follow the week: a day off or a make-up working day, as a yearly notice lists it.
 * `scope` is '' for the whole country, or the territory prefix it holds in ('64' for the region's own 开斋节 and 古尔邦节).
 */
export const CalendarDay = z.strictObject({
  date: z.iso.date('日期不对，应像 2026-02-17'),
  kind: z.enum(['holiday', 'working'], '只能是放假（holiday）或上班（working）'),
  name: z
    .string()
    .trim()
    .min(1, '请写节日名称')
    .max(40, '节日名称最多 40 个字')
    .regex(/^\P{C}*$/u, '节日名称里有不能用的字符'),
  scope: z.union([z.literal(''), TerritoryCode], '地区代码不对'),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

const MinuteOfDay = z.int('应是整数分钟').min(0, '不能早于 0 点').max(1440, '不能晚于 24 点');

/** One stretch of work in a day: minutes after midnight in Asia/Shanghai, `until` not included. */
export const WorkingPeriod = z.strictObject({ from: MinuteOfDay, until: MinuteOfDay });
export type WorkingPeriod = z.infer<typeof WorkingPeriod>;

/** The stretches of work of one working day, in order and apart; a parameter set by the county. */
export const WorkingHours = z.strictObject({
  periods: z
    .array(WorkingPeriod)
    .min(1, '至少要有一段上班时间')
    .max(6, '一天最多六段上班时间')
    .refine((periods) => periods.every((period, at) => period.from < period.until && (periods[at - 1]?.until ?? 0) <= period.from), {
      message: '上班时间要从早到晚排列，互不重叠，每段下班晚于上班',
    }),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Working hours that hold from a date on, until the next entry begins; the earliest entry also holds for the days before it. */
export const DatedWorkingHours = z.strictObject({ validFrom: z.iso.date('日期不对，应像 2026-05-01'), hours: WorkingHours });
export type DatedWorkingHours = z.infer<typeof DatedWorkingHours>;
