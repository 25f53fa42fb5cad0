import { describe, expect, it } from 'vitest';
import type { Action } from '../matters/action.ts';
import { noticeOf } from './notices.ts';
import { dayText, templates } from './templates.zh.ts';

const day = '2026-11-26T10:00:00.000Z';
const matter = {
  number: 'YN2026-000123',
  holder: '闽宁镇民生服务中心',
  deadlines: { sign: day, answer: day, return: null, reply: day, confirm: day },
};

const action = (step: string): Action => ({
  seq: 3,
  step,
  at: '2026-11-24T01:00:00.000Z',
  by: { kind: 'staff', name: '马丽花', role: 'dispatcher', body: null, channel: 'portal' },
  input: { words: '学校门口的路灯坏了一周，在马丽花家门前' },
  refs: { matter: { id: '019ab000-0000-7000-8000-000000000001', number: 'YN2026-000009' } },
  deadlines: {},
});

const TOLD = [
  'file',
  'pass-up',
  'assign',
  'hand-over',
  'send-back',
  'ask',
  'answer',
  'grant-extension',
  'suspend',
  'decline',
  'merge',
  'reopen',
  'close',
];

describe('what people are told of a step', () => {
  it.each(TOLD)('%s: the number, no word of the matter, no name, short enough for one or two messages', (step) => {
    const notice = noticeOf(action(step), matter);
    for (const text of [notice?.inbox, notice?.sms]) {
      expect(text).toContain('YN2026-000123');
      expect(text).not.toContain('路灯');
      expect(text).not.toContain('马丽花');
    }
    expect(notice?.sms?.startsWith('【邻里】')).toBe(true);
    expect(notice?.sms?.length).toBeLessThanOrEqual(134);
  });

  it('says who has it and until when', () => {
    expect(noticeOf(action('assign'), matter)?.sms).toContain('现在由闽宁镇民生服务中心办理，11月26日（周四）前答复');
    expect(noticeOf(action('ask'), matter)?.inbox).toContain('请在11月26日（周四）前回复');
  });

  it.each(['comment', 'return', 'ask-extension', 'rate', 'confirm', 'withdraw', 'sign', 'urge'])('%s: nothing', (step) => {
    expect(noticeOf(action(step), matter)).toBeNull();
  });

  it('warns in the code message, and tells nobody whose account it is', () => {
    expect(templates.code({ code: '012345', minutes: 5 }).sms).toContain('012345');
    expect(templates.accountOpened().sms).not.toMatch(/您的姓名|先生|女士/);
  });

  it('reads days in the time of the region', () => {
    expect(dayText('2026-11-25T16:30:00.000Z')).toBe('11月26日（周四）');
    expect(dayText('2026-11-25T15:30:00.000Z')).toBe('11月25日（周三）');
  });
});
