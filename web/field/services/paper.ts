import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import type { NewAttachment } from '../../../domain/outbox/entry.ts';
import type { Photo } from '../../kit/photo-picker.tsx';

/** One paper as the worker has taken it: photographed, or ticked as seen or held already. */
export interface Paper {
  photos: Photo[];
  ticked?: 'seen' | 'held' | undefined;
  original: boolean;
}

/** Papers by their names. */
export type Papers = Readonly<Record<string, Paper>>;

export const NO_PAPER: Paper = { photos: [], original: false };

/** How a paper came; undefined while it has not. A photo says more than a tick. */
export const wayOf = ({ photos, ticked }: Paper): CollectedMaterial['how'] | undefined => (photos.length > 0 ? 'photo' : ticked);

/** The papers asked for that have come, as the server takes them. */
export function materialsOf(asked: readonly string[], papers: Papers): CollectedMaterial[] {
  return asked.flatMap((name) => {
    const paper = papers[name];
    const how = paper && wayOf(paper);
    return how ? [{ name, how, original: how !== 'held' && paper.original }] : [];
  });
}

/** The photos of the papers asked for, each named after its paper. */
export const photosOf = (asked: readonly string[], papers: Papers): { photo: Photo; label: string }[] =>
  asked.flatMap((name) => (papers[name]?.photos ?? []).map((photo) => ({ photo, label: name })));

export const attachmentFor = ({ key, blob }: { key: string; blob: Blob }, label?: string): NewAttachment => ({
  key,
  bytes: blob.size,
  mediaType: blob.type,
  ...(label && { label }),
});

/** The papers of an entry that is to be mended; `photos` are its files as far as this phone still has them. */
export function papersOf(materials: readonly CollectedMaterial[], photos: readonly { label?: string | undefined; photo: Photo }[]): Papers {
  return Object.fromEntries(
    materials.map(({ name, how, original }) => [
      name,
      {
        photos: photos.filter(({ label }) => label === name).map(({ photo }) => photo),
        original,
        ...(how !== 'photo' && { ticked: how }),
      },
    ]),
  );
}
