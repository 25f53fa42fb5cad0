import { dayText, deadlineText, momentText, nearDayText } from './dates.ts';

const WAYS = { day: dayText, moment: momentText, deadline: deadlineText, near: nearDayText } as const;

/** An instant in words, marked up as a time: 11月27日 星期五 下班前. */
export function DateText({ at, as = 'moment' }: { at: string; as?: keyof typeof WAYS }) {
  return <time dateTime={at}>{WAYS[as](at)}</time>;
}
