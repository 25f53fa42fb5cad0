import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Photo } from '../kit/photo-picker.tsx';
import type { VoiceNote } from '../kit/voice-recorder.tsx';

/** A place as the portal remembers it. */
export type Place = { code: string; name: string; township: string };

/** An appeal being written; photos and voice stay on the device until it is sent. */
export type AppealDraft = {
  words: string;
  photos: Photo[];
  voice?: VoiceNote;
  village?: Place;
  grid?: { code: string; name: string };
  address: string;
  point?: { lon: number; lat: number };
  /** Only when the resident chose one; otherwise it is proposed from the words. */
  category?: string;
  hideName: boolean;
  name: string;
  phone: string;
  /** The member of the family it is for, when one phone serves several. */
  person?: string;
  /** The look it asks about, and the unit that looked. */
  look?: { id: string; unit: string };
};

/** A paper that is asked for, as the resident photographed it. */
export type Paper = { name: string; photos: Photo[] };

/** An online application being filled in. */
export type ApplicationDraft = {
  item: { id: string; name: string };
  papers: Paper[];
  words: string;
  village?: Place;
  grid?: { code: string; name: string };
  /** The member of the family it is for. */
  person?: string;
  /** Whose sign-in it is sent under, so that a phone that changed hands sends it for nobody else. */
  account?: string;
};

/** What is missing, being brought together. */
export type SupplyDraft = { papers: Paper[]; words: string };

/** What is being written on this device, by its key: one appeal, an application for each item, papers for each matter that waits for them. */
export type Drafts = { [key: `application:${string}`]: ApplicationDraft; [key: `supply:${string}`]: SupplyDraft; appeal: AppealDraft };

/** Something on its way; the command id never changes, so it can be sent again until an answer comes. */
export type Outgoing = {
  commandId: string;
  madeAt: string;
  /** Why the server refused; the resident mends it and sends it anew. */
  refused?: { title: string; detail?: string; errors: readonly { path: string; message: string }[] };
  /** It waits until whoever wrote it has signed in again. */
  signIn?: boolean;
} & ({ kind?: 'appeal'; draft: AppealDraft } | { kind: 'application'; draft: ApplicationDraft });

/** The proof of what was filed from this device. */
export type KeptReceipt = {
  /** The command that filed it; names its page, so that the code itself stands in no address. */
  commandId: string;
  receipt: string;
  matter: string;
  number: string;
  title: string;
  holder: string;
  answerBy: string | null;
  filedAt: string;
  place?: string;
  joined?: boolean;
  kind?: Outgoing['kind'];
};

interface Device extends DBSchema {
  draft: { key: string; value: Drafts[keyof Drafts] };
  outbox: { key: string; value: Outgoing };
  receipts: { key: string; value: KeptReceipt };
}

type StoreName = 'draft' | 'outbox' | 'receipts';

let opening: Promise<IDBPDatabase<Device> | undefined> | undefined;
const memory: Record<StoreName, Map<string, unknown>> = { draft: new Map(), outbox: new Map(), receipts: new Map() };

/** The device's database, or nothing where the browser refuses one (private windows): then things last as long as the page. */
function database(): Promise<IDBPDatabase<Device> | undefined> {
  const open = async () =>
    openDB<Device>('linli-portal', 1, {
      upgrade(made) {
        made.createObjectStore('draft');
        made.createObjectStore('outbox');
        made.createObjectStore('receipts');
      },
    });
  opening ??= open().catch(() => undefined);
  return opening;
}

async function get<Name extends StoreName>(store: Name, key: string): Promise<Device[Name]['value'] | undefined> {
  const kept = await database();
  return kept ? kept.get(store, key) : (memory[store].get(key) as Device[Name]['value'] | undefined);
}

async function list<Name extends StoreName>(store: Name): Promise<Device[Name]['value'][]> {
  const kept = await database();
  return kept ? kept.getAll(store) : ([...memory[store].values()] as Device[Name]['value'][]);
}

async function put<Name extends StoreName>(store: Name, key: string, value: Device[Name]['value']): Promise<void> {
  const kept = await database();
  if (kept) await kept.put(store, value, key);
  else memory[store].set(key, value);
}

async function remove(store: StoreName, key: string): Promise<void> {
  const kept = await database();
  if (kept) await kept.delete(store, key);
  else memory[store].delete(key);
}

/** What this device keeps: drafts, what waits to be sent, and receipts. */
export const device = {
  draft: <Key extends keyof Drafts>(key: Key) => get('draft', key) as Promise<Drafts[Key] | undefined>,
  keepDraft: <Key extends keyof Drafts>(key: Key, draft: Drafts[Key]) => put('draft', key, draft),
  dropDraft: (key: keyof Drafts) => remove('draft', key),
  dropDrafts: async () => {
    await (await database())?.clear('draft');
    memory.draft.clear();
  },

  outbox: async () => (await list('outbox')).sort((a, b) => a.madeAt.localeCompare(b.madeAt)),
  outgoing: (commandId: string) => get('outbox', commandId),
  keepOutgoing: (outgoing: Outgoing) => put('outbox', outgoing.commandId, outgoing),
  dropOutgoing: (commandId: string) => remove('outbox', commandId),

  receipts: async () => (await list('receipts')).sort((a, b) => b.filedAt.localeCompare(a.filedAt)),
  receiptOfCommand: async (commandId: string) => (await list('receipts')).find((kept) => kept.commandId === commandId),
  keepReceipt: (receipt: KeptReceipt) => put('receipts', receipt.receipt, receipt),
  dropReceipt: (code: string) => remove('receipts', code),
};
