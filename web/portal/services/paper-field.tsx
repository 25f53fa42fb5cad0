import { type Photo, PhotoPicker } from '../../kit/photo-picker.tsx';
import type { Paper } from '../device.ts';
import { t } from './messages.ts';

const PHOTOS_OF_A_PAPER = 6;

type Photographed = { papers: readonly Paper[]; onChange: (papers: Paper[]) => void; card?: undefined };

/**
 * One paper that is asked for, to be photographed; for an identity card, which is not (2.6), `card` says how it is shown instead.
 * `why` is what the window said about it.
 */
export function PaperField({ name, why, ...rest }: { name: string; why?: string } & (Photographed | { card: string })) {
  return (
    <section className="card paper" aria-label={name}>
      <h3>{name}</h3>
      {why && <p>{why}</p>}
      {rest.card === undefined ? <Photos name={name} {...rest} /> : <p className="quiet">{rest.card}</p>}
    </section>
  );
}

function Photos({ name, papers, onChange }: Photographed & { name: string }) {
  const photos = papers.find((paper) => paper.name === name)?.photos ?? [];
  const change = (next: Photo[]) => onChange([...papers.filter((paper) => paper.name !== name), { name, photos: next }]);
  return (
    <>
      {name.includes('身份证') && <p className="quiet">{t('noCardPart')}</p>}
      <PhotoPicker photos={photos} onChange={change} most={PHOTOS_OF_A_PAPER} of={name} />
    </>
  );
}
