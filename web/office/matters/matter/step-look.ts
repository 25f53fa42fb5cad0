import type { IconName } from '../../../kit/icons.tsx';

// The order in which steps are offered; the first allowed one of the first line is the filled button.
const MAIN = [
  'grant-extension',
  'help-answer',
  'resume',
  'assign',
  'sign',
  'accept',
  'hand-in',
  'supply',
  'plan',
  'report',
  'take',
  'answer',
  'decide',
  'deliver',
  'return-papers',
  'follow-up',
];
const REST = [
  'refuse-extension',
  'pass-up',
  'ask',
  'ask-missing',
  'not-received',
  'renew-mandate',
  'check-again',
  'go-on',
  'ask-help',
  'hand-over',
  'return',
  'ask-extension',
  'send-back',
  'suspend',
  'urge',
  'supervise',
  'comment',
  'set-against',
  'classify',
  'merge',
  'reopen',
  'correct',
  'call-off',
  'erase-rest',
  'erase-all',
  'decline',
];
const ORDER = [...MAIN, ...REST];

/** Steps a person is most likely here for. */
export const isMainStep = (step: string): boolean => MAIN.includes(step);

// Keeping the record in order rather than moving the matter on: smaller, below the others.
const MINOR = ['comment', 'classify', 'merge', 'correct', 'supervise', 'suspend', 'decline'];

export const isMinorStep = (step: string): boolean => MINOR.includes(step);

/** Where a step stands in the column; unknown ones come last. */
export function stepRank(step: string): number {
  const at = ORDER.indexOf(step);
  return at < 0 ? ORDER.length : at;
}

const ICONS: Record<string, IconName> = {
  sign: 'check',
  answer: 'message',
  'pass-up': 'upload',
  assign: 'send',
  'send-back': 'undo',
  return: 'undo',
  ask: 'message',
  reply: 'message',
  'go-on': 'play',
  'add-words': 'text',
  comment: 'text',
  'hand-over': 'send',
  'ask-help': 'people',
  'help-answer': 'message',
  urge: 'bell',
  supervise: 'flag',
  'ask-extension': 'clock',
  'grant-extension': 'check',
  'refuse-extension': 'close',
  suspend: 'pause',
  resume: 'play',
  merge: 'link',
  withdraw: 'undo',
  confirm: 'check',
  rate: 'star',
  'follow-up': 'phone',
  reopen: 'refresh',
  correct: 'edit',
  decline: 'close',
  classify: 'list',
  'set-against': 'flag',
  accept: 'check',
  'hand-in': 'upload',
  'not-received': 'undo',
  'ask-missing': 'message',
  supply: 'doc',
  'renew-mandate': 'edit',
  decide: 'message',
  deliver: 'send',
  'return-papers': 'undo',
  plan: 'person',
  report: 'message',
  'check-again': 'refresh',
  take: 'check',
  'call-off': 'close',
  'erase-rest': 'close',
  'erase-all': 'close',
};

export const stepIcon = (step: string): IconName => ICONS[step] ?? 'steps';

/** Steps that end or hurt something, drawn in brick. */
export const isGraveStep = (step: string): boolean => ['decline', 'withdraw', 'call-off', 'erase-all', 'erase-rest'].includes(step);
