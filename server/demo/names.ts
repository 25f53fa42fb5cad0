import { type Pinyin, pinyinOf, pinyinOfPerson } from '../platform/pinyin.ts';
import { namesJson } from './places.ts';
import type { Random } from './random.ts';

interface NamesFile {
  surnameShares: Record<string, number>;
  surnames: string[];
  givenNames: Record<'either' | 'female' | 'male', string[]>;
}

export type Sex = 'male' | 'female';
/** Names have fashions: 桂兰 and 建国 are the grandparents' and parents', 子轩 and 梓涵 the children's. */
export type Generation = 'elder' | 'adult' | 'child';

const ELDER_WOMEN = /^[兰桂凤玉秀国].*[兰珍英梅芳香琴秀荣]$/;
const ELDER_MEN = /[国建].*[平强栋良辉军华国]|中海|志[国明]|立伟|治[文涛]/;
const CHILDREN = /[梓子沐奕宇雨涵轩诺汐萱辰馨语艺若诗苡文俊家智浩]|熙|昊|煜/;

/** Invented names by the shares of surnames in Yinchuan. */
export class Names {
  readonly #surnames: (readonly [string, number])[];
  readonly #given: Record<Sex, Record<Generation, string[]>>;
  readonly #random: Random;

  constructor(random: Random) {
    const file = JSON.parse(namesJson()) as NamesFile;
    this.#random = random;
    const counted = Object.entries(file.surnameShares);
    const common = file.surnames.filter((surname) => !(surname in file.surnameShares) && surname.length === 1);
    const left = 100 - counted.reduce((sum, [, share]) => sum + share, 0);
    this.#surnames = [...counted, ...common.map((surname) => [surname, left / common.length] as const)];
    const split = (list: string[], elder: RegExp) => ({
      elder: list.filter((name) => elder.test(name)),
      adult: list.filter((name) => !CHILDREN.test(name)),
      child: list.filter((name) => CHILDREN.test(name)),
    });
    this.#given = { female: split(file.givenNames.female, ELDER_WOMEN), male: split(file.givenNames.male, ELDER_MEN) };
  }

  surname(): string {
    return this.#random.weighted(this.#surnames);
  }

  /** A whole name; `surname` when it is inherited. */
  name(sex: Sex, generation: Generation, surname = this.surname()): string {
    return surname + this.#random.pick(this.#given[sex][generation]);
  }
}

const heads = new Map<string, Pinyin>();
const tails = new Map<string, Pinyin>();

/** The pinyin of a person's name; surname and given name are read once each, since few of them make up thousands of people. */
export function readName(name: string): Pinyin {
  const [surname, given] = [name.slice(0, 1), name.slice(1)];
  const head = heads.get(surname) ?? pinyinOfPerson(surname);
  const tail = tails.get(given) ?? pinyinOf(given);
  heads.set(surname, head);
  tails.set(given, tail);
  return { pinyin: head.pinyin + tail.pinyin, initials: head.initials + tail.initials };
}
