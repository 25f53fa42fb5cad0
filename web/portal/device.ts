import type { Photo } from '../kit/photo-picker.tsx';
import type { VoiceNote } from '../kit/voice-recorder.tsx';
import { sealedShelf } from './sealed-shelf.ts';

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
  /** Why the server refused, and which of the files where it was one; the resident mends it and sends it anew. */
  refused?: { title: string; detail?: string; errors: readonly { path: string; message: string }[]; file?: number };
  /** What a server in trouble said when it could not take it yet. */
  held?: string;
  /** Who was signed in when it was sent. */
  by?: string;
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
  /** Who was signed in when it was sent: it goes when they sign out. */
  account?: string;
  kind?: Outgoing['kind'];
};

/** How many days a draft stays on this device after its last change. */
export const DRAFT_DAYS = 14;

const drafts = sealedShelf<Drafts[keyof Drafts]>('draft', DRAFT_DAYS);
const outbox = sealedShelf<Outgoing>('outbox');
const receipts = sealedShelf<KeptReceipt>('receipts');

/** What this device keeps, sealed: drafts, what waits to be sent, and receipts. */
export const device = {
  draft: <Key extends keyof Drafts>(key: Key) => drafts.get(key) as Promise<Drafts[Key] | undefined>,
  keepDraft: <Key extends keyof Drafts>(key: Key, draft: Drafts[Key]) => drafts.put(key, draft),
  /** Seals a draft ahead; what it gives lays it down at once. */
  prepareDraft: <Key extends keyof Drafts>(key: Key, draft: Drafts[Key]) => drafts.prepare(key, draft),
  dropDraft: (key: keyof Drafts) => drafts.remove(key),

  outbox: async () => (await outbox.list()).sort((a, b) => a.madeAt.localeCompare(b.madeAt)),
  outgoing: (commandId: string) => outbox.get(commandId),
  keepOutgoing: (outgoing: Outgoing) => outbox.put(outgoing.commandId, outgoing),
  dropOutgoing: (commandId: string) => outbox.remove(commandId),

  receipts: async () => (await receipts.list()).sort((a, b) => b.filedAt.localeCompare(a.filedAt)),
  receiptOfCommand: (commandId: string) => receipts.get(commandId),
  keepReceipt: (receipt: KeptReceipt) => receipts.put(receipt.commandId, receipt),
  dropReceipt: (commandId: string) => receipts.remove(commandId),

  /** Forgets what belongs to whoever was signed in: drafts, and receipts of what they filed. What they sent and no network has taken yet is kept, sealed, until it arrives. */
  forgetPerson: async () => {
    await drafts.clear();
    for (const { commandId, account } of await receipts.list()) if (account) await receipts.remove(commandId);
  },
};
