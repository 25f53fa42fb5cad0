/**
 * The code a county would give its own copy of an example: the national part of the code with the county's own twelve digits behind it; an example
 * without one keeps its tail.
 */
export function ownCodeOf(example: string, county: string): string {
  const [national = '', ...rest] = example.split('-');
  return rest.length > 1 ? `${national}-${county.padEnd(12, '0')}` : `${county}-${rest.at(-1) ?? national}`;
}
