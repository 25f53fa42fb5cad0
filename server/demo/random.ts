const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Chance that repeats: the same seed gives the same demo county (sfc32 by Chris Doty-Humphrey, public domain). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    const [a, b, c] = [1, 2, 3].map((turn) => hashed(`${seed}/${turn}`)) as [number, number, number];
    [this.#a, this.#b, this.#c] = [a, b, c];
    for (let at = 0; at < 12; at++) this.next();
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number of both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (!list.length) throw new RangeError('nothing to pick from');
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** One of the choices, as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [choice, weight] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return (choices.at(-1) as readonly [T, number])[0];
  }

  shuffled<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = this.whole(0, at);
      [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
    }
    return mixed;
  }

  /** A UUIDv7 of an instant; repeats with the seed, unlike the platform's. */
  id(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const hex = Array.from({ length: 5 }, () => this.whole(0, 0xffff).toString(16).padStart(4, '0')).join('');
    const variant = (8 + this.whole(0, 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(3, 6)}-${hex.slice(6, 18).padEnd(12, '0')}`;
  }

  /** A receipt code as the platform makes them: ABCD-2345. */
  receiptCode(): string {
    const letters = Array.from({ length: 8 }, () => this.pick([...READABLE])).join('');
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  }
}

/** FNV-1a. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
