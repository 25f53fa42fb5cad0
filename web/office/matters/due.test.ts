import { describe, expect, it } from 'vitest';
import { dueWords } from './due.ts';

const now = new Date('2026-11-24T10:00:00+08:00');
const row = (due: string | null, more: { paused?: boolean; status?: 'in-hand' | 'answered' } = {}) => ({
  due,
  paused: false,
  status: 'in-hand' as const,
  ...more,
});

describe('what is left of a deadline', () => {
  it('counts hours today and days later, and says when it is late', () => {
    expect(dueWords(row('2026-11-24T18:00:00+08:00'), now)).toMatchObject({
      at: '今天 18:00',
      left: '剩 8 小时',
      tone: 'wheat',
      icon: 'clock',
    });
    expect(dueWords(row('2026-11-25T18:00:00+08:00'), now)).toMatchObject({ left: '剩 1 天', tone: 'wheat' });
    expect(dueWords(row('2026-11-30T18:00:00+08:00'), now)).toMatchObject({ at: '11-30 周一', left: '剩 6 天', tone: 'plain' });
    expect(dueWords(row('2026-11-24T09:00:00+08:00'), now)).toMatchObject({ left: '超 1 小时', tone: 'brick', icon: 'warn' });
    expect(dueWords(row('2026-11-20T18:00:00+08:00'), now)).toMatchObject({ left: '超 4 天', tone: 'brick' });
  });

  it('does not press what stands still or is answered', () => {
    expect(dueWords(row('2026-11-20T18:00:00+08:00', { paused: true }), now)).toMatchObject({ left: '暂停计时', tone: 'plain' });
    expect(dueWords(row(null, { status: 'answered' }), now)).toMatchObject({ left: '等群众确认', tone: 'leaf' });
    expect(dueWords(row(null), now)).toMatchObject({ at: '—', left: '' });
  });
});
