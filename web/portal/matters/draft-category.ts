import { CATEGORY_CODES, type CategoryCode } from '../../../domain/matters/appeal/categories.ts';
import { proposeCategory } from '../../../domain/matters/appeal/propose-category.ts';
import type { AppealDraft } from '../device.ts';

/** The code when it is one of the list's; a draft or an address may name one that is gone. */
export function knownCategory(code: string | null | undefined): CategoryCode | undefined {
  return CATEGORY_CODES.find((known) => known === code);
}

/** The category an appeal is filed under: the resident's choice, else the best proposal, else 其他. */
export function categoryOfDraft(draft: AppealDraft): CategoryCode {
  return knownCategory(draft.category) ?? proposeCategory(draft.words, 1)[0]?.code ?? 'affairs.other';
}
