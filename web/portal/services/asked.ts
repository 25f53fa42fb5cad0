/** What was asked of the catalogue last, for whoever comes back from an item; in memory alone. */
let asked = '';

export const askedLast = (): string => asked;

/** '' forgets it. */
export function rememberAsked(words: string): void {
  asked = words;
}
