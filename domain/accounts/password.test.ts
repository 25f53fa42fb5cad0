import { describe, expect, it } from 'vitest';
import { mayBePassword, PLACE_WORDS } from './password.ts';

const STOLEN = new Set(['1234567890', 'qwertyuiop']);
const reason = (password: string, username = 'mahong') => {
  const answer = mayBePassword(password, username, STOLEN);
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
    for (const password of ['1234567890', 'QWERTYuiop', 'aaaaaaaaaaaa', '１２３４５６７８９０'])
      expect(reason(password)).toContain('太常见');
  });
  it('refuses each word of the place that digits only make longer, and several of them together', () => {
    for (const word of PLACE_WORDS) expect(reason(`${word}-2026-2027`), word).toContain('地名');
    expect(reason('Ningxia@Yinchuan2026')).toContain('地名');
    expect(reason('邻里社区服务站2026！')).toContain('地名');
  });
  it('takes such a word among others, and any mix of signs', () => {
    for (const password of ['linli-and-three-lamps', '宁夏的葡萄今年熟得真早', '83 71 26 94 05', 'ÄÖÜ ßéè ñç', 'lowercaseonlyhere'])
      expect(reason(password)).toBe('');
  });
});
