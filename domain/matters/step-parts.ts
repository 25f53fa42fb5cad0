import { z } from 'zod';
import type { ParameterKey } from '../policy/parameters.ts';
import type { DeadlineClock, Step } from './define-matter.ts';
import { type MatterState, pauseOf } from './state.ts';

/** A sentence or a few from a person: no control characters, not empty. */
export const Words = z
  .string()
  .trim()
  .min(1, '请写几个字')
  .max(1000, '最多 1000 字')
  .regex(/^[^\p{Cc}]*$|^(?:[^\p{Cc}]|[\n\t])*$/u, '含有不能显示的字符');

export const Attachments = z.array(z.uuid()).max(9, '最多 9 个附件').default([]);

/** The words an input carries. */
export const text = (input: Record<string, unknown>): string => String(input.words ?? '');

/** The pauses of a matter with one more, which begins now. */
export const startPause = (ground: 'waiting-for-resident' | 'suspended', reason: string, at: string, state: MatterState) => [
  ...state.pauses,
  { ground, reason, from: at, until: null },
];

/** Deadlines of the holder moved by the pause that ends with this step. */
export const movedByPause: Step['deadlines'] = (state, _input, clock) => {
  const pause = pauseOf(state);
  const { answer, return: back } = state.deadlines;
  return {
    reply: null,
    answer: pause && answer ? clock.moved(answer, pause.from) : answer,
    return: pause && back ? clock.moved(back, pause.from) : back,
  };
};

/** The dated parameters of a kind's usual deadlines. */
export interface Periods {
  sign: ParameterKey;
  /** The time allowed for an answer, by what the matter is about. */
  answer: (category: string) => ParameterKey;
  /** How long the resident may take to reply before work goes on. */
  reply: ParameterKey;
  /** How long the resident may say that it is not solved. */
  confirm: ParameterKey;
}

/** The deadlines of a body that is newly given a matter. */
export const newTurn = (periods: Periods, category: string, clock: DeadlineClock) => ({
  sign: clock.after(periods.sign),
  answer: clock.after(periods.answer(category)),
  reply: null,
});
