import { expect, test } from 'vitest';
import { appointAt, foundAt, gridPostsAt, postAt } from '../../../domain/bodies/act-paths.ts';
import { readBodiesAddress, readBodyAddress } from './address.ts';

/** As the router reads an address: what looks like a number is one. */
const searchOf = (path: string): Record<string, unknown> =>
  Object.fromEntries([...new URL(path, 'http://x').searchParams].map(([key, value]) => [key, /^\d+$/.test(value) ? Number(value) : value]));

const POST = '01930000-0000-7000-8000-00000000dead';

test('every place of action that the domain names is read back as it was meant', () => {
  expect(readBodyAddress(searchOf(appointAt('s', 'grid-worker', '640121104205002')))).toEqual({
    act: 'appoint',
    role: 'grid-worker',
    territory: '640121104205002',
  });
  expect(readBodyAddress(searchOf(postAt('s', 'correct', POST)))).toEqual({ act: 'correct', post: POST });
  expect(readBodyAddress(searchOf(gridPostsAt('s', '640121104205002')))).toEqual({ territory: '640121104205002' });
  expect(readBodiesAddress(searchOf(foundAt('service-station', '640121104205')))).toEqual({
    found: 'service-station',
    territory: '640121104205',
  });
});

test('what makes no sense is left out', () => {
  expect(readBodyAddress({ act: 'sack', role: 'king', territory: 'here', post: '1' })).toEqual({});
  expect(readBodiesAddress({ found: 'bank', territory: '6' })).toEqual({});
});
