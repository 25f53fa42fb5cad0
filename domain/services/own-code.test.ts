import { expect, it } from 'vitest';
import { ownCodeOf } from './own-code.ts';

it.each([
  ['511A0126800000-511602000000-000-76726532-X-1-00', '511A0126800000-640121000000'],
  ['guide-03', '640121-03'],
  ['single', '640121-single'],
])('%s becomes %s', (example, own) => expect(ownCodeOf(example, '640121')).toBe(own));
