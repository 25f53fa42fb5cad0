import type { CategoryCode } from '../../../../domain/matters/appeal/categories.ts';
import type { OutputOf } from '../../../kit/call.ts';

export type FoundPerson = OutputOf<'people.search'>['items'][number];

/** What has been taken down so far. */
export interface IntakeDraft {
  channel: 'counter' | 'phone' | 'field';
  person: FoundPerson | null;
  name: string;
  phone: string;
  hidden: boolean;
  words: string;
  category: CategoryCode | undefined;
  place: string | undefined;
  address: string;
  attachments: string[];
}

export const emptyDraft = (channel: IntakeDraft['channel']): IntakeDraft => ({
  channel,
  person: null,
  name: '',
  phone: '',
  hidden: false,
  words: '',
  category: undefined,
  place: undefined,
  address: '',
  attachments: [],
});

/** Who speaks, as filing and joining ask for it. */
export function speakerOf(draft: IntakeDraft) {
  return {
    channel: draft.channel,
    hidden: draft.hidden,
    contact: draft.person ? { name: '', phone: '' } : { name: draft.name.trim(), phone: draft.phone.trim() },
    ...(draft.person && { personId: draft.person.id }),
  };
}

/** The village (12 digits) of the chosen place, and the grid (15 digits) when one was chosen. */
export function placeOf(draft: IntakeDraft): { village: string; grid?: string } | null {
  if (!draft.place || draft.place.length < 12) return null;
  return { village: draft.place.slice(0, 12), ...(draft.place.length === 15 && { grid: draft.place }) };
}
