import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Context, DoesNotOpen, KEY_BYTES, keyIdOf, SUITES, seal, unseal } from './envelope.ts';

const contexts = fc.record({ table: fc.string(), column: fc.string(), county: fc.string(), row: fc.string() });
const keys = fc.uint8Array({ minLength: KEY_BYTES, maxLength: KEY_BYTES }).map((bytes) => Buffer.from(bytes));
const KEY_ID = '01930000-0000-7000-8000-0000000000ff';

describe.each(SUITES)('%s', (suite) => {
  test('what is sealed opens with its key in its place, names its key, and is another text each time', () => {
    fc.assert(
      fc.property(keys, contexts, fc.string(), (key, context, text) => {
        const [once, again] = [seal(suite, key, KEY_ID, context, Buffer.from(text)), seal(suite, key, KEY_ID, context, Buffer.from(text))];
        expect(unseal(key, context, once).toString()).toBe(text);
        expect(once).not.toBe(again);
        expect(keyIdOf(once)).toBe(KEY_ID);
      }),
    );
  });

  test('any other place, any other key, and any changed character is refused', () => {
    fc.assert(
      fc.property(keys, keys, contexts, contexts, fc.string({ maxLength: 30 }), fc.nat(), (key, other, context, elsewhere, text, at) => {
        fc.pre(!key.equals(other) && JSON.stringify(context) !== JSON.stringify(elsewhere));
        const sealed = seal(suite, key, KEY_ID, context, Buffer.from(text));
        expect(() => unseal(other, context, sealed)).toThrow(DoesNotOpen);
        expect(() => unseal(key, elsewhere, sealed)).toThrow(DoesNotOpen);
        const place = at % sealed.length;
        const changed = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`;
        expect(() => unseal(key, context, changed)).toThrow(DoesNotOpen);
        expect(() => unseal(key, context, sealed.slice(0, -1 - (at % 20)))).toThrow(DoesNotOpen);
      }),
    );
  });

  test('the text of one context does not become that of another by moving a border', () => {
    const key = randomBytes(KEY_BYTES);
    const context: Context = { table: 'person', column: 'phone', county: '640121', row: 'x' };
    const sealed = seal(suite, key, KEY_ID, context, Buffer.from('13895016021'));
    expect(() => unseal(key, { ...context, table: 'personp', column: 'hone' }, sealed)).toThrow(DoesNotOpen);
    expect(() => unseal(key, context, sealed.replace(`1.${suite}`, `1.${suite === 'aes' ? 'sm' : 'aes'}`))).toThrow(DoesNotOpen);
  });
});

test('what is no sealed text is refused by name', () => {
  const context: Context = { table: 'person', column: 'phone', county: '640121', row: 'x' };
  for (const text of ['', '13895016021', '2.aes.x.y', '1.des.01930000.AA'])
    expect(() => unseal(randomBytes(32), context, text)).toThrow(DoesNotOpen);
});
