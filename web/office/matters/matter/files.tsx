import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Button, IconButton } from '../../../kit/button.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { useObjectUrl } from '../../../kit/photo-picker.tsx';
import { say as frame } from '../../shell/messages.ts';
import { useFile } from './file-blob.ts';
import { say } from './messages.ts';

type MatterFile = MatterView['files'][number];

function Shown({ blob, alt }: { blob: Blob; alt: string }) {
  const url = useObjectUrl(blob);
  return url ? <img src={url} alt={alt} /> : null;
}

function Thumbnail({ file, n, onOpen }: { file: MatterFile; n: number; onOpen: () => void }) {
  const picture = useFile(file.id, { thumbnail: true });
  return (
    <button type="button" className="thumb" onClick={onOpen} aria-label={say('photo', { n })}>
      {picture.data && <Shown blob={picture.data} alt="" />}
      {picture.error && <span className="thumb-gone">{say('fileGone')}</span>}
    </button>
  );
}

function Lightbox({
  photos,
  at,
  onMove,
  onClose,
}: {
  photos: MatterFile[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const photo = photos[at];
  const picture = useFile(photo?.id ?? '', { enabled: Boolean(photo) });
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' && at > 0) onMove(at - 1);
    if (event.key === 'ArrowRight' && at < photos.length - 1) onMove(at + 1);
  };
  return (
    <dialog ref={dialog} className="lightbox" onClose={onClose} onKeyDown={keys} aria-label={say('photos')}>
      <div className="lightbox-picture">
        {picture.data && <Shown blob={picture.data} alt={say('photo', { n: at + 1 })} />}
        {picture.error && <p>{say('fileGone')}</p>}
      </div>
      <div className="lightbox-bar">
        <IconButton icon="chevron-left" label={say('photoPrevious')} disabled={at === 0} onClick={() => onMove(at - 1)} />
        <span>
          {at + 1} / {photos.length}
        </span>
        <IconButton icon="chevron-right" label={say('photoNext')} disabled={at === photos.length - 1} onClick={() => onMove(at + 1)} />
        <IconButton icon="close" label={frame('close')} onClick={() => dialog.current?.close()} />
      </div>
    </dialog>
  );
}

function Voice({ file }: { file: MatterFile }) {
  const note = useFile(file.id);
  const url = useObjectUrl(note.data ?? new Blob());
  if (note.error) return <p className="file-gone">{say('fileGone')}</p>;
  return (
    <div className="voice">
      <Icon name="mic" />
      {/* biome-ignore lint/a11y/useMediaCaption: a resident's own voice note has no caption. */}
      {note.data && url && <audio controls src={url} aria-label={say('voice')} />}
    </div>
  );
}

function Document({ file }: { file: MatterFile }) {
  const [asked, setAsked] = useState(false);
  const paper = useFile(file.id, { enabled: asked });
  const saved = useRef(false);
  useEffect(() => {
    if (!paper.data || saved.current) return;
    saved.current = true;
    const url = URL.createObjectURL(paper.data);
    const link = Object.assign(document.createElement('a'), { href: url, download: `${file.id}.pdf` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }, [paper.data, file.id]);
  return (
    <Button
      icon="doc"
      busy={asked && paper.isFetching}
      onClick={() => {
        saved.current = false;
        setAsked(true);
      }}
    >
      {paper.error ? say('fileGone') : say('document')}
    </Button>
  );
}

/** Photos as thumbnails that open large, voice notes to hear, PDF files to read. */
export function Files({ files, small }: { files: MatterFile[]; small?: boolean }) {
  const [open, setOpen] = useState<number | null>(null);
  if (files.length === 0) return null;
  const photos = files.filter((file) => file.kind === 'photo');
  return (
    <div className={small ? 'files files-small' : 'files'}>
      {photos.map((photo, at) => (
        <Thumbnail key={photo.id} file={photo} n={at + 1} onOpen={() => setOpen(at)} />
      ))}
      {files
        .filter((file) => file.kind === 'voice')
        .map((file) => (
          <Voice key={file.id} file={file} />
        ))}
      {files
        .filter((file) => file.kind === 'document')
        .map((file) => (
          <Document key={file.id} file={file} />
        ))}
      {open !== null && <Lightbox photos={photos} at={open} onMove={setOpen} onClose={() => setOpen(null)} />}
    </div>
  );
}
