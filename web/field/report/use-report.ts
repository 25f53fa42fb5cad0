import { newCommandId } from '../../kit/call.ts';
import type { Photo } from '../../kit/photo-picker.tsx';
import type { VoiceNote } from '../../kit/voice-recorder.tsx';
import { headOf, householdsOf } from '../people/households.ts';
import { useOpen } from '../shell/state.ts';
import { type DraftOf, useDraft } from '../shell/use-draft.ts';

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

/** The report being written; begun at a door it knows the door and who lives there. */
export function useReport(): DraftOf<Report> {
  const { parts } = useOpen();
  const given = async () => {
    const asked = new URLSearchParams(location.search).get('household');
    const household = asked ? householdsOf({ parts }).find(({ id }) => id === asked) : undefined;
    return household && { ...fresh(), address: household.address, name: headOf(household) };
  };
  return useDraft({ id: 'report', fresh, hasContent, given });
}
