import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import { type Photo, PhotoPicker } from '../../kit/photo-picker.tsx';
import type { Paper } from '../device.ts';
import { t } from './messages.ts';

const PHOTOS_OF_A_PAPER = 6;

/** One paper that is asked for, to be photographed; an identity card is not (2.6). `why` is what the window said about it. */
export function PaperField({
  name,
  why,
  papers,
  onChange,
  cardWords = t('noCard'),
}: {
  name: string;
  why?: string;
  papers: readonly Paper[];
  onChange: (papers: Paper[]) => void;
  cardWords?: string;
}) {
  const photos = papers.find((paper) => paper.name === name)?.photos ?? [];
  const change = (next: Photo[]) => onChange([...papers.filter((paper) => paper.name !== name), { name, photos: next }]);
  return (
    <section className="card paper" aria-label={name}>
      <h3>{name}</h3>
      {why && <p>{why}</p>}
      {isIdentityCard(name) ? (
        <p className="quiet">{cardWords}</p>
      ) : (
        <>
          {name.includes('身份证') && <p className="quiet">{t('noCardPart')}</p>}
          <PhotoPicker photos={photos} onChange={change} most={PHOTOS_OF_A_PAPER} of={name} />
        </>
      )}
    </section>
  );
}
