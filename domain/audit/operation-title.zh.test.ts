import { describe, expect, it } from 'vitest';
import { operationTitle } from './operation-title.zh.ts';

describe('an operation in the look-up', () => {
  it.each([
    ['accounts.demoSignIn', '账号 · 登录'],
    ['people.search', '居民资料 · 查找'],
    ['matters.answer', '事项 · 答复群众'],
    ['matters.ask-missing', '事项 · 一次性告知缺什么'],
    ['matters.report', '事项 · 报告核查结果'],
    ['policy.setParameter', '参数与日历 · 改参数'],
    ['field.wipe', '外勤手机 · 让手机清空'],
  ])('%s is %s', (operation, title) => {
    expect(operationTitle(operation)).toBe(title);
  });

  it('keeps its own name where there is no better word', () => {
    expect(operationTitle('weather.forecast')).toBe('weather.forecast');
  });
});
