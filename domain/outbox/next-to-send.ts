import { isDue } from './back-off.ts';
import { type Attachment, type OutboxEntry, partsOf } from './entry.ts';

/** What the sender does next: one part of a file, the entry itself, or nothing until an instant (milliseconds) or until something changes. */
export type Next =
  | { do: 'upload'; entry: OutboxEntry; attachment: Attachment; part: number }
  | { do: 'send'; entry: OutboxEntry }
  | { do: 'wait'; until: number }
  | { do: 'nothing' };

const firstMissing = (attachment: Attachment): number => {
  for (let part = 0; part < partsOf(attachment); part += 1) if (!attachment.received.includes(part)) return part;
  // Every part is confirmed and still no file: the last one is asked for again and answers with the id.
  return partsOf(attachment) - 1;
};

/** The entries whose turn it is: of each thread the earliest that has not arrived, unless it is set aside. */
function heads(entries: readonly OutboxEntry[], account: string): OutboxEntry[] {
  const threads = new Set<string>();
  const found: OutboxEntry[] = [];
  for (const entry of [...entries].sort((one, other) => one.n - other.n)) {
    if (entry.author !== account || entry.state === 'sent' || threads.has(entry.thread)) continue;
    threads.add(entry.thread);
    if (entry.state === 'waiting') found.push(entry);
  }
  return found;
}

/**
 * What goes out next for the account that is signed in. Earlier before later, files before their entry;
 * what is set aside holds back only its own thread, and what has just failed lets the others pass.
 */
export function nextToSend(entries: readonly OutboxEntry[], now: number, online: boolean, account: string): Next {
  if (!online) return { do: 'nothing' };
  const candidates = heads(entries, account);
  const entry = candidates.find((one) => isDue(one.notBefore, now));
  if (!entry) {
    const times = candidates.flatMap((one) => (one.notBefore === null ? [] : [one.notBefore]));
    return times.length > 0 ? { do: 'wait', until: Math.min(...times) } : { do: 'nothing' };
  }
  const attachment = entry.attachments.find((one) => one.fileId === null);
  return attachment ? { do: 'upload', entry, attachment, part: firstMissing(attachment) } : { do: 'send', entry };
}

/** The earlier entry of the same thread that this one waits for, if any. */
export function waitsFor(entries: readonly OutboxEntry[], entry: OutboxEntry): OutboxEntry | undefined {
  return entries
    .filter((other) => other.author === entry.author && other.thread === entry.thread && other.n < entry.n && other.state !== 'sent')
    .sort((one, other) => one.n - other.n)[0];
}

/** How many things an account still has on this device: on their way, and set aside for it to look at. */
export function countOutbox(entries: readonly OutboxEntry[], account: string): { waiting: number; aside: number } {
  const own = entries.filter((entry) => entry.author === account);
  return {
    waiting: own.filter((entry) => entry.state === 'waiting').length,
    aside: own.filter((entry) => entry.state === 'refused' || entry.state === 'conflict').length,
  };
}
