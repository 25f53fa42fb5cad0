import type { StepOffer } from '../../../domain/matters/available-steps.ts';
import type { Step } from '../../../domain/matters/define-matter.ts';

/** What a thumb at a door can fill in; steps that ask for more (another body, another matter) are taken at a desk. */
const FIELDS = new Set(['words', 'attachments', 'reached', 'solved', 'satisfied', 'toResident']);

/** Whether a step can be taken on the phone. */
export const isForTheHand = (step: Step): boolean => Object.keys(step.input.shape).every((field) => FIELDS.has(field));

const KNOWN = new Set([...FIELDS, 'id', 'seq', 'onBehalf']);

/** Whether the input of an entry was written in the sheet of a step, and not on a screen of its section. */
export const isFromTheSheet = (input: Record<string, unknown>): boolean =>
  typeof input.id === 'string' && Object.keys(input).every((field) => KNOWN.has(field));

/** The fields of a step in the order they are asked. */
export const fieldsOf = (step: Step): string[] => [...FIELDS].filter((field) => field in step.input.shape);

/** Whether the words of a step may stay empty. */
export const wordsOptional = (step: Step): boolean => step.input.shape.words?.safeParse('').success ?? true;

/** The first sentence about each field that is wrong, by the schema itself; files are judged by the server. */
export function faultsOf(step: Step, values: Record<string, unknown>): Record<string, string> {
  const { attachments: _files, ...rest } = values;
  const judged = step.input.safeParse(rest);
  const faults: Record<string, string> = {};
  for (const issue of judged.success ? [] : judged.error.issues) faults[String(issue.path[0] ?? '')] ??= issue.message;
  return faults;
}

const FIRST = [
  'report',
  'supply',
  'hand-in',
  'deliver',
  'return-papers',
  'sign',
  'answer',
  'reply',
  'follow-up',
  'pass-up',
  'ask',
  'go-on',
];

/** The step most likely wanted first; those on behalf of residents after the worker's own. */
export function inOrder(offers: readonly StepOffer[]): StepOffer[] {
  const rank = (offer: StepOffer) => (offer.onBehalf ? 100 : 0) + (FIRST.includes(offer.step) ? FIRST.indexOf(offer.step) : 50);
  return [...offers].sort((one, other) => rank(one) - rank(other));
}
