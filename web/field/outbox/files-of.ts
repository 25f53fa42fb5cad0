import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { keptFile } from '../shell/app.ts';
import type { DraftFile } from '../shell/draft-files.ts';

/** The files of an entry that has not arrived, as far as this phone still has them, each with what it is of. */
export async function filesOf(
  entry: OutboxEntry,
  bytesOf: (key: string) => Promise<ArrayBuffer | undefined> = keptFile,
): Promise<{ label?: string | undefined; photo: DraftFile }[]> {
  const found = await Promise.all(
    entry.attachments.map(async ({ key, mediaType, label }) => {
      const bytes = await bytesOf(key);
      return bytes ? [{ label, photo: { key, blob: new Blob([bytes], { type: mediaType }) } }] : [];
    }),
  );
  return found.flat();
}
