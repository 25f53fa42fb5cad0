import type { Status } from './state.ts';

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

/** What a kind calls a status. */
export const statusTitleOf = ({ statusTitles }: { statusTitles?: Partial<Record<Status, string>> }, status: Status): string =>
  statusTitles?.[status] ?? STATUS_TITLES[status];
