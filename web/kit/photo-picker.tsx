import { type ChangeEvent, useEffect, useId, useState } from 'react';
import { newCommandId } from './call.ts';
import { Icon } from './icons.tsx';
import { shrinkPicture } from './shrink-picture.ts';
import { word } from './words.ts';

/** A photo on this device; `fileId` once the server has it. */
export type Photo = { key: string; blob: Blob; fileId?: string };

/** An object URL for as long as the component shows it. */
export function useObjectUrl(blob: Blob): string {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

function Preview({ photo, n, onRemove }: { photo: Photo; n: number; onRemove: () => void }) {
  const url = useObjectUrl(photo.blob);
  return (
    <li className="photo">
      {url && <img src={url} alt={word('photoNth', { n })} />}
      <button type="button" className="photo-remove" onClick={onRemove} aria-label={word('photoRemove', { n })}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Takes or chooses photos, shows them, shrinks them before they are kept; `of` says what they show where a page asks for several things. */
export function PhotoPicker({
  photos,
  onChange,
  most = 6,
  of,
}: {
  photos: readonly Photo[];
  onChange: (photos: Photo[]) => void;
  most?: number;
  of?: string;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target as HTMLInputElement;
    const chosen = [...(input.files ?? [])];
    input.value = '';
    const room = most - photos.length;
    setSaid(chosen.length > room ? word('photoFull', { n: most }) : '');
    setBusy(true);
    const settled = await Promise.allSettled(
      chosen.slice(0, room).map(async (file) => ({ key: newCommandId(), blob: await shrinkPicture(file) })),
    );
    setBusy(false);
    if (settled.some((one) => one.status === 'rejected')) setSaid(word('photoFailed'));
    onChange([...photos, ...settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))]);
  };
  return (
    <div className="photos-field">
      <ul className="photos">
        {photos.map((photo, index) => (
          <Preview key={photo.key} photo={photo} n={index + 1} onRemove={() => onChange(photos.filter((other) => other !== photo))} />
        ))}
        {photos.length < most && (
          <li className="photo photo-add">
            <input id={id} type="file" accept="image/*" multiple className="visually-hidden" onChange={choose} disabled={busy} />
            <label htmlFor={id} aria-busy={busy}>
              <Icon name={busy ? 'clock' : 'camera'} />
              <span className="visually-hidden">{of ? word('photoAddOf', { of }) : word('photoAdd')}</span>
            </label>
          </li>
        )}
      </ul>
      {said && (
        <p className="field-hint" role="status">
          {said}
        </p>
      )}
    </div>
  );
}
