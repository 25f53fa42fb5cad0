import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '../domain/outbox/drain.ts';
import { PART_BYTES, partsOf } from '../domain/outbox/entry.ts';
import type { PersonKey } from '../server/testing/people.ts';
import type { Ledger } from './ledger.ts';
import type { Stage } from './stage.ts';

export type Answer = Record<string, unknown>;
type Uploaded = { received: number[]; fileId: string | null };

const PATIENCE_MS = 10_000;
const NOBODY_MS = 80;
/** One lost answer of so many is never asked for again, as when a page is closed. */
const GIVES_UP = 6;

/** Somebody with a device: sends commands and repeats each under its id until it is answered. */
export class Client {
  readonly who: PersonKey;
  readonly account: string;
  readonly #stage: Stage;
  readonly #ledger: Ledger;
  readonly #cookie: string;

  constructor(stage: Stage, ledger: Ledger, who: PersonKey) {
    this.#stage = stage;
    this.#ledger = ledger;
    this.who = who;
    this.account = stage.county.accounts[who];
    this.#cookie = `linli_session=${stage.county.as[who]}`;
  }

  async #post<T>(path: string, body: BodyInit, headers: Record<string, string>): Promise<Outcome<T>> {
    try {
      const response = await fetch(`${this.#stage.url()}/api/${path}`, {
        method: 'POST',
        headers: { 'x-linli': '1', 'linli-account': this.account, cookie: this.#cookie, ...headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const said = (await response.json()) as Answer;
      if (response.ok) return { kind: 'answer', answer: said as T };
      if (response.status === 401) return { kind: 'signed-out' };
      if (response.status === 429) return { kind: 'lost', pause: 3_000 };
      if (response.status >= 500) return this.#lost();
      const { type, title, errors = [] } = said as { type: string; title: string; errors?: { path: string; message: string }[] };
      return { kind: 'refused', changed: type === '/problems/changed', problem: { type, title, errors } };
    } catch (error) {
      // Nobody was there, so nothing has arrived.
      if (((error as Error).cause as { code?: string } | undefined)?.code === 'ECONNREFUSED') return { kind: 'lost', pause: NOBODY_MS };
      return this.#lost();
    }
  }

  #lost(): { kind: 'lost' } {
    this.#ledger.losses += 1;
    return { kind: 'lost' };
  }

  /** Sends a command once and writes nothing down. */
  send(operation: string, input: Answer, commandId: string, madeAt?: string): Promise<Outcome<Answer>> {
    return this.#post<Answer>(operation.replace('.', '/'), JSON.stringify(input), {
      'content-type': 'application/json',
      'linli-command': commandId,
      ...(madeAt && { 'linli-made-at': madeAt }),
    });
  }

  /** One try of a command, written down before it goes out and when its answer comes. */
  async tryCommand(operation: string, input: Answer, commandId: string, madeAt?: string): Promise<Outcome<Answer>> {
    const marker = typeof input.words === 'string' ? input.words : null;
    const files = (input.attachments as string[] | undefined) ?? [];
    const sent = this.#ledger.begin({ who: this.who, account: this.account, commandId, operation, input, marker, files });
    sent.tries += 1;
    const outcome = await this.send(operation, input, commandId, madeAt);
    if (outcome.kind === 'answer') this.#ledger.acknowledge(sent, outcome.answer);
    else if (outcome.kind !== 'lost') sent.ending = 'refused';
    return outcome;
  }

  /** Sends a command until it is answered; null when it was refused or given up. */
  async command(operation: string, input: Answer): Promise<Answer | null> {
    const commandId = randomUUID();
    for (;;) {
      const outcome = await this.tryCommand(operation, input, commandId);
      if (outcome.kind === 'answer') return outcome.answer;
      if (outcome.kind !== 'lost' || (!outcome.pause && Math.random() * GIVES_UP < 1)) return null;
      await sleep(outcome.pause ?? 20 + Math.random() * 150);
    }
  }

  async tryUpload(key: string, content: Buffer, part: number): Promise<Outcome<Uploaded>> {
    const upload = this.#ledger.beginUpload(this.account, key);
    const bytes = new Uint8Array(content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    const outcome = await this.#post<Uploaded>(`files/parts/${key}/${part}`, bytes, {
      'content-type': 'application/octet-stream',
      'linli-bytes': String(content.length),
    });
    if (outcome.kind === 'answer' && outcome.answer.fileId) {
      upload.fileId = outcome.answer.fileId;
      upload.answeredAt ??= Date.now();
    }
    return outcome;
  }

  /** Uploads a file part by part, each until it is answered; its id, or null when it was given up on the way. */
  async upload(content: Buffer): Promise<string | null> {
    const key = randomUUID();
    for (let part = 0; ; ) {
      const outcome = await this.tryUpload(key, content, part);
      if (outcome.kind === 'answer') {
        if (outcome.answer.fileId) return outcome.answer.fileId;
        part += 1;
        if (part < partsOf({ bytes: content.length })) continue;
        this.#ledger.unmade.push(key);
        return null;
      } else if (outcome.kind !== 'lost' || (!outcome.pause && Math.random() * GIVES_UP < 1)) return null;
      else await sleep(outcome.pause ?? 20 + Math.random() * 150);
    }
  }
}
