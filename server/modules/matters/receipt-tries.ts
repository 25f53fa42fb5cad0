import type { Actor } from '../../../domain/accounts/actor.ts';
import type { App } from '../../platform/app.ts';
import { transaction } from '../../platform/database.ts';
import { receiptHash } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { isReceiptGiven } from './receipt-store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const HOUR = 3_600_000;
/** How long a code that was right is believed to be so, and how many are. */
const BELIEVED_FOR = 24 * HOUR;
const MOST_KNOWN = 50_000;
/** An IPv6 household or company has 2^64 addresses: they count as one. */
const neighbourhood = (address: string): string => (address.includes(':') ? address.split(':').slice(0, 4).join(':') : address);

/** Wrong codes of the last hour, by neighbourhood and of everybody, and the codes known to be right. */
class Tries {
  readonly #wrong = new Map<string, number[]>();
  #all: number[] = [];
  readonly #right = new Map<string, number>();

  isRight(hash: string, now: number): boolean {
    return (this.#right.get(hash) ?? Number.NEGATIVE_INFINITY) > now - BELIEVED_FOR;
  }

  noteRight(hash: string, now: number): void {
    this.#right.delete(hash);
    this.#right.set(hash, now);
    for (const oldest of this.#right.keys()) {
      if (this.#right.size <= MOST_KNOWN) break;
      this.#right.delete(oldest);
    }
  }

  noteWrong(from: string, now: number): void {
    this.#wrong.set(from, [...this.#ofLastHour(this.#wrong.get(from), now), now]);
    this.#all = [...this.#ofLastHour(this.#all, now), now];
    for (const [other, times] of this.#wrong) if ((times.at(-1) ?? 0) <= now - HOUR) this.#wrong.delete(other);
  }

  /** Milliseconds until another code may be tried, 0 for at once. */
  waitFor(from: string, { perAddress, total }: App['config']['wrongReceipts'], now: number): number {
    const over = (times: number[], most: number) => (times.length >= most ? (times.at(-most) as number) + HOUR - now : 0);
    return Math.max(over(this.#ofLastHour(this.#wrong.get(from), now), perAddress), over(this.#ofLastHour(this.#all, now), total));
  }

  #ofLastHour(times: number[] | undefined, now: number): number[] {
    return (times ?? []).filter((time) => time > now - HOUR);
  }
}

const tries = new WeakMap<App, Tries>();

function triesOf(app: App): Tries {
  let found = tries.get(app);
  if (!found) {
    found = new Tries();
    tries.set(app, found);
  }
  return found;
}

/**
 * Counts the receipt codes nobody was given, since eight signs are few enough to be tried: from one address and from all together. Whoever is over
 * the limit gets no answer, right or wrong, but for codes that were right before, so that guessing shuts nobody out of what they follow.
 * @throws Problem too-many-requests
 */
export async function demandFewWrongReceipts(app: App, code: string, address: string): Promise<void> {
  const counted = triesOf(app);
  const hash = receiptHash(code);
  const now = app.clock.now().getTime();
  if (counted.isRight(hash, now)) return;
  const from = neighbourhood(address);
  const wait = counted.waitFor(from, app.config.wrongReceipts, now);
  if (wait > 0)
    throw new Problem('too-many-requests', {
      detail: '输错凭条码的次数太多了，请过一阵再查，或登录、给村（社区）服务站打电话。',
      retryAfter: Math.ceil(wait / 1000),
    });
  if (await transaction(app.pool, SYSTEM, (tx) => isReceiptGiven(tx, hash))) counted.noteRight(hash, now);
  else counted.noteWrong(from, now);
}
