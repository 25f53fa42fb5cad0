/** A small generator of even numbers (mulberry32): the same seed gives the same run on every machine. */
export interface Random {
  /** A fraction from 0 up to 1. */
  next(): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    below: (below) => Math.floor(next() * below),
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
  };
}
