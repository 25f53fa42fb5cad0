import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { newKey, open, type Sealed, seal } from './sealing.ts';

interface Device extends DBSchema {
  key: { key: string; value: CryptoKey };
  draft: { key: string; value: Sealed };
  outbox: { key: string; value: Sealed };
  receipts: { key: string; value: Sealed };
}

const SHELVES = ['draft', 'outbox', 'receipts'] as const;
type ShelfName = (typeof SHELVES)[number];

const NAME = 'linli-device';
/** Where versions before kept the same, open to whoever reads the files of the browser. */
const OPEN_BEFORE = 'linli-portal';

interface Place {
  db: IDBPDatabase<Device>;
  key: CryptoKey;
}

const spot = (name: ShelfName, key: string): string => `${name}\n${key}`;

async function keyOf(db: IDBPDatabase<Device>): Promise<CryptoKey | undefined> {
  const kept = await db.get('key', 'device');
  if (kept) return kept;
  const made = await newKey();
  if (!made) return undefined;
  // Another tab may have made one meanwhile: the first counts.
  const tx = db.transaction('key', 'readwrite');
  const first = await tx.store.get('device');
  if (!first) await tx.store.put(made, 'device');
  await tx.done;
  return first ?? made;
}

/** Seals what an older version left open and removes it there; broken off, the next visit goes on. */
async function takeOver({ db, key }: Place): Promise<void> {
  if (indexedDB.databases && !(await indexedDB.databases()).some(({ name }) => name === OPEN_BEFORE)) return;
  const old = await openDB(OPEN_BEFORE);
  for (const name of SHELVES) {
    if (!old.objectStoreNames.contains(name)) continue;
    for (const oldKey of await old.getAllKeys(name)) {
      const value = (await old.get(name, oldKey)) as { commandId?: string };
      const at = name === 'receipts' ? (value.commandId ?? String(oldKey)) : String(oldKey);
      if (!(await db.getKey(name, at))) await db.put(name, await seal(key, spot(name, at), value, Date.now()), at);
      await old.delete(name, oldKey);
    }
  }
  old.close();
  // An old page that is still open keeps it; it is empty then, and goes at a later visit.
  void deleteDB(OPEN_BEFORE);
}

let opening: Promise<Place | undefined> | undefined;

/** The device's database and its key, or nothing where the browser refuses one or seals nothing (private windows, no https): then things last as long as the page. */
function place(): Promise<Place | undefined> {
  const openPlace = async () => {
    const db = await openDB<Device>(NAME, 1, {
      upgrade(made) {
        for (const name of ['key', ...SHELVES] as const) made.createObjectStore(name);
      },
    });
    const key = await keyOf(db);
    if (!key) return undefined;
    await takeOver({ db, key }).catch(() => undefined);
    return { db, key };
  };
  opening ??= openPlace().catch(() => undefined);
  return opening;
}

const TAB = 'tab';
const asText = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const asBytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** A small value, sealed, for the storage of a tab; undefined where this browser seals nothing. Without files. */
export async function sealForTab(value: unknown): Promise<string | undefined> {
  const kept = await place();
  if (!kept) return undefined;
  const { iv, data } = await seal(kept.key, TAB, value, Date.now());
  return `${asText(iv)} ${asText(data)}`;
}

/** What `sealForTab` made, opened; undefined for anything else. */
export async function openForTab<Value>(text: string): Promise<Value | undefined> {
  const kept = await place();
  const [iv, data] = text.split(' ');
  if (!kept || !iv || !data) return undefined;
  return open<Value>(kept.key, TAB, { iv: asBytes(iv), data: asBytes(data).buffer, files: [], at: 0 }).catch(() => undefined);
}

export interface Shelf<Value> {
  get(key: string): Promise<Value | undefined>;
  list(): Promise<Value[]>;
  put(key: string, value: Value): Promise<void>;
  /** Seals ahead, so that laying it down takes no time when the page is closed. What was cleared meanwhile stays cleared. */
  prepare(key: string, value: Value): Promise<() => Promise<void>>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** One kind of thing this device keeps, sealed under a key the browser does not give out; after `days` without a change it goes by itself. */
export function sealedShelf<Value>(name: ShelfName, days = Number.POSITIVE_INFINITY): Shelf<Value> {
  const memory = new Map<string, Value>();
  let clearings = 0;
  const isOver = ({ at }: Sealed) => Date.now() - at > days * 86_400_000;

  /** What opens; what does not (another key, damaged, over its time) is removed, since nobody can read it again. */
  const read = async ({ db, key }: Place, at: string): Promise<Value | undefined> => {
    const sealed = await db.get(name, at);
    if (!sealed) return undefined;
    const value = isOver(sealed) ? undefined : await open<Value>(key, spot(name, at), sealed).catch(() => undefined);
    if (value === undefined) await db.delete(name, at);
    return value;
  };

  return {
    async get(at) {
      const kept = await place();
      return kept ? read(kept, at) : memory.get(at);
    },
    async list() {
      const kept = await place();
      if (!kept) return [...memory.values()];
      const values = await Promise.all((await kept.db.getAllKeys(name)).map((at) => read(kept, at)));
      return values.filter((value) => value !== undefined);
    },
    async put(at, value) {
      await (await this.prepare(at, value))();
    },
    async prepare(at, value) {
      const before = clearings;
      const kept = await place();
      const sealed = kept && (await seal(kept.key, spot(name, at), value, Date.now()));
      return async () => {
        if (before !== clearings) return;
        if (!kept || !sealed) return void memory.set(at, value);
        const tx = kept.db.transaction(name, 'readwrite');
        void tx.store.put(sealed, at);
        // Said at once: a page that is closed before it could say so would take what it wrote back.
        tx.commit?.();
        await tx.done;
      };
    },
    async remove(at) {
      memory.delete(at);
      await (await place())?.db.delete(name, at);
    },
    async clear() {
      clearings += 1;
      memory.clear();
      await (await place())?.db.clear(name);
    },
  };
}
