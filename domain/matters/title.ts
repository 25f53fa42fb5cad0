const LONGEST = 18;

/** The first clause of what someone said, short enough for a list; used when they gave no title. */
export function titleOf(words: string): string {
  const first = words.trim().split(/[。！？!?\n；;]/)[0] ?? '';
  const clause =
    first.length <= LONGEST
      ? first
      : first
          .split(/[，,、：:]/)
          .reduce((title, part) => (title && (title + part).length > LONGEST ? title : title ? `${title}，${part}` : part), '') || first;
  return clause.length <= LONGEST + 6 ? clause.trim() : `${clause.slice(0, LONGEST)}…`;
}

/** Pairs of neighbouring characters, the unit in which short Chinese texts are compared. */
export function pairsOf(text: string): string[] {
  const clean = text.replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 2 <= clean.length; at++) pairs.add(clean.slice(at, at + 2));
  return [...pairs];
}
