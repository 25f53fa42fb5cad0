import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from './password-hash.ts';

const fastest = async (work: () => Promise<unknown>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 5; at++) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
};

describe('a password', () => {
  it('is kept as argon2id with the parameters OWASP names first', async () => {
    expect(await hashPassword('three lamps')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is right in the form any keyboard gives it, and wrong otherwise', async () => {
    const hash = await hashPassword('ｌａｍｐ é');
    expect(await isPassword('lamp e\u0301', hash)).toBe(true);
    expect(await isPassword('lamp e', hash)).toBe(false);
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });

  it('takes as long to refuse where there is none, so that a clock tells no user names', async () => {
    const hash = await hashPassword('three lamps');
    await isPassword('x', null);
    const some = await fastest(() => isPassword('x', hash));
    const none = await fastest(() => isPassword('x', null));
    expect(none).toBeGreaterThan(some / 3);
  });
});
