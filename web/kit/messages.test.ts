import { describe, expect, it } from 'vitest';
import { messages } from './messages.ts';

const t = messages({ zh: { plain: '已收到', promise: '{who}最迟{day}签收，{day}前答复您' } });

describe('messages', () => {
  it('gives a text by its key', () => {
    expect(t('plain')).toBe('已收到');
  });

  it('puts each value where its name stands', () => {
    expect(t('promise', { who: '马晓燕', day: '11月27日' })).toBe('马晓燕最迟11月27日签收，11月27日前答复您');
  });

  it('does not read the values again for placeholders', () => {
    expect(t('promise', { who: '{day}', day: 1 })).toBe('{day}最迟1签收，1前答复您');
  });

  it('does not compile with a missing value or a wrong key', () => {
    // @ts-expect-error a value is missing
    t('promise', { who: '马晓燕' });
    // @ts-expect-error there is no such text
    expect(t('nothing')).toBe('nothing');
  });
});
