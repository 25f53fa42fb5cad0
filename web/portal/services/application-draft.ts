import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import type { ApplicationDraft, Paper, SupplyDraft } from '../device.ts';
import type { DraftKind } from '../draft.ts';

const pictured = (papers: readonly Paper[]): boolean => papers.some(({ photos }) => photos.length > 0);

const EMPTY: ApplicationDraft = { item: { id: '', name: '' }, papers: [], words: '' };

/** An application; for whom it is and where they live is not asked again. */
export const applicationDraft: DraftKind<ApplicationDraft> = {
  empty: EMPTY,
  hasContent: ({ papers, words }) => pictured(papers) || words.trim() !== '',
  emptied: ({ village, grid, person }) => ({ ...EMPTY, village, grid, person }),
};

/** Papers for a matter that waits for them. */
export const supplyDraft: DraftKind<SupplyDraft> = {
  empty: { papers: [], words: '' },
  hasContent: ({ papers, words }) => pictured(papers) || words.trim() !== '',
  emptied: () => ({ papers: [], words: '' }),
};

/** What is asked for and not photographed yet; identity cards are not photographed at all. */
export const papersLacking = (names: readonly string[], papers: readonly Paper[]): string[] =>
  names.filter((name) => !isIdentityCard(name) && !papers.some((paper) => paper.name === name && paper.photos.length > 0));
