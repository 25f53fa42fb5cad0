import { readCalendar, readParameters, setCalendarDay, setParameter } from './operations.ts';

export { importCalendar } from './import-calendar.ts';
export { calendarFor, calendarWarning, deadlineClock, loadPolicy, parameterOn, policyChanged, readPolicyOnce } from './load-policy.ts';
export type { Policy } from './policy.ts';

export const policyOperations = [readParameters, setParameter, readCalendar, setCalendarDay];
