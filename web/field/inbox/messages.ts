import { messages } from '../../kit/messages.ts';

const zh = {
  title: '消息',
  unread: '{n} 条没看',
  empty: '还没有消息',
  emptyWords: '有人催办、交办、评价时会告诉您。',
} as const;

export const t = messages({ zh });
