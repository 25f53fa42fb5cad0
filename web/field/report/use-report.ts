import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { newCommandId } from '../../kit/call.ts';
import type { Photo } from '../../kit/photo-picker.tsx';
import type { VoiceNote } from '../../kit/voice-recorder.tsx';
import { filesOf } from '../outbox/files-of.ts';
import { headOf, householdsOf } from '../people/households.ts';
import { useOpen } from '../shell/state.ts';
import { type DraftOf, useDraft } from '../shell/use-draft.ts';
import { t } from './messages.ts';

/** A report being written. */
export interface Report {
  commandId: string;
  words: string;
  address: string;
  name: string;
  phone: string;
  photos: Photo[];
  voice?: (VoiceNote & { key: string }) | undefined;
}

const fresh = (): Report => ({ commandId: newCommandId(), words: '', address: '', name: '', phone: '', photos: [] });
const hasContent = (report: Report): boolean => Boolean(report.words.trim() || report.photos.length > 0 || report.voice);

/** What was reported, from an entry that is to be mended, with its files as far as the phone still has them. */
export async function reportOf(entry: OutboxEntry, bytesOf?: (key: string) => Promise<ArrayBuffer | undefined>): Promise<Report> {
  const { words, address, contact } = entry.input as { words: string; address: string; contact: { name: string; phone: string } };
  const files = (await filesOf(entry, bytesOf)).map(({ photo }) => photo);
  const voice = files.find(({ blob }) => blob.type.startsWith('audio/'));
  return {
    commandId: entry.commandId,
    words: words === t('voiceWords') || words === t('photoWords') ? '' : words,
    address,
    ...contact,
    photos: files.filter((file) => file !== voice),
    // How long it is was only for the eye; it is heard, not measured again.
    voice: voice && { ...voice, seconds: 0 },
  };
}

/** The report being written; begun at a door it knows the door and who lives there, mended it is what was written. */
export function useReport(mended: OutboxEntry | undefined): DraftOf<Report> {
  const { parts } = useOpen();
  const given = async () => {
    if (mended) return reportOf(mended);
    const asked = new URLSearchParams(location.search).get('household');
    const household = asked ? householdsOf({ parts }).find(({ id }) => id === asked) : undefined;
    return household && { ...fresh(), address: household.address, name: headOf(household) };
  };
  return useDraft({ id: mended ? `mend:${mended.commandId}` : 'report', fresh, hasContent, given });
}
