import type { Outcome } from '../drain.ts';
import { partsOf } from '../entry.ts';

export interface Recorded {
  mark: string;
  by: string;
  files: string[];
}

interface ModelMatter {
  seq: number;
  actions: Recorded[];
}

type Answer = Record<string, unknown>;

const refused = (title: string, path?: string): Outcome<never> => ({
  kind: 'refused',
  changed: false,
  problem: { type: '/problems/refused', title, errors: path ? [{ path, message: title }] : [] },
});

/**
 * The server as far as the outbox can tell: matters whose steps name the state they were decided on, commands answered once, uploads in parts that
 * are forgotten when nobody claims them. `idempotent: false` takes the memory of commands out.
 */
export class ModelServer {
  readonly matters = new Map<string, ModelMatter>();
  readonly notes: Recorded[] = [];
  readonly #commands = new Map<string, Answer>();
  readonly #uploads = new Map<string, { parts: Set<number>; fileId: string | null }>();
  readonly #tray = new Map<string, string>();
  readonly #idempotent: boolean;
  #ids = 0;

  constructor(options: { idempotent: boolean }) {
    this.#idempotent = options.idempotent;
  }

  open(id: string): void {
    this.matters.set(id, { seq: 1, actions: [] });
  }

  /** Someone in an office takes a step: whoever decided on the state before is told that it has changed. */
  elsewhere(id: string): void {
    const matter = this.matters.get(id);
    if (matter) matter.seq += 1;
  }

  /** What nobody claimed for a day is swept. */
  forgetUploads(): void {
    this.#uploads.clear();
    this.#tray.clear();
  }

  upload(account: string, file: { key: string; bytes: number; part: number }): Outcome<{ received: number[]; fileId: string | null }> {
    const upload = this.#uploads.get(`${account}/${file.key}`) ?? { parts: new Set<number>(), fileId: null };
    this.#uploads.set(`${account}/${file.key}`, upload);
    upload.parts.add(file.part);
    if (upload.parts.size === partsOf(file) && upload.fileId === null) {
      upload.fileId = `file-${++this.#ids}`;
      this.#tray.set(upload.fileId, file.key);
    }
    return { kind: 'answer', answer: { received: [...upload.parts].sort((a, b) => a - b), fileId: upload.fileId } };
  }

  call(account: string, operation: string, input: Record<string, unknown>, commandId: string): Outcome<Answer> {
    const key = `${account}/${commandId}`;
    const first = this.#commands.get(key);
    if (first && this.#idempotent) return { kind: 'answer', answer: first };
    const outcome = this.#run(account, operation, input);
    if (outcome.kind === 'answer') this.#commands.set(key, outcome.answer);
    return outcome;
  }

  #run(account: string, operation: string, input: Record<string, unknown>): Outcome<Answer> {
    if (input.wrong === true) return refused('这样填不行');
    const ids = (input.attachments ?? []) as string[];
    const files = ids.map((id) => this.#tray.get(id));
    if (files.some((file) => file === undefined)) return refused('有附件没有找到，请重新上传。', 'attachments');
    const recorded: Recorded = { mark: String(input.mark), by: account, files: files as string[] };
    if (operation === 'note') {
      this.#claim(ids);
      this.notes.push(recorded);
      return { kind: 'answer', answer: { done: true } };
    }
    if (operation === 'file') {
      this.#claim(ids);
      const id = `filed-${++this.#ids}`;
      this.matters.set(id, { seq: 1, actions: [recorded] });
      return { kind: 'answer', answer: { id, seq: 1 } };
    }
    const matter = this.matters.get(String(input.id));
    if (!matter) return refused('没有找到');
    if (matter.seq !== input.seq) {
      return {
        kind: 'refused',
        changed: true,
        problem: { type: '/problems/changed', title: '这件事刚刚有变化，请再看一下。', errors: [] },
      };
    }
    this.#claim(ids);
    matter.seq += 1;
    matter.actions.push(recorded);
    return { kind: 'answer', answer: { id: String(input.id), seq: matter.seq } };
  }

  #claim(ids: readonly string[]): void {
    for (const id of ids) this.#tray.delete(id);
  }
}
