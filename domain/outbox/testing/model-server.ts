import type { Outcome } from '../drain.ts';
import { partsOf } from '../entry.ts';
import type { Life, Stepping } from './stepping.ts';

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

/** Who remembers which commands were answered. Only the database is right: a server alone does not know what the other one did, and forgets when it is killed. */
export type CommandMemory = 'database' | 'server' | 'nobody';

/** What both servers share: matters whose steps name the state they were decided on, commands and their answers, uploads that are forgotten when nobody claims them. */
export class ModelDatabase {
  readonly matters = new Map<string, ModelMatter>();
  readonly notes: Recorded[] = [];
  readonly commands = new Map<string, Answer>();
  readonly uploads = new Map<string, { parts: Set<number>; fileId: string | null }>();
  readonly tray = new Map<string, string>();
  ids = 0;

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
    this.uploads.clear();
    this.tray.clear();
  }
}

/** One of the servers: it looks, thinks, and commits; in between the other one may have committed, or it may be killed. */
export class ModelServer {
  readonly #database: ModelDatabase;
  readonly #stepping: Stepping;
  readonly #memory: CommandMemory;
  #own = new Map<string, Answer>();
  #life: Life = { alive: true };
  #waiting = new Set<() => void>();

  constructor(database: ModelDatabase, stepping: Stepping, memory: CommandMemory) {
    this.#database = database;
    this.#stepping = stepping;
    this.#memory = memory;
  }

  /** Whoever waits for an answer gets none; what was not committed never was. It comes up again at once, remembering nothing. */
  kill(): void {
    this.#life.alive = false;
    this.#life = { alive: true };
    this.#own = new Map();
    for (const lost of this.#waiting) lost();
    this.#waiting.clear();
  }

  /** Runs a request on this server; lost when it is killed before it has answered. */
  #serve<Value>(work: (life: Life) => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
    return new Promise((resolve) => {
      const lost = () => resolve({ kind: 'lost' });
      this.#waiting.add(lost);
      void work(this.#life).then((outcome) => {
        this.#waiting.delete(lost);
        resolve(outcome);
      });
    });
  }

  upload(
    account: string,
    file: { key: string; bytes: number; part: number },
  ): Promise<Outcome<{ received: number[]; fileId: string | null }>> {
    return this.#serve(async (life) => {
      await this.#stepping.turn(life);
      const { uploads, tray } = this.#database;
      const upload = uploads.get(`${account}/${file.key}`) ?? { parts: new Set<number>(), fileId: null };
      uploads.set(`${account}/${file.key}`, upload);
      upload.parts.add(file.part);
      if (upload.parts.size === partsOf(file) && upload.fileId === null) {
        upload.fileId = `file-${++this.#database.ids}`;
        tray.set(upload.fileId, file.key);
      }
      const answer = { received: [...upload.parts].sort((a, b) => a - b), fileId: upload.fileId };
      // Committed; the answer may still not arrive.
      await this.#stepping.turn(life);
      return { kind: 'answer', answer };
    });
  }

  call(account: string, operation: string, input: Record<string, unknown>, commandId: string): Promise<Outcome<Answer>> {
    const key = `${account}/${commandId}`;
    return this.#serve(async (life) => {
      await this.#stepping.turn(life);
      const first = this.#remembered(key);
      if (first) return { kind: 'answer', answer: first };
      const refusal = this.#judge(operation, input);
      await this.#stepping.turn(life);
      if (refusal) return refusal;
      // The commit: the key of the command and the number of the step let one of two through.
      const meanwhile = this.#remembered(key);
      if (meanwhile) return { kind: 'answer', answer: meanwhile };
      const outcome = this.#judge(operation, input) ?? { kind: 'answer' as const, answer: this.#write(account, operation, input) };
      if (outcome.kind === 'answer') {
        if (this.#memory === 'database') this.#database.commands.set(key, outcome.answer);
        if (this.#memory === 'server') this.#own.set(key, outcome.answer);
      }
      await this.#stepping.turn(life);
      return outcome;
    });
  }

  #remembered(key: string): Answer | undefined {
    return this.#database.commands.get(key) ?? this.#own.get(key);
  }

  #judge(operation: string, input: Record<string, unknown>): Outcome<never> | null {
    if (input.wrong === true) return refused('这样填不行');
    const ids = (input.attachments ?? []) as string[];
    if (ids.some((id) => !this.#database.tray.has(id))) return refused('有附件没有找到，请重新上传。', 'attachments');
    if (operation !== 'step') return null;
    const matter = this.#database.matters.get(String(input.id));
    if (!matter) return refused('没有找到');
    if (matter.seq === input.seq) return null;
    return { kind: 'refused', changed: true, problem: { type: '/problems/changed', title: '这件事刚刚有变化，请再看一下。', errors: [] } };
  }

  #write(account: string, operation: string, input: Record<string, unknown>): Answer {
    const { tray, notes, matters } = this.#database;
    const ids = (input.attachments ?? []) as string[];
    const recorded: Recorded = { mark: String(input.mark), by: account, files: ids.map((id) => tray.get(id) as string) };
    for (const id of ids) tray.delete(id);
    if (operation === 'note') {
      notes.push(recorded);
      return { done: true };
    }
    if (operation === 'file') {
      const id = `filed-${++this.#database.ids}`;
      matters.set(id, { seq: 1, actions: [recorded] });
      return { id, seq: 1 };
    }
    const matter = matters.get(String(input.id)) as ModelMatter;
    matter.seq += 1;
    matter.actions.push(recorded);
    return { id: String(input.id), seq: matter.seq };
  }
}
