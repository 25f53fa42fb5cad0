import type { Level } from '../bodies/body.ts';
import type { MatterState, Status } from './state.ts';

/** What a status is called on every face. */
export const STATUS_TITLES: Record<Status, string> = {
  'to-sign': '待签收',
  'in-hand': '办理中',
  'waiting-resident': '等群众补充',
  suspended: '暂停办理',
  returned: '待重派',
  answered: '已答复',
  closed: '已办结',
  declined: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
};

/** What the date of an answer promises: 「最迟 11 月 27 日答复您」. */
export const promisedBy = ({ promised }: { promised?: (state: MatterState) => string }, state: MatterState): string =>
  promised?.(state) ?? '答复您';

/** What a kind calls a status. */
export const statusTitleOf = ({ statusTitles }: { statusTitles?: Partial<Record<Status, string>> }, status: Status): string =>
  statusTitles?.[status] ?? STATUS_TITLES[status];

/** What has to be done by a deadline, in a word: 「11月27日前 签收」. The second clock of a kind may mean another thing in other hands. */
export interface DueTitles {
  sign: string;
  answer: (holder: Level) => string;
  /** That the second has been done. */
  done: string;
}

const DUE_TITLES: DueTitles = { sign: '签收', answer: () => '答复', done: '已答复' };

/** What a kind calls the end of a clock, in the hands of a holder of this level. */
export function dueTitleOf({ dueTitles = DUE_TITLES }: { dueTitles?: DueTitles }, clock: 'sign' | 'answer', holder: Level): string {
  return clock === 'sign' ? dueTitles.sign : dueTitles.answer(holder);
}

/** What a kind says of a matter that has its answer. */
export const doneTitleOf = ({ dueTitles = DUE_TITLES }: { dueTitles?: DueTitles }): string => dueTitles.done;
