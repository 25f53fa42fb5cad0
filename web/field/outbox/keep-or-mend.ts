import type { NewEntry, OutboxEntry } from '../../../domain/outbox/entry.ts';
import { newCommandId } from '../../kit/call.ts';
import { decide, keep } from '../shell/app.ts';

/** Keeps a new entry, or puts it in the place of one that was set aside and is mended. Resolves once it is on the disk. @throws DiskFull */
export async function keepOrMend(
  entry: Omit<NewEntry, 'author'>,
  files: ReadonlyMap<string, Blob>,
  mended: OutboxEntry | undefined,
): Promise<void> {
  if (!mended) return keep(entry, files);
  const fresh = [...files].filter(([key]) => !mended.attachments.some((file) => file.key === key));
  await decide(
    {
      kind: 'corrected',
      commandId: mended.commandId,
      by: mended.author,
      input: entry.input,
      newCommandId: newCommandId(),
      attachments: entry.attachments ?? [],
    },
    new Map(fresh),
  );
}

/** The own entry that a screen was opened to mend, if it is still set aside. */
export const mendedEntry = (entries: readonly OutboxEntry[], commandId: string | null, author: string): OutboxEntry | undefined =>
  entries.find(
    (entry) => entry.commandId === commandId && entry.author === author && (entry.state === 'refused' || entry.state === 'conflict'),
  );
