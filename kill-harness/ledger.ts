import type { PersonKey } from '../server/testing/people.ts';

/** What became of a command, as far as the one who sent it knows. */
export type Ending =
  /** An answer came: it must be there. */
  | 'acknowledged'
  /** The server said no: it must not be there. */
  | 'refused'
  /** No answer came and nobody asked again: it is there wholly or not at all. */
  | 'open';

export interface Sent {
  who: PersonKey;
  account: string;
  commandId: string;
  operation: string;
  input: Record<string, unknown>;
  /** Words no other command has; null where the step has none. */
  marker: string | null;
  files: string[];
  ending: Ending;
  tries: number;
  answer: unknown;
  /** When its first answer came, in milliseconds of the machine's clock; null while none has. */
  answeredAt: number | null;
}

export interface SentUpload {
  uploader: string;
  id: string;
  fileId: string | null;
  answeredAt: number | null;
}

/** What the clients sent and what they were told, kept where no kill reaches it. */
export class Ledger {
  readonly commands = new Map<string, Sent>();
  readonly uploads = new Map<string, SentUpload>();
  /** Requests that may have arrived and brought no answer. */
  losses = 0;
  /** Uploads every part of which was acknowledged and that made no file. */
  readonly unmade: string[] = [];
  acknowledged = 0;
  #serial = 0;

  marker(): string {
    this.#serial += 1;
    return `学校门口的路灯不亮，第 ${this.#serial} 盏`;
  }

  begin(sent: Omit<Sent, 'ending' | 'tries' | 'answer' | 'answeredAt'>): Sent {
    const known = this.commands.get(sent.commandId);
    if (known) return known;
    const row: Sent = { ...sent, ending: 'open', tries: 0, answer: null, answeredAt: null };
    this.commands.set(sent.commandId, row);
    return row;
  }

  acknowledge(sent: Sent, answer: unknown): void {
    if (sent.ending !== 'acknowledged') this.acknowledged += 1;
    sent.ending = 'acknowledged';
    sent.answer = answer;
    sent.answeredAt ??= Date.now();
  }

  beginUpload(uploader: string, id: string): SentUpload {
    const row = this.uploads.get(id) ?? { uploader, id, fileId: null, answeredAt: null };
    this.uploads.set(id, row);
    return row;
  }

  /** The ids of the commands that were acknowledged before a moment. */
  confirmedBefore(moment: number): Set<string> {
    return new Set(
      [...this.commands.values()].flatMap(({ commandId, answeredAt }) => (answeredAt !== null && answeredAt < moment ? commandId : [])),
    );
  }

  /** The same, with every answer after a moment taken as one that never came: such a write is there wholly or not at all. */
  forgettingAfter(moment: number): Ledger {
    const early = new Ledger();
    const late = (answeredAt: number | null) => answeredAt === null || answeredAt >= moment;
    for (const [id, sent] of this.commands)
      early.commands.set(id, late(sent.answeredAt) && sent.ending === 'acknowledged' ? { ...sent, ending: 'open' } : sent);
    for (const [id, upload] of this.uploads) early.uploads.set(id, late(upload.answeredAt) ? { ...upload, fileId: null } : upload);
    early.unmade.push(...this.unmade);
    return early;
  }

  count(ending: Ending): number {
    return [...this.commands.values()].filter((sent) => sent.ending === ending).length;
  }

  /** Acknowledged commands that needed more than one try. */
  get repeated(): number {
    return [...this.commands.values()].filter(({ ending, tries }) => ending === 'acknowledged' && tries > 1).length;
  }
}
