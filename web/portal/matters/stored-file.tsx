import { useState } from 'react';
import { ButtonLink } from '../../kit/button.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { useFileUrl } from './file-url.ts';
import { t } from './messages.ts';

/** A photo of a matter as a small picture that opens large. */
export function StoredPhoto({ id, receipt }: { id: string; receipt?: string }) {
  const [open, setOpen] = useState(false);
  const small = useFileUrl(id, 'thumbnail', receipt);
  const large = useFileUrl(open ? id : undefined, 'original', receipt);
  return (
    <>
      <button type="button" className="story-photo" onClick={() => setOpen(true)} aria-label={t('photo')}>
        {small && <img src={small} alt="" />}
      </button>
      <Sheet open={open} title={t('photo')} onClose={() => setOpen(false)}>
        {(large ?? small) && <img className="photo-large" src={large ?? small} alt={t('photo')} />}
      </Sheet>
    </>
  );
}

/** A PDF of a matter, opened or kept by the phone. */
export function StoredDocument({ id, receipt }: { id: string; receipt?: string }) {
  const url = useFileUrl(id, 'original', receipt);
  return url ? (
    <ButtonLink icon="doc" href={url} download={`${t('document')}.pdf`}>
      {t('document')}
    </ButtonLink>
  ) : null;
}

/** A voice note of a matter, to be heard. */
export function StoredVoice({ id, receipt }: { id: string; receipt?: string }) {
  const url = useFileUrl(id, 'original', receipt);
  // biome-ignore lint/a11y/useMediaCaption: a resident's own voice note has no caption.
  return url ? <audio controls src={url} aria-label={t('voice')} /> : null;
}
