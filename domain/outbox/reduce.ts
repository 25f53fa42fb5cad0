import { pauseAfter } from './back-off.ts';
import {
  type Attachment,
  attachmentOf,
  entryOf,
  type NewAttachment,
  type NewEntry,
  type OutboxEntry,
  type OutboxProblem,
  type Theirs,
} from './entry.ts';

/** Everything that can happen to the outbox; `now` in milliseconds of the device's clock, `by` an account. */
export type OutboxEvent =
  | { kind: 'added'; entry: NewEntry }
  | { kind: 'part-received'; commandId: string; key: string; received: number[]; fileId: string | null }
  | { kind: 'begun'; commandId: string }
  | { kind: 'answered'; commandId: string; answer: Record<string, unknown>; at: string }
  | { kind: 'lost'; commandId: string; now: number; pause?: number }
  | { kind: 'refused'; commandId: string; problem: OutboxProblem }
  | { kind: 'conflicted'; commandId: string; problem: OutboxProblem }
  | { kind: 'learned'; commandId: string; theirs: Theirs }
  /** With `attachments`: the files it has from now on; what is uploaded already stays so. */
  | {
      kind: 'corrected';
      commandId: string;
      by: string;
      input: Record<string, unknown>;
      newCommandId: string;
      attachments?: readonly NewAttachment[];
    }
  | { kind: 'dropped'; commandId: string; by: string }
  | { kind: 'retried'; by: string }
  | { kind: 'cleared'; by: string; before: string };

/** What an author may not do to an entry. */
export class OutboxRefusal extends Error {
  override readonly name = 'OutboxRefusal';
}

const FORGOTTEN: OutboxProblem = { type: 'dropped-before', title: '前面那一件没有发出，这一步发不出去了。', errors: [] };

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const asideStates = new Set(['refused', 'conflict']);

/** An entry that is to be tried afresh, as after a correction. */
const fresh = { state: 'waiting', problem: null, theirs: null, begun: false, tries: 0, notBefore: null } as const;

/** Gives the fields a follower was waiting for. */
function filled(follower: OutboxEntry, answer: Record<string, unknown>): OutboxEntry {
  const input = { ...follower.input };
  for (const [own, theirs] of Object.entries(follower.follows?.fill ?? {})) input[own] = answer[theirs];
  return { ...follower, input, follows: null };
}

/** What becomes of a follower when the entry before it is dropped: it stands on the same ground, or, when there is none, is set aside. */
function afterDrop(follower: OutboxEntry, dropped: OutboxEntry): OutboxEntry {
  const fields = Object.keys(follower.follows?.fill ?? {});
  if (dropped.follows) return { ...follower, follows: { ...dropped.follows, fill: { ...dropped.follows.fill } } };
  if (fields.every((field) => dropped.input[field] !== undefined)) {
    const input = { ...follower.input };
    for (const field of fields) input[field] = dropped.input[field];
    return { ...follower, input, follows: null };
  }
  return { ...follower, state: 'refused', problem: FORGOTTEN };
}

function ownBy(entry: OutboxEntry, by: string): void {
  if (entry.author !== by) throw new OutboxRefusal('这一件是别人记下的，不能由您改动。');
}

/** The server has forgotten the files of an entry (it keeps unclaimed uploads for a day): once, they are uploaded anew. */
const filesForgotten = (entry: OutboxEntry, problem: OutboxProblem): boolean =>
  entry.attachments.length > 0 && !entry.uploadedAgain && problem.errors.some((error) => error.path.startsWith('attachments'));

/** The files of a corrected entry: those it had, as far as they have got, and the new ones from the beginning. */
const filesAfter = (entry: OutboxEntry, wanted: readonly NewAttachment[]): Attachment[] =>
  wanted.map((file) => entry.attachments.find(({ key }) => key === file.key) ?? attachmentOf(file));

function one(entry: OutboxEntry, event: Exclude<OutboxEvent, { kind: 'added' | 'dropped' | 'retried' | 'cleared' }>): OutboxEntry {
  switch (event.kind) {
    case 'part-received':
      return {
        ...entry,
        attachments: entry.attachments.map((file) =>
          file.key === event.key ? { ...file, received: event.received, fileId: event.fileId ?? file.fileId } : file,
        ),
        tries: 0,
        notBefore: null,
      };
    case 'begun':
      return { ...entry, begun: true };
    case 'answered':
      return { ...entry, state: 'sent', problem: null, theirs: null, notBefore: null, answer: event.answer, sentAt: event.at };
    case 'lost': {
      const tries = entry.tries + 1;
      return { ...entry, tries, notBefore: event.now + Math.max(pauseAfter(tries), event.pause ?? 0) };
    }
    case 'refused':
      if (filesForgotten(entry, event.problem)) {
        const attachments = entry.attachments.map((file) => ({ ...file, received: [], fileId: null }));
        return { ...entry, attachments, uploadedAgain: true, notBefore: null };
      }
      return { ...entry, state: 'refused', problem: event.problem, notBefore: null };
    case 'conflicted':
      return { ...entry, state: 'conflict', problem: event.problem, notBefore: null };
    case 'learned':
      return { ...entry, theirs: event.theirs };
    case 'corrected':
      ownBy(entry, event.by);
      if (!asideStates.has(entry.state)) throw new OutboxRefusal('这一件可能已经送到，等有了回音再改。');
      return {
        ...entry,
        ...fresh,
        input: event.input,
        attachments: event.attachments ? filesAfter(entry, event.attachments) : entry.attachments,
        commandId: same(entry.input, event.input) ? entry.commandId : event.newCommandId,
      };
  }
}

/**
 * The outbox after something happened. What an event is about may be gone (dropped in another tab): then nothing changes.
 * A late answer wins over everything: what the server has done is done.
 * @throws {OutboxRefusal} an author touches what is not theirs, or what may have arrived
 */
export function reduce(entries: readonly OutboxEntry[], event: OutboxEvent): OutboxEntry[] {
  if (event.kind === 'added') {
    if (entries.some((entry) => entry.commandId === event.entry.commandId)) return [...entries];
    return [...entries, entryOf(event.entry, Math.max(0, ...entries.map((entry) => entry.n)) + 1)];
  }
  if (event.kind === 'retried') {
    return entries.map((entry) => (entry.author === event.by && entry.state === 'waiting' ? { ...entry, notBefore: null } : entry));
  }
  if (event.kind === 'cleared') {
    return entries.filter((entry) => entry.author !== event.by || entry.state !== 'sent' || (entry.sentAt ?? '') >= event.before);
  }
  const about = entries.find((entry) => entry.commandId === event.commandId);
  if (!about) return [...entries];
  if (event.kind === 'dropped') {
    ownBy(about, event.by);
    return entries
      .filter((entry) => entry !== about)
      .map((entry) => (about.state !== 'sent' && entry.follows?.commandId === about.commandId ? afterDrop(entry, about) : entry));
  }
  // An answer that was on its way twice changes nothing the second time; neither does bad news about what has arrived.
  if (about.state === 'sent') return [...entries];
  const after = one(about, event);
  return entries.map((entry) => {
    if (entry === about) return after;
    if (entry.follows?.commandId !== event.commandId) return entry;
    if (event.kind === 'answered') return filled(entry, event.answer);
    return after.commandId === event.commandId ? entry : { ...entry, follows: { ...entry.follows, commandId: after.commandId } };
  });
}
