import { describe, expect, it } from 'vitest';
import { mayBePassword } from './password.ts';

const reason = (password: string, username = 'mahong') => {
  const answer = mayBePassword(password, username);
  return answer.allowed ? '' : answer.reason;
};

describe('what a password may be', () => {
  it('takes a sentence, in Chinese too', () => {
    expect(reason('闽宁镇的葡萄今年熟得真早')).toBe('');
    expect(reason('three lamps by the school')).toBe('');
  });
  it('asks for ten characters, counted as people count them', () => {
    expect(reason('shortpass')).toContain('10 位');
    expect(reason('😀😁😂🤣😃😄😅😆😉')).toContain('10 位');
  });
  it('refuses the user name, in any case', () => {
    expect(reason('MaHong-lamps-1')).toContain('用户名');
  });
  it('refuses the commonest, however they are typed', () => {
    for (const password of ['1234567890', 'Password123', 'aaaaaaaaaaaa', '１２３４５６７８９０'])
      expect(reason(password)).toContain('太常见');
  });
});
