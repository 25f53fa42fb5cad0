import type { AppealDraft } from '../device.ts';
import type { DraftKind } from '../draft.ts';

export const EMPTY_DRAFT: AppealDraft = { words: '', photos: [], address: '', hideName: false, name: '', phone: '' };

/** True when there is something worth keeping. */
export function hasContent(draft: AppealDraft): boolean {
  return Boolean(draft.words.trim() || draft.photos.length || draft.voice);
}

/** Where somebody lives and who they are is not asked again. */
export const appealDraft: DraftKind<AppealDraft> = {
  empty: EMPTY_DRAFT,
  hasContent,
  emptied: ({ village, grid, name, phone }) => ({ ...EMPTY_DRAFT, village, grid, name, phone }),
};
