import type { FieldDay, PartAnswer, PartSince } from '../../../domain/field/contract.ts';
import type { Vault } from '../device/phone.ts';
import { openBytes, openValue, sealBytes, sealValue } from '../device/sealing.ts';

/** A part of the day as this phone has it. */
export interface KeptPart {
  whole: string | null;
  items: { id: string; version: string; value: unknown }[];
}

/** Who carries the phone and when it last heard the server. */
export interface KeptDay {
  worker: NonNullable<FieldDay['worker']>;
  village: NonNullable<FieldDay['village']>;
  syncedAt: string;
}

/** What to tell the server about a part one has. */
export const sinceOf = (part: KeptPart | undefined): PartSince => {
  if (!part) return {};
  return part.whole === null ? { items: Object.fromEntries(part.items.map(({ id, version }) => [id, version])) } : { whole: part.whole };
};

/** A part after an answer of the server; `begun` holds the pages before this one. */
export function merged(kept: KeptPart | undefined, answer: PartAnswer, begun: KeptPart['items'] = []): KeptPart {
  if (answer.unchanged && kept) return kept;
  if (answer.ids === null) return { whole: answer.whole, items: [...begun, ...answer.items] };
  const items = new Map((kept?.items ?? []).map((item) => [item.id, item]));
  for (const item of answer.items) items.set(item.id, item);
  return { whole: answer.whole, items: answer.ids.flatMap((id) => items.get(id) ?? []) };
}

/** The day on the disk, sealed: each part one row. */
export class PartStore {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async parts(): Promise<Map<string, KeptPart>> {
    const { owner, key, disk } = this.#vault;
    const { rows } = await disk.allSealed(owner, 'part');
    return new Map(await Promise.all(rows.map(async (row) => [row.id, await openValue<KeptPart>(key, row)] as const)));
  }

  async day(): Promise<KeptDay | undefined> {
    return this.value<KeptDay>('day', 'today');
  }

  async keep(day: KeptDay, parts: ReadonlyMap<string, KeptPart>): Promise<void> {
    const { owner, key, disk } = this.#vault;
    const put = await Promise.all([...parts].map(([id, part]) => sealValue(key, { owner, kind: 'part', id }, part)));
    put.push(await sealValue(key, { owner, kind: 'day', id: 'today' }, day));
    await disk.write({ owner, put, remove: [] });
  }

  /** A value of the phone's own, such as a draft. */
  async value<Value>(kind: string, id: string): Promise<Value | undefined> {
    const { owner, key, disk } = this.#vault;
    const row = await disk.sealed(owner, kind, id);
    return row && openValue<Value>(key, row);
  }

  /** Bytes of the phone's own, such as a photo of a draft. */
  async bytes(kind: string, id: string): Promise<ArrayBuffer | undefined> {
    const { owner, key, disk } = this.#vault;
    const row = await disk.sealed(owner, kind, id);
    return row && openBytes(key, row);
  }

  async keepBytes(kind: string, id: string, blob: Blob): Promise<void> {
    const { owner, key, disk } = this.#vault;
    await disk.write({ owner, put: [await sealBytes(key, { owner, kind, id }, await blob.arrayBuffer())], remove: [] });
  }

  async keepValue(kind: string, id: string, value: unknown): Promise<void> {
    const { owner, key, disk } = this.#vault;
    if (value === undefined) await disk.write({ owner, put: [], remove: [{ kind, id }] });
    else await disk.write({ owner, put: [await sealValue(key, { owner, kind, id }, value)], remove: [] });
  }
}
