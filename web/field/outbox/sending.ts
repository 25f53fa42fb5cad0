import { type Drained, drain, type Sender } from '../../../domain/outbox/drain.ts';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { PART_BYTES } from '../../../domain/outbox/entry.ts';
import type { OutboxEvent } from '../../../domain/outbox/reduce.ts';
import { call, Offline, uploadPart } from '../../kit/call.ts';
import { correctedInstant } from '../device/clock.ts';
import type { OutboxStore } from './outbox-store.ts';
import { outcomeOf } from './outcome.ts';

/** Without a better reason the outbox looks again after a while, in milliseconds. */
const AGAIN = 20_000;

/** Sends what waits on an opened phone: one tab at a time, again when the network or the page comes back. */
export class Sending {
  readonly #store: OutboxStore;
  readonly #account: string;
  readonly #changed: () => void;
  readonly #ended: (drained: Drained, sent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #stopped = false;

  constructor(store: OutboxStore, account: string, tell: { changed: () => void; ended: (drained: Drained, sent: boolean) => void }) {
    this.#store = store;
    this.#account = account;
    this.#changed = tell.changed;
    this.#ended = tell.ended;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async apply(event: OutboxEvent, files?: ReadonlyMap<string, Blob>): Promise<OutboxEntry[]> {
    const entries = await this.#store.apply(event, files);
    this.#changed();
    return entries;
  }

  /** Begins to send, unless it is being done; asked meanwhile it looks once more afterwards. */
  async go(): Promise<void> {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      do {
        this.#again = false;
        await this.#alone(() => this.#drain());
      } while (this.#again && !this.#stopped);
    } finally {
      this.#running = false;
    }
  }

  /** One sender among the tabs, where the browser offers locks; elsewhere the command ids make a second sender harmless. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (!navigator.locks) return work();
    await navigator.locks.request(`linli-field-outbox-${this.#account}`, { ifAvailable: true }, async (lock) => {
      if (lock) return work();
      this.#later(AGAIN);
    });
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.go(), Math.max(500, milliseconds));
  }

  async #drain(): Promise<void> {
    let sent = false;
    const account = this.#account;
    const sender: Sender = {
      account,
      online: () => navigator.onLine && !this.#stopped,
      now: () => Date.now(),
      instant: correctedInstant,
      entries: () => this.#store.entries(),
      apply: (event) => {
        sent ||= event.kind === 'answered' || event.kind === 'conflicted';
        return this.apply(event);
      },
      upload: ({ key, bytes, part }) =>
        outcomeOf(async () => {
          const content = await this.#store.file(key);
          if (!content) throw new Offline('the file is being written');
          return uploadPart({ id: key, part, bytes, content: content.slice(part * PART_BYTES, (part + 1) * PART_BYTES) }, { account });
        }),
      call: (operation, input, commandId, madeAt) =>
        outcomeOf(
          async () => ((await call(operation as never, input as never, { commandId, account, madeAt })) ?? {}) as Record<string, unknown>,
        ),
    };
    const drained = await drain(sender);
    if (drained.why === 'wait') this.#later(drained.until - Date.now());
    if (drained.why === 'lost') this.#later(AGAIN);
    this.#ended(drained, sent);
  }
}
