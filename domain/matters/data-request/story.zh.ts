import type { Tellings } from '../story.zh.ts';

/** The words of the steps only a request about one's own data has. */
export const dataRequestTellings: Tellings = {
  'erase-all': () => ({ headline: '同意删除，连居民登记一起，系统正在删' }),
  'erase-rest': () => ({ headline: '同意删除能删的，居民登记留着，系统正在删' }),
  erased: () => ({ headline: '已经删除' }),
};
