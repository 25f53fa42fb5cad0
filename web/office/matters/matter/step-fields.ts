import type { Step } from '../../../../domain/matters/define-matter.ts';
import { say } from './messages.ts';

/** Everything typed into a step's form, by the names of its schema. */
export type StepValues = Record<string, unknown>;

/** The order in which fields are asked, whatever order a schema declares them in. */
const ORDER = [
  'matter',
  'entry',
  'body',
  'reached',
  'solved',
  'satisfied',
  'ground',
  'days',
  'granted',
  'outcome',
  'answers',
  'worker',
  'mandate',
  'missing',
  'materials',
  'how',
  'papers',
  'due',
  'onPaper',
  'category',
  'words',
  'basis',
  'suggested',
  'complex',
  'attachments',
  'toResident',
];

/** The fields of a step, drawn from its schema. */
export function fieldsOf(step: Step): string[] {
  return Object.keys(step.input.shape).toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** Whether the words of a step may stay empty. */
export const wordsOptional = (step: Step): boolean => step.input.shape.words?.safeParse('').success ?? true;

const WORDS_LABELS: Record<string, () => string> = {
  answer: () => say('wordsAnswer'),
  ask: () => say('wordsAsk'),
  'pass-up': () => say('wordsPassUp'),
  return: () => say('wordsReturn'),
  decline: () => say('wordsDecline'),
  'ask-help': () => say('wordsHelp'),
  comment: () => say('wordsComment'),
  supervise: () => say('wordsSupervise'),
  reply: () => say('wordsReply'),
  'add-words': () => say('wordsReply'),
  correct: () => say('wordsCorrect'),
  urge: () => say('wordsUrge'),
  reopen: () => say('wordsReopen'),
  'send-back': () => say('wordsSendBack'),
  assign: () => say('wordsAssign'),
  'set-against': () => say('wordsAgainst'),
  'hand-over': () => say('wordsAssign'),
  'ask-extension': () => say('wordsExtension'),
  suspend: () => say('wordsSuspend'),
  rate: () => say('wordsRating'),
  'follow-up': () => say('wordsFollowUp'),
  decide: () => say('wordsDecide'),
  'not-received': () => say('wordsNotReceived'),
  'check-again': () => say('wordsCheckAgain'),
  'call-off': () => say('wordsCallOff'),
  'erase-all': () => say('wordsErase'),
  'erase-rest': () => say('wordsErase'),
};

/** What the box for words asks in a step. */
export const wordsLabel = (step: string): string => WORDS_LABELS[step]?.() ?? say('words');

/** What is sent: fields left untouched are left out, so the schema's defaults hold. */
export function inputOf(fields: readonly string[], values: StepValues): StepValues {
  return Object.fromEntries(
    fields.filter((field) => values[field] !== undefined && values[field] !== '').map((field) => [field, values[field]]),
  );
}

/** The first sentence about each field that is wrong, by the schema itself. */
export function faultsOf(step: Step, input: StepValues): Record<string, string> {
  const judged = step.input.safeParse(input);
  if (judged.success) return {};
  const faults: Record<string, string> = {};
  for (const issue of judged.error.issues) {
    const field = String(issue.path[0] ?? '');
    const missing = input[field] === undefined;
    faults[field] ??= missing ? say('required') : issue.message;
  }
  return faults;
}
