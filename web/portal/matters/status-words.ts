import type { OutputOf } from '../../kit/call.ts';
import { messages } from '../../kit/messages.ts';
import type { Tone } from '../../kit/notice.tsx';

type Status = OutputOf<'matters.mine'>['matters'][number]['status'];

const zh = {
  'to-sign': '等签收',
  'in-hand': '正在办',
  'waiting-resident': '等您补充',
  suspended: '暂停办理',
  returned: '重新派人',
  answered: '已答复',
  closed: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
} as const;

/** What a status of an appeal is called for the resident. */
export const statusWord = messages({ zh });

/** What the status of a matter is called for the resident; other kinds than the appeal say it themselves. */
export const statusWordOf = ({ kind, status, statusTitle }: { kind: string; status: Status; statusTitle: string }): string =>
  kind === 'appeal' ? statusWord(status) : statusTitle;

const TONES: Record<Status, Tone> = {
  'to-sign': 'brand',
  'in-hand': 'brand',
  'waiting-resident': 'wheat',
  suspended: 'wheat',
  returned: 'brand',
  answered: 'leaf',
  closed: 'plain',
  declined: 'plain',
  withdrawn: 'plain',
  merged: 'plain',
};

export const toneOf = (status: Status): Tone => TONES[status];

/** True while someone still has to do something before an answer. */
export const isRunning = (status: Status): boolean => status in RUNNING;

/** True while it belongs to what is under way: being handled, waiting for this resident, or decided with the result still to be brought. */
export const isUnderWay = ({ kind, status, needsMe }: { kind: string; status: Status; needsMe: string | null }): boolean =>
  isRunning(status) || needsMe !== null || (kind !== 'appeal' && status === 'answered');

const RUNNING: Partial<Record<Status, true>> = {
  'to-sign': true,
  'in-hand': true,
  'waiting-resident': true,
  suspended: true,
  returned: true,
};
