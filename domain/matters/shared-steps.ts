import type { Step } from './define-matter.ts';
import type { Status } from './state.ts';
import type { Periods } from './step-parts.ts';
import { stepsOfEnding } from './steps-of-ending.ts';
import { stepsOfTime } from './steps-of-time.ts';
import { stepsOfWork } from './steps-of-work.ts';

/** Some steps, each only from the statuses a kind has. */
export function stepsWithin<Name extends string>(
  steps: Readonly<Record<Name, Step>>,
  names: readonly NoInfer<Name>[],
  statuses: readonly Status[],
): Record<string, Step> {
  return Object.fromEntries(
    names.map((name) => [name, { ...steps[name], from: steps[name].from.filter((from) => statuses.includes(from)) }]),
  );
}

/** Steps every kind of matter has, written once, with the kind's own deadlines. A kind may narrow one by declaring a step of the same name. */
export const sharedSteps = (periods: Periods) => ({ ...stepsOfWork(periods), ...stepsOfTime(), ...stepsOfEnding(periods) });
