import type { Random } from './random.ts';

/** Thrown nowhere and awaited for ever: a killed page never runs another line. */
const never = new Promise<never>(() => undefined);

interface Turn {
  life: Life;
  go: () => void;
}

/** One run of an app in one tab, from start to kill. */
export interface Life {
  alive: boolean;
}

/**
 * Lets many pages run as one reproducible order of steps: whoever touches the store or the network asks for a turn, and the seed decides who gets it.
 */
export class Stepping {
  readonly #random: Random;
  #turns: Turn[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** Waits for a turn; a life that ended meanwhile waits for ever. */
  async turn(life: Life): Promise<void> {
    await new Promise<void>((go) => this.#turns.push({ life, go }));
    if (!life.alive) await never;
  }

  get waiting(): number {
    return this.#turns.filter((turn) => turn.life.alive).length;
  }

  /** Gives one turn and lets everything that follows from it run. */
  async step(): Promise<boolean> {
    this.#turns = this.#turns.filter((turn) => turn.life.alive);
    if (this.#turns.length === 0) return false;
    const [turn] = this.#turns.splice(this.#random.below(this.#turns.length), 1);
    turn?.go();
    await settled();
    return true;
  }
}

/** Resolves after everything that is ready to run has run. */
export const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
