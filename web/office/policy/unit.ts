import type { ParameterUnit } from '../../../domain/policy/parameter.ts';
import { minuteOfDayText } from '../shell/times.ts';
import { say } from './messages.ts';

/** A value with its unit: 5 个工作日, 08:30; of a choice its words. */
export function valueText(value: number, { unit, choices }: { unit: ParameterUnit; choices: readonly string[] }): string {
  switch (unit) {
    case 'choice':
      return choices[value] ?? String(value);
    case 'working-days':
      return say('unitWorkingDays', { n: value });
    case 'days':
      return say('unitDays', { n: value });
    case 'minutes':
      return say('unitMinutes', { n: value });
    case 'hours':
      return say('unitHours', { n: value });
    case 'count':
      return say('unitCount', { n: value });
    case 'month':
      return say('unitMonth', { n: value });
    case 'metres':
      return say('unitMetres', { n: value });
    case 'minute-of-day':
      return minuteOfDayText(value);
  }
}

const NAMES: Record<ParameterUnit, () => string> = {
  'working-days': () => say('unitWorkingDaysName'),
  days: () => say('unitDaysName'),
  minutes: () => say('unitMinutesName'),
  hours: () => say('unitHoursName'),
  count: () => say('unitCountName'),
  month: () => say('unitMonthName'),
  metres: () => say('unitMetresName'),
  'minute-of-day': () => say('unitTimeName'),
  choice: () => '',
};

export const unitName = (unit: ParameterUnit): string => NAMES[unit]();

/** A time of day typed as 08:30, in minutes after midnight. */
export function minuteOfDay(typed: string): number {
  const [hour = '0', minute = '0'] = typed.split(':');
  return Number(hour) * 60 + Number(minute);
}
