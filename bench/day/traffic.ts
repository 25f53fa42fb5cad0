import { performance } from 'node:perf_hooks';
import type { Random } from '../../server/demo/random.ts';
import type { Answer, Call } from './exchange.ts';
import { Stretch } from './figures.ts';
import { atRate } from './open-loop.ts';

/** One thing somebody comes for: the request, what its answer must hold, and what it changes for those who come later. */
export interface Errand {
  call: Call;
  /** Another name than the kind's, for figures of their own. */
  name?: string;
  /** What is wrong with an answer of status 200; null when all is well. */
  check(body: Record<string, unknown>): string | null;
  /** After a right answer. */
  done?(body: Record<string, unknown>): void;
  /** After anything else: what it would have changed is as it was. */
  undone?(): void;
}

/** A kind of errand and how many of a thousand are of it. */
export interface Kind {
  name: string;
  share: number;
  /** The next errand; null when there is nothing of the kind to do, which is counted as an error. */
  next(): Errand | null;
  /** What was done on earlier days, so that this one begins as others do. */
  earlier?(): Errand[];
}

const EARLIER_AT_ONCE = 4;

export interface Traffic {
  kinds: readonly Kind[];
  random: Random;
  send(call: Call): Promise<Answer>;
}

/** Sends what was done on earlier days, some at once and none of it timed; throws at the first wrong answer. */
export async function runEarlier({ kinds, send }: Traffic): Promise<number> {
  const errands = kinds.flatMap((kind) => kind.earlier?.() ?? []);
  const waiting = errands.values();
  const one = async () => {
    for (const errand of waiting) {
      const answer = await send(errand.call);
      const wrong = answer.status === 200 ? errand.check(answer.body) : `${answer.status}`;
      if (wrong) throw new Error(`${errand.call.path} of an earlier day: ${wrong}`);
      errand.done?.(answer.body);
    }
  };
  await Promise.all(Array.from({ length: EARLIER_AT_ONCE }, one));
  return errands.length;
}

/** Sends the mixture at a constant rate and answers with the figures; a 503 that names when to come again is counted apart, everything else but 200 is an error. */
export async function runTraffic({ kinds, random, send }: Traffic, perSecond: number, seconds: number): Promise<Stretch> {
  const weights = kinds.map((kind) => [kind, kind.share] as const);
  const stretch = new Stretch(performance.now());
  await atRate(perSecond, seconds, async (planned) => {
    const kind = random.weighted(weights);
    const errand = kind.next();
    const figures = stretch.of(errand?.name ?? kind.name, planned);
    const fault = (what: string) => {
      errand?.undone?.();
      for (const one of figures) one.fault(what);
    };
    if (!errand) return fault('nothing left to do: fill more');
    try {
      const answer = await send(errand.call);
      const took = performance.now() - planned;
      for (const one of figures) one.took(took);
      if (answer.status === 503 && Number(answer.retryAfter) > 0) {
        errand.undone?.();
        for (const one of figures) one.turnedAway += 1;
        return;
      }
      const wrong =
        answer.status === 200 ? errand.check(answer.body) : `${answer.status} ${String(answer.body.detail ?? answer.body.title ?? '')}`;
      if (wrong) return fault(wrong);
      errand.done?.(answer.body);
    } catch (error) {
      for (const one of figures) one.took(performance.now() - planned);
      fault((error as NodeJS.ErrnoException).code ?? (error as Error).message);
    }
  });
  return stretch;
}
