import { useId, useState } from 'react';
import { Problem, uploadFile } from '../../kit/call.ts';
import { FieldError } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { sentenceOf } from '../../kit/notice.tsx';
import { shrinkPicture } from '../../kit/shrink-picture.ts';
import { say } from './messages.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_FILES = 9;

/** Uploads files as they are chosen and keeps their ids; what failed says why and changes nothing else; `onBusy` lets a form wait. */
export function FileUpload({
  value,
  onChange,
  onBusy,
  label = say('files'),
  most = MOST_FILES,
  accept = 'image/*,audio/*,application/pdf',
}: {
  value: readonly string[];
  onChange: (ids: string[]) => void;
  onBusy?: (busy: boolean) => void;
  label?: string;
  most?: number;
  accept?: string;
}) {
  const id = useId();
  const [names, setNames] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState<string | null>(null);
  const [troubles, setTroubles] = useState<string[]>([]);
  const add = async (files: File[]) => {
    setTroubles([]);
    onBusy?.(true);
    let ids = [...value];
    for (const file of files) {
      if (ids.length >= most) {
        setTroubles((before) => [...before, say('filesMost', { n: most })]);
        break;
      }
      setBusy(file.name);
      try {
        const blob = file.type.startsWith('image/') ? await shrinkPicture(file) : file;
        if (blob.size > MOST_BYTES) throw new Problem({ status: 413, title: say('fileTooLarge', { name: file.name }) });
        const stored = await uploadFile(blob);
        ids = [...ids, stored.id];
        setNames((before) => ({ ...before, [stored.id]: file.name }));
        onChange(ids);
      } catch (error) {
        setTroubles((before) => [...before, say('fileFailed', { name: file.name, reason: sentenceOf(error).title })]);
      }
    }
    setBusy(null);
    onBusy?.(false);
  };
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <ul className="uploads">
        {value.map((file) => (
          <li key={file}>
            <Icon name="doc" />
            <span>{names[file] ?? file.slice(0, 8)}</span>
            <button
              type="button"
              className="link"
              aria-label={say('removeFile', { name: names[file] ?? '' })}
              onClick={() => onChange(value.filter((other) => other !== file))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <input
        id={id}
        type="file"
        multiple={most > 1}
        aria-label={label}
        className="visually-hidden"
        accept={accept}
        disabled={busy !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(files);
        }}
      />
      <label htmlFor={id} className="button button-outline upload-add" aria-busy={busy !== null}>
        <Icon name={busy ? 'clock' : 'upload'} />
        <span>{busy ? say('fileUploading', { name: busy }) : say('addFiles')}</span>
      </label>
      {troubles.map((trouble) => (
        <FieldError key={trouble}>{trouble}</FieldError>
      ))}
    </div>
  );
}
