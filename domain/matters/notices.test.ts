import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { appeal } from './appeal/appeal.ts';
import { noticeOf } from './notices.ts';
import type { MatterState } from './state.ts';

const DAY = '2026-11-26T10:00:00.000Z';
const NUMBER = '640121104205-20261120-000017';
const CENTRE = {
  id: '01930000-0000-7000-8000-000000000002',
  name: '闽宁镇民生服务中心',
  kind: 'township-centre' as const,
  territory: '640121104',
};
const state = {
  title: '学校门口路灯不亮',
  holder: CENTRE,
  deadlines: { sign: DAY, answer: DAY, return: null, reply: DAY, confirm: DAY },
} as unknown as MatterState;

const action = (step: string): Action => ({
  seq: 3,
  step,
  at: '2026-11-24T01:00:00.000Z',
  by: { kind: 'staff', name: '马丽花', role: '分派员', body: CENTRE, channel: 'portal' },
  input: { words: '路灯坏了，马丽花家门口' },
  refs: { matter: { id: CENTRE.id, number: '640121104205-20261119-000011' } },
  deadlines: { sign: DAY, answer: DAY, reply: DAY, confirm: DAY },
});

const TOLD = [
  'file',
  'join',
  'pass-up',
  'assign',
  'send-back',
  'hand-over',
  'ask',
  'answer',
  'grant-extension',
  'suspend',
  'decline',
  'merge',
  'reopen',
  'close',
];

describe('what the people of a matter are told of a step', () => {
  it.each(TOLD)('%s: the number, no word of the matter, no name, short enough for one or two messages', (step) => {
    const text = noticeOf(appeal, action(step), NUMBER, state)?.text;
    for (const words of [text?.inbox, text?.sms]) {
      expect(words).toContain(NUMBER);
      expect(words).not.toContain('路灯');
      expect(words).not.toContain('马丽花');
    }
    expect(text?.sms?.startsWith('【邻里】')).toBe(true);
    expect(text?.sms?.length).toBeLessThanOrEqual(134);
  });

  it('says who has it and until when', () => {
    expect(noticeOf(appeal, action('assign'), NUMBER, state)?.text.sms).toContain('现在由闽宁镇民生服务中心办理，11月26日（周四）前答复');
    expect(noticeOf(appeal, action('ask'), NUMBER, state)?.text.inbox).toContain('请在11月26日（周四）前回复');
  });

  it('tells only the newcomer that they joined', () => {
    expect(noticeOf(appeal, action('join'), NUMBER, state)?.to).toBe('newest-reporter');
  });

  it.each(['comment', 'return', 'ask-extension', 'rate', 'confirm', 'withdraw', 'sign', 'urge'])('%s: nothing', (step) => {
    expect(noticeOf(appeal, action(step), NUMBER, state)).toBeNull();
  });
});
