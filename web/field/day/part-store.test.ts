import { describe, expect, test } from 'vitest';
import type { PartAnswer } from '../../../domain/field/contract.ts';
import { type KeptPart, merged, sinceOf } from './part-store.ts';

const item = (id: string, version: string) => ({ id, version, value: `${id}${version}` });
const answer = (part: Partial<PartAnswer>): PartAnswer => ({ unchanged: false, items: [], ids: null, whole: null, next: null, ...part });

describe('a part with versions', () => {
  const kept: KeptPart = { whole: null, items: [item('a', '1'), item('b', '1')] };
  test('says what it has', () => expect(sinceOf(kept)).toEqual({ items: { a: '1', b: '1' } }));
  test('takes what is new or changed, drops what is gone, in the order of the answer', () => {
    const after = merged(kept, answer({ items: [item('b', '2'), item('c', '1')], ids: ['c', 'b'] }));
    expect(after.items).toEqual([item('c', '1'), item('b', '2')]);
  });
  test('stays as it is when nothing has changed', () => expect(merged(kept, answer({ unchanged: true }))).toBe(kept));
});

describe('a part given whole', () => {
  const kept: KeptPart = { whole: 'x', items: [item('a', 'first')] };
  test('names its digest', () => expect(sinceOf(kept)).toEqual({ whole: 'x' }));
  test('is replaced, page after page', () => {
    const first = merged(kept, answer({ whole: 'y', items: [item('b', 'first')], next: 'b' }));
    expect(merged(first, answer({ whole: 'y', items: [item('c', 'more')] }), first.items).items.map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
