import { useState } from 'react';
import type { ProxyContent } from '../../../domain/matters/proxy-service/content.ts';
import { isIdentityCard } from '../../../domain/matters/proxy-service/papers.ts';
import { Button } from '../../kit/button.tsx';
import { uploadFile } from '../../kit/call.ts';
import { FieldError, TextArea } from '../../kit/field.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { device } from '../device.ts';
import { useDraft } from '../draft.ts';
import { type SheetProps, useTaking } from '../matters/step-sheets.tsx';
import { supplyDraft } from './application-draft.ts';
import { materialsOf, papersPhotographed } from './apply-input.ts';
import { t } from './messages.ts';
import './services.css';
import { PaperField } from './paper-field.tsx';

/** Bringing what the window said is missing: pictures, kept on the device until they have arrived. */
export function SupplySheet({ open, onClose, take, receipt, matter, proxy }: SheetProps & { matter: string; proxy: ProxyContent }) {
  const { draft, change, forget } = useDraft(`supply:${matter}`, supplyDraft);
  const [nothing, setNothing] = useState(false);
  const { busy, error, run } = useTaking(onClose);
  const missing = proxy.missing ?? [];
  const photographed = papersPhotographed(draft?.papers ?? []).filter(({ name }) => missing.some((one) => one.name === name));

  const submit = () => {
    setNothing(photographed.length === 0);
    if (photographed.length === 0) return;
    void run(async () => {
      for (const { photos } of photographed) for (const photo of photos) photo.fileId ??= (await uploadFile(photo.blob, { receipt })).id;
      const words = draft?.words.trim() ?? '';
      await take('supply', { materials: materialsOf(photographed), words, attachments: [] }, t('supplied'));
      forget();
      await device.dropDraft(`supply:${matter}`);
    });
  };

  return (
    <Sheet
      open={open}
      title={t('supply')}
      onClose={onClose}
      action={
        <>
          {nothing && <FieldError>{t('supplyNothing')}</FieldError>}
          {missing.some(({ name }) => !isIdentityCard(name)) && (
            <Button look="filled" wide busy={busy} onClick={submit}>
              {t('supplySend')}
            </Button>
          )}
        </>
      }
    >
      {!draft && <Skeleton lines={4} />}
      {draft &&
        missing.map(({ name, why }) =>
          isIdentityCard(name) ? (
            <PaperField key={name} name={name} why={why} card={t('paperSeen')} />
          ) : (
            <PaperField
              key={name}
              name={name}
              why={why}
              papers={draft.papers}
              onChange={(papers) => {
                change({ papers });
                setNothing(false);
              }}
            />
          ),
        )}
      {draft && (
        <TextArea
          label={t('words')}
          aside={t('optional')}
          value={draft.words}
          maxLength={500}
          onChange={(event) => change({ words: event.target.value })}
        />
      )}
      <ErrorBanner error={error} />
    </Sheet>
  );
}
