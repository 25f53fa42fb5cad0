import { pairsOf } from '../matters/title.ts';
import { PLAIN_WORDS } from './plain-words.ts';

export interface Findable {
  id: string;
  name: string;
  department: string;
  code: string;
  pinyin: string;
  initials: string;
  /** Where an example comes from; '' for the county's own items. */
  example: string;
}

interface Indexed<Item> {
  items: readonly Item[];
  pairs: readonly Set<string>[];
  /** How telling a pair is: the fewer names have it, the more. */
  weight: ReadonlyMap<string, number>;
}

/** What people say around a question and no item is called by. */
const FILLERS =
  /怎么|如何|在哪|哪里|哪儿|什么|需要|可以|我想|我要|想要|要办|办理|办个|申请个|一下|请问|多少|能不能|可不可以|带些|手续|吗|呢|的|了/g;

/** What the county itself does answers a question better than an example of another place. */
const OWN = 1.3;

/** Prepares the items of a county for searching; a thousand names take some milliseconds. */
export function indexOf<Item extends Findable>(items: readonly Item[]): Indexed<Item> {
  const pairs = items.map(({ name }) => new Set(pairsOf(name)));
  const seen = new Map<string, number>();
  for (const set of pairs) for (const pair of set) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const weight = new Map([...seen].map(([pair, count]) => [pair, Math.log(1 + items.length / count)]));
  return { items, pairs, weight };
}

/** What a question means in the words of items: what was said, and for each plain word the words items have for it, a little lighter. */
function meaningOf(q: string): { pairs: Map<string, number>; whole: string[] } {
  const clean = q.replace(FILLERS, ' ');
  const pairs = new Map(pairsOf(clean.replaceAll(' ', '')).map((pair) => [pair, 1]));
  const whole: string[] = [];
  for (const [plain, words] of Object.entries(PLAIN_WORDS)) {
    if (!q.includes(plain)) continue;
    for (const word of words) {
      whole.push(word);
      for (const pair of pairsOf(word)) pairs.set(pair, Math.max(pairs.get(pair) ?? 0, 0.8));
    }
  }
  return { pairs, whole };
}

/**
 * Items that answer a question, the likeliest first: by name, code, pinyin or initials as typed, else by plain words (「60岁养老金怎么领」).
 * An empty question finds nothing. At most `limit`.
 */
export function findItems<Item extends Findable>(index: Indexed<Item>, q: string, limit: number): Item[] {
  const typed = q.trim().toLowerCase();
  if (!typed) return [];
  const latin = typed.replaceAll(' ', '');
  const direct = index.items.filter(
    (item) =>
      item.name.includes(q.trim()) ||
      item.code.toLowerCase() === latin ||
      (/^[a-z]{2,}$/.test(latin) && (item.initials.startsWith(latin) || item.pinyin.includes(latin))),
  );
  if (direct.length)
    return direct
      .toSorted((one, other) => Number(one.example !== '') - Number(other.example !== '') || one.name.length - other.name.length)
      .slice(0, limit);
  const { pairs, whole } = meaningOf(q);
  const scored = index.items.map((item, at) => {
    let score = 0;
    for (const [pair, share] of pairs) if (index.pairs[at]?.has(pair)) score += share * (index.weight.get(pair) ?? 0);
    for (const word of whole) if (item.name.includes(word)) score += 2;
    // Of two names with the same words the shorter says less else.
    return { item, score: (score * (item.example === '' ? OWN : 1)) / Math.sqrt(6 + item.name.length) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score > 0.6 && score >= best * 0.45)
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ item }) => item);
}
