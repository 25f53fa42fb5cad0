/** A file that goes with an entry; it is uploaded in parts before the entry itself is sent. */
export interface Attachment {
  /** Made on the device; names the upload on the server and stands in the input as `file:<key>` until the file has an id. */
  key: string;
  bytes: number;
  mediaType: string;
  /** What it is of, in the words of the screen that made it (the name of a paper); never sent. */
  label?: string | undefined;
  /** Parts the server has confirmed, by their number from 0. */
  received: number[];
  /** The server's id once the file is whole there. */
  fileId: string | null;
}

/** Why the server did not do it, in its own words (RFC 9457). */
export interface OutboxProblem {
  type: string;
  title: string;
  detail?: string;
  reason?: string;
  clause?: string;
  errors: { path: string; message: string }[];
}

/** What stands on the server instead, kept beside one's own so that a person can decide. */
export interface Theirs {
  /** The state of the matter a new try would be decided on. */
  seq: number;
  lines: { at: string; by: string; words: string }[];
}

/**
 * - `waiting`: goes out when its turn comes
 * - `refused`: the server said no; set aside with the reason until its author corrects or drops it
 * - `conflict`: someone was faster; set aside with both values
 * - `sent`: the server has it
 */
export type EntryState = 'waiting' | 'refused' | 'conflict' | 'sent';

/** Fields of the input that are known only once an earlier entry has its answer: own field → field of the answer. */
export interface Follows {
  commandId: string;
  fill: Record<string, string>;
}

/** One thing a person did on this device, on its way to the server. */
export interface OutboxEntry {
  /** Order of making on this device; given by the store, since clocks jump. */
  n: number;
  commandId: string;
  /** `noun.verb` of the operation. */
  operation: string;
  input: Record<string, unknown>;
  attachments: Attachment[];
  /** The device's time corrected by the server's, an ISO instant; told to people, never used for deadlines. */
  madeAt: string;
  /** The account that made it; nobody else's sign-in sends, sees, corrects or drops it. */
  author: string;
  /** What it is about: entries of one thread (usually a matter's id) go out one after the other. */
  thread: string;
  /** What the list calls it. */
  title: string;
  follows: Follows | null;
  state: EntryState;
  problem: OutboxProblem | null;
  theirs: Theirs | null;
  /** True from before the first try on: it may have arrived although no answer came. */
  begun: boolean;
  /** Failed tries in a row; the next is not before `notBefore` (milliseconds of the device's clock). */
  tries: number;
  notBefore: number | null;
  /** Files were uploaded anew after the server had forgotten them; done at most once. */
  uploadedAgain: boolean;
  answer: Record<string, unknown> | null;
  sentAt: string | null;
}

/** What a screen gives to the outbox; the rest is filled in. */
export type NewEntry = Pick<OutboxEntry, 'commandId' | 'operation' | 'input' | 'madeAt' | 'author' | 'thread' | 'title'> & {
  attachments?: NewAttachment[];
  follows?: Follows;
};

export type NewAttachment = Pick<Attachment, 'key' | 'bytes' | 'mediaType' | 'label'>;

/** Bytes of one part of an upload; small enough for a poor network, large enough that a photo takes three. */
export const PART_BYTES = 128 * 1024;

export const partsOf = (attachment: { bytes: number }): number => Math.max(1, Math.ceil(attachment.bytes / PART_BYTES));

/** How an attachment stands in an input until it is uploaded. */
export const fileMark = (key: string): string => `file:${key}`;

/** A file of which nothing has arrived yet. */
export const attachmentOf = ({ key, bytes, mediaType, label }: NewAttachment): Attachment => ({
  ...{ key, bytes, mediaType, ...(label && { label }) },
  received: [],
  fileId: null,
});

/** The entry as the store keeps it at first; `n` is the store's next number. */
export function entryOf(made: NewEntry, n: number): OutboxEntry {
  return {
    n,
    commandId: made.commandId,
    operation: made.operation,
    input: made.input,
    attachments: (made.attachments ?? []).map(attachmentOf),
    madeAt: made.madeAt,
    author: made.author,
    thread: made.thread,
    title: made.title,
    follows: made.follows ?? null,
    state: 'waiting',
    problem: null,
    theirs: null,
    begun: false,
    tries: 0,
    notBefore: null,
    uploadedAgain: false,
    answer: null,
    sentAt: null,
  };
}

function withFiles(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => withFiles(one, ids));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withFiles(one, ids)]));
  return value;
}

/** The input as it is sent: the marks of files replaced by their ids. Throws when a file is not uploaded yet. */
export function inputToSend(entry: OutboxEntry): Record<string, unknown> {
  const ids = new Map<string, string>();
  for (const { key, fileId } of entry.attachments) {
    if (fileId === null) throw new Error('an attachment is not uploaded yet');
    ids.set(fileMark(key), fileId);
  }
  return withFiles(entry.input, ids) as Record<string, unknown>;
}
