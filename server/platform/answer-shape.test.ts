import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../operations.ts';
import { withoutSurplus } from './answer-shape.ts';

const Person = z.object({ name: z.string(), home: z.object({ village: z.string() }).nullable() });

describe('what goes beyond the schema of an answer', () => {
  it.each<[string, z.ZodType, unknown, unknown]>([
    ['a field', Person, { name: 'A', home: null, phone: '1' }, { name: 'A', home: null }],
    ['a field of a field', Person, { name: 'A', home: { village: 'V', grid: 'G' } }, { name: 'A', home: { village: 'V' } }],
    ['a field in a list', z.object({ items: z.array(Person) }), { items: [{ name: 'A', x: 1 }] }, { items: [{ name: 'A' }] }],
    ['a field in a record', z.record(z.string(), Person), { a: { name: 'A', x: 1 } }, { a: { name: 'A' } }],
    ['a field behind what may be missing', Person.optional().default({ name: '', home: null }), { name: 'A', x: 1 }, { name: 'A' }],
    ['a field of a strict object', z.strictObject({ a: z.number() }), { a: 1, b: 2 }, { a: 1 }],
    [
      'a field of the other kind',
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('a'), one: z.number() }),
        z.object({ kind: z.literal('b'), two: z.number() }),
      ]),
      { kind: 'a', one: 1, two: 2 },
      { kind: 'a', one: 1 },
    ],
    [
      'nothing that a schema leaves open',
      z.object({ state: z.record(z.string(), z.unknown()) }),
      { state: { x: { y: 1 } } },
      { state: { x: { y: 1 } } },
    ],
  ])('loses %s', (_what, schema, answer, left) => {
    const before = JSON.stringify(answer);
    expect(withoutSurplus(schema, answer)).toEqual(left);
    // What an operation answers with may be kept elsewhere (who is signed in, the calendar): it is not touched.
    expect(JSON.stringify(answer)).toBe(before);
  });

  it('is the very same answer where there is nothing', () => {
    const answer = { items: [{ name: 'A', home: { village: 'V' } }] };
    expect(withoutSurplus(z.object({ items: z.array(Person) }), answer)).toBe(answer);
  });

  it('is known for the answer of each operation', () => {
    for (const { name, output } of operations) expect(() => withoutSurplus(output, {}), name).not.toThrow();
    expect(() => withoutSurplus(z.union([Person, z.object({ other: z.string() })]), {})).toThrow('told apart');
  });
});
