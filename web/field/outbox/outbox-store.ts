import type { NewEntry, OutboxEntry } from '../../../domain/outbox/entry.ts';
import { type OutboxEvent, reduce } from '../../../domain/outbox/reduce.ts';
import type { SealedRow } from '../device/disk.ts';
import type { Vault } from '../device/phone.ts';
import { openBytes, openValue, sealBytes, sealValue } from '../device/sealing.ts';

/** The entries as the disk had them at a revision. */
interface Known {
  revision: number;
  entries: OutboxEntry[];
}

const KIND = 'outbox';
const FILES = 'file';

const idOf = (entry: OutboxEntry): string => String(entry.n).padStart(9, '0');

/** Files an entry had and, after a correction, has no more. */
const takenOut = (before: OutboxEntry | undefined, after: OutboxEntry): { kind: string; id: string }[] =>
  (before?.attachments ?? [])
    .filter((file) => !after.attachments.some(({ key }) => key === file.key))
    .map((file) => ({ kind: FILES, id: file.key }));

/**
 * The outbox of an opened phone. Every event is reduced outside the store's transaction (decrypting cannot be done inside) and written only when
 * nobody wrote meanwhile; two tabs therefore never undo each other. `tell` hears of each newer state before whoever asked for it, never of an older
 * one that was slow to read: what is counted on the screen is true from the moment something is kept.
 */
export class OutboxStore {
  readonly #vault: Vault;
  readonly #tell: (entries: OutboxEntry[]) => void;
  #cached: Known | undefined;

  constructor(vault: Vault, tell: (entries: OutboxEntry[]) => void = () => undefined) {
    this.#vault = vault;
    this.#tell = tell;
  }

  /** Takes over what was read or written, unless something newer is known, and gives back the newest. */
  #newest(revision: number, entries: OutboxEntry[]): Known {
    if (this.#cached && this.#cached.revision >= revision) return this.#cached;
    this.#cached = { revision, entries };
    this.#tell(entries);
    return this.#cached;
  }

  async #read(): Promise<Known> {
    const { owner, key, disk } = this.#vault;
    if (this.#cached && (await disk.revision(owner, KIND)) === this.#cached.revision) return this.#cached;
    const { rows, revision } = await disk.allSealed(owner, KIND);
    const entries = await Promise.all(rows.map((row) => openValue<OutboxEntry>(key, row)));
    return this.#newest(
      revision,
      entries.sort((one, other) => one.n - other.n),
    );
  }

  async entries(): Promise<OutboxEntry[]> {
    return (await this.#read()).entries;
  }

  /** Applies an event; when it resolves, it is on the disk. Throws DiskFull, and what the reducer throws. */
  async apply(event: OutboxEvent, files: ReadonlyMap<string, Blob> = new Map()): Promise<OutboxEntry[]> {
    const { owner, key, disk } = this.#vault;
    const sealedFiles: SealedRow[] = [];
    for (const [id, blob] of files) sealedFiles.push(await sealBytes(key, { owner, kind: FILES, id }, await blob.arrayBuffer()));
    for (;;) {
      const { revision, entries } = await this.#read();
      const after = reduce(entries, event);
      const before = new Map(entries.map((entry) => [entry.n, entry]));
      const changed = after.filter((entry) => before.get(entry.n) !== entry);
      const gone = entries.filter((entry) => !after.some((one) => one.n === entry.n));
      const arrived = changed.filter((entry) => entry.state === 'sent');
      const put = await Promise.all(changed.map((entry) => sealValue(key, { owner, kind: KIND, id: idOf(entry) }, entry)));
      const remove = [
        ...gone.map((entry) => ({ kind: KIND, id: idOf(entry) })),
        // What has arrived, was dropped or was taken out needs its pictures no longer.
        ...[...gone, ...arrived].flatMap((entry) => entry.attachments.map((file) => ({ kind: FILES, id: file.key }))),
        ...changed.flatMap((entry) => takenOut(before.get(entry.n), entry)),
      ];
      if (put.length === 0 && remove.length === 0) return after;
      if (await disk.write({ owner, put: [...put, ...sealedFiles], remove, expected: { kind: KIND, revision } })) {
        this.#newest(revision + 1, after);
        return after;
      }
    }
  }

  /** Keeps a new entry and its files in one write. */
  add(entry: NewEntry, files: ReadonlyMap<string, Blob> = new Map()): Promise<OutboxEntry[]> {
    return this.apply({ kind: 'added', entry }, files);
  }

  /** The bytes of an attachment that has not arrived yet. */
  async file(id: string): Promise<ArrayBuffer | undefined> {
    const { owner, key, disk } = this.#vault;
    const row = await disk.sealed(owner, FILES, id);
    return row && openBytes(key, row);
  }
}
