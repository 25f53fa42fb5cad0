import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import type { InputOf } from '../../kit/call.ts';
import type { ApplicationDraft, Paper } from '../device.ts';

/** The papers with pictures to send; an identity card is never one, whatever an old draft holds. */
export const papersPhotographed = (papers: readonly Paper[]): Paper[] =>
  papers.filter(({ name, photos }) => photos.length > 0 && !isIdentityCard(name));

/** Papers as a command names them, once their pictures are uploaded. */
export const materialsOf = (papers: readonly Paper[]) =>
  papersPhotographed(papers).map(({ name, photos }) => ({
    name,
    how: 'photo' as const,
    files: photos.flatMap(({ fileId }) => (fileId ? [fileId] : [])),
  }));

/** The command for an application whose pictures are uploaded. Throws when the village is not chosen: the form asks for it first. */
export function applyInput(draft: ApplicationDraft): InputOf<'proxy.apply'> {
  if (!draft.village) throw new Error('an application needs a village');
  return {
    item: draft.item.id,
    village: draft.village.code,
    ...(draft.grid && { grid: draft.grid.code }),
    words: draft.words.trim(),
    materials: materialsOf(draft.papers),
    ...(draft.person && { personId: draft.person }),
    channel: 'portal',
  };
}
