import pg from 'pg';

/** Text as an SQL literal. Most texts hold nothing to escape, and looking for it is much quicker than the driver's way through each character. */
export const escapeLiteral = (text: string): string => (text.includes("'") || text.includes('\\') ? pg.escapeLiteral(text) : `'${text}'`);

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** An array as an SQL literal: each element quoted, so that none is a word or a sign of its own. */
export const arrayLiteral = (values: readonly (string | number)[]): string =>
  escapeLiteral(`{${values.map((value) => `"${String(value).replaceAll(/[\\"]/g, '\\$&')}"`).join(',')}}`);

/** Values as `execute` takes them, each read by the type of its place; null when one is of a kind that only the driver knows how to send. */
export function asLiterals(values: readonly unknown[]): string | null {
  const literals: string[] = [];
  for (const value of values) {
    if (value === null) literals.push('null');
    else if (typeof value === 'string') literals.push(escapeLiteral(value));
    else if (typeof value === 'number' || typeof value === 'boolean') literals.push(`'${value}'`);
    else if (value instanceof Date) literals.push(`'${value.toISOString()}'`);
    else if (Array.isArray(value) && value.every(isPlain)) literals.push(arrayLiteral(value));
    else return null;
  }
  return literals.length ? `(${literals.join(', ')})` : '';
}
