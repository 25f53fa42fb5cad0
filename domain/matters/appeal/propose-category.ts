/** Proposes what an appeal is about from its everyday words; a person always decides. Runs on a phone while one types. */
import { CATEGORIES, type CategoryCode } from './categories.ts';

export interface CategoryProposal {
  readonly code: CategoryCode;
  readonly name: string;
  /** The words that led to it, longest first, to be shown beside the proposal. */
  readonly because: readonly string[];
}

interface Clue {
  readonly parts: readonly string[];
  readonly weight: number;
}

/** Longer words say more; a telling word (`*`) outweighs two ordinary ones of its length. */
function clueOf(word: string): Clue {
  const telling = word.endsWith('*');
  const parts = (telling ? word.slice(0, -1) : word).split('+');
  const length = Math.min(parts.join('').length, 4);
  return { parts, weight: (length + 1) * (telling ? 3 : 1) };
}

const CLUES = CATEGORIES.map((category) => ({ category, clues: category.words.map(clueOf) }));

/** Where an appeal's place is named, the place must not be taken for the trouble: 学校门口, 卫生室旁边, 广场西侧. */
const PLACE =
  /[一-龥]{0,4}(?:学校|小学|中学|幼儿园|卫生室|卫生院|村部|服务站|广场|小区|温棚|大棚|养殖场|集市|菜市场|派出所|公厕|养老院|敬老院|垃圾点|候车亭|水渠|渠|桥)(?=正门|大门|门口|门前|门外|旁边|旁|对面|后面|前面|附近|边上|跟前|东侧|西侧|南侧|北侧|东边|西边|南边|北边|到)/g;

/**
 * Proposals for the words of an appeal, best first, at most `limit` (default 3); an empty list when nothing is recognised. Pure, no I/O.
 */
export function proposeCategory(words: string, limit = 3): CategoryProposal[] {
  const said = words.replace(/\s+/g, '').slice(0, 600);
  const trouble = said.replace(PLACE, '·');
  const found = CLUES.map(({ category, clues }) => {
    const hits: Clue[] = clues.filter(({ parts }) => parts.every((part) => trouble.includes(part)));
    return { category, hits };
  }).filter(({ hits }) => hits.length > 0);

  // A word inside a longer recognised word says nothing of its own: 养老 within 养老保险, 垃圾 within 建筑垃圾.
  const whole = [
    ...new Set(found.flatMap(({ hits }) => hits.filter(({ parts }) => parts.length === 1).map(({ parts }) => parts[0] ?? ''))),
  ];
  const standsAlone = (word: string): boolean => {
    let rest = trouble;
    for (const longer of whole) if (longer.length > word.length && longer.includes(word)) rest = rest.replaceAll(longer, '·');
    return rest.includes(word);
  };

  return found
    .map(({ category, hits }) => {
      const kept = hits.filter(({ parts }) => parts.length > 1 || standsAlone(parts[0] ?? ''));
      const score = kept.reduce((sum, { weight }) => sum + weight, 0);
      return { category, kept, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ category, kept }) => ({
      code: category.code,
      name: category.name,
      because: [...new Set(kept.flatMap(({ parts }) => parts))].sort((a, b) => b.length - a.length),
    }));
}

const ASKING =
  /怎么(办|交|申请|领|报|查)|咋(办|交|申请|领|报|查)|(需要|要|带|交)(些)?(什么|啥|哪些)|什么时候|啥时候|多少钱|在哪(儿|里)?(办|交|领)|能不能(办|领|报|申请)|可以(办|领|报|申请)吗|是不是|想(问|咨询)|请问|打听/;
const BROKEN = /坏|没人管|不管|拖|堵|漏|断|塌|裂|臭|脏|危险|不亮|没到|没给|没发|不给|欠|吵|咬|偷|骗|撞/;

/** True when the words ask for information rather than report a trouble; it only sets the default of 咨询 or 求助. */
export const soundsLikeEnquiry = (words: string): boolean => ASKING.test(words) && !BROKEN.test(words);
