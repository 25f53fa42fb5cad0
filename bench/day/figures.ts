import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What is known of one kind of request: times in microseconds from the planned moment, and what went wrong how often. */
export class Figures {
  readonly times: RecordableHistogram = createHistogram({ lowest: 1, highest: 3_600_000_000, figures: 3 });
  readonly wrong = new Map<string, number>();
  turnedAway = 0;

  took(milliseconds: number): void {
    this.times.record(Math.max(1, Math.round(milliseconds * 1000)));
  }

  fault(what: string): void {
    this.wrong.set(what, (this.wrong.get(what) ?? 0) + 1);
  }

  get errors(): number {
    return [...this.wrong.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Milliseconds that so many percent of the requests needed at most; 0 without any. */
  percentile(percent: number): number {
    return this.times.count ? this.times.percentile(percent) / 1000 : 0;
  }
}

/** The figures of a stretch of the day: of each kind of request, of all together, and of each second by when its requests were planned. */
export class Stretch {
  readonly kinds = new Map<string, Figures>();
  readonly all = new Figures();
  readonly seconds = new Map<number, Figures>();
  readonly #started: number;

  constructor(started: number) {
    this.#started = started;
  }

  /** The figures a request planned then is counted in. */
  of(kind: string, planned: number): Figures[] {
    const second = Math.floor((planned - this.#started) / 1000);
    const kept = <Key>(map: Map<Key, Figures>, key: Key): Figures => {
      const found = map.get(key) ?? new Figures();
      map.set(key, found);
      return found;
    };
    return [kept(this.kinds, kind), this.all, kept(this.seconds, second)];
  }
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

const row = (name: string, figures: Figures): string =>
  `| ${name} | ${figures.times.count} | ${[50, 95, 99].map((percent) => ms(figures.percentile(percent))).join(' | ')} | ${ms(figures.times.max / 1000)} | ${figures.errors} |`;

/** A table of the stretch, the slowest kinds first, and what went wrong. */
export function tableOf({ kinds, all }: Stretch): string {
  const sorted = [...kinds].sort(([, one], [, other]) => other.percentile(99) - one.percentile(99));
  const lines = ['| request | count | p50 ms | p95 ms | p99 ms | max ms | errors |', '|---|---|---|---|---|---|---|', row('**all**', all)];
  for (const [name, figures] of sorted) lines.push(row(name, figures));
  for (const [name, figures] of sorted) for (const [what, count] of figures.wrong) lines.push(`error: ${name}: ${what} (${count} times)`);
  return lines.join('\n');
}

/** Kinds of request of which alone 99 of 100 do not keep the aim; the aim is for all together, this says where to look. */
export const slowOf = ({ kinds }: Stretch, aim: { p99: number }): string[] =>
  [...kinds]
    .filter(([, figures]) => figures.percentile(99) > aim.p99)
    .map(([name, figures]) => `${name}: p99 ${ms(figures.percentile(99))} ms`);

/** Seconds of the stretch in which 99 of 100 requests did not keep the aim: what comes back at a beat is not the requests' own. */
export const slowSecondsOf = ({ seconds }: Stretch, aim: { p99: number }): number[] =>
  [...seconds].flatMap(([second, figures]) => (figures.percentile(99) > aim.p99 ? [second] : [])).sort((one, other) => one - other);

/** What of a stretch misses the aim: sentences, none when all is well. */
export function missesOf({ kinds, all }: Stretch, aim: { p99: number }): string[] {
  const misses: string[] = [];
  if (!all.times.count) misses.push('nothing was answered');
  if (all.percentile(99) > aim.p99) misses.push(`99 of 100 requests took up to ${ms(all.percentile(99))} ms, not ${aim.p99}`);
  for (const [name, figures] of kinds) if (figures.errors) misses.push(`${name}: ${figures.errors} errors`);
  if (all.turnedAway) misses.push(`${all.turnedAway} requests were turned away`);
  return misses;
}
