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
