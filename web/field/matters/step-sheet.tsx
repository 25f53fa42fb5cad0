import { useEffect, useState } from 'react';
import type { StepOffer } from '../../../domain/matters/available-steps.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { fileMark, type OutboxEntry } from '../../../domain/outbox/entry.ts';
import { Button } from '../../kit/button.tsx';
import { newCommandId } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { type Photo, PhotoPicker } from '../../kit/photo-picker.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { Switch } from '../../kit/switch.tsx';
import { correctedInstant } from '../device/clock.ts';
import { filesOf } from '../outbox/files-of.ts';
import { keepOrMend } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { useOpen } from '../shell/state.ts';
import { type DayMatter, pendingOf } from './matters-of-day.ts';
import { t } from './messages.ts';
import { faultsOf, fieldsOf, wordsOptional } from './step-fields.ts';

type Values = Record<string, unknown>;

const SATISFIED = [
  { value: 'yes', label: t('satisfiedYes') },
  { value: 'partly', label: t('satisfiedPartly') },
  { value: 'no', label: t('satisfiedNo') },
] as const;

function YesNo({ label, value, onChange, error }: { label: string; value: unknown; onChange: (value: boolean) => void; error?: string }) {
  return (
    <ChoiceList
      inline
      label={label}
      error={error}
      choices={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === 'yes')}
    />
  );
}

/** One step of a matter, asked for with the fields of its schema; kept on the phone first, then sent. */
export function StepSheet({
  matter,
  offer,
  mended,
  onClose,
}: {
  matter: DayMatter;
  offer: StepOffer;
  /** The entry that was set aside and is written anew. */
  mended?: OutboxEntry | undefined;
  onClose: (kept: boolean) => void;
}) {
  const open = useOpen();
  const step = definitionOf(matter.kind, matter.version).steps[offer.step];
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(Object.entries(mended?.input ?? {}).filter(([field]) => field !== 'attachments')),
  );
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  useEffect(() => {
    if (mended) void filesOf(mended).then((files) => setPhotos(files.map(({ photo }) => photo)));
  }, [mended]);
  if (!step) return null;
  const set = (field: string, value: unknown) => setValues((before) => ({ ...before, [field]: value }));
  const fields = fieldsOf(step).filter(
    (field) => (field !== 'solved' && field !== 'satisfied') || !('reached' in step.input.shape) || values.reached === true,
  );
  const input: Values = Object.fromEntries(fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])));
  const faults = tried ? faultsOf(step, input) : {};
  const submit = async () => {
    setTried(true);
    if (Object.keys(faultsOf(step, input)).length > 0) return;
    setBusy(true);
    try {
      // What is mended keeps its place: before it are only those that were there when it was made.
      const before = pendingOf(open.entries, matter.id, open.vault.owner).findLast((entry) => !mended || entry.n < mended.n);
      await keepOrMend(
        {
          commandId: newCommandId(),
          operation: `matters.${offer.step}`,
          thread: matter.id,
          title: `${offer.title} · ${matter.title}`,
          madeAt: correctedInstant(),
          input: {
            ...input,
            id: matter.id,
            ...(before ? {} : { seq: matter.seq }),
            ...(offer.onBehalf && { onBehalf: 'field' }),
            ...(photos.length > 0 && { attachments: photos.map((photo) => fileMark(photo.key)) }),
          },
          attachments: photos.map((photo) => ({ key: photo.key, bytes: photo.blob.size, mediaType: photo.blob.type })),
          ...(before && { follows: { commandId: before.commandId, fill: { seq: 'seq' } } }),
        },
        new Map(photos.map((photo) => [photo.key, photo.blob])),
        mended,
      );
      onClose(true);
    } catch (error) {
      setTrouble(error);
    }
    setBusy(false);
  };
  return (
    <Sheet
      open
      title={offer.title}
      onClose={() => onClose(false)}
      action={
        <Button look="filled" wide busy={busy} onClick={() => void submit()}>
          {offer.title}
        </Button>
      }
    >
      {fields.includes('reached') && (
        <YesNo label={t('reached')} value={values.reached} error={faults.reached} onChange={(value) => set('reached', value)} />
      )}
      {fields.includes('solved') && (
        <YesNo
          label={t('solved')}
          value={values.solved}
          error={faults.solved && t('required')}
          onChange={(value) => set('solved', value)}
        />
      )}
      {fields.includes('satisfied') && (
        <ChoiceList
          inline
          label={t('satisfied')}
          error={faults.satisfied && t('required')}
          choices={SATISFIED}
          value={values.satisfied as 'yes' | undefined}
          onChange={(value) => set('satisfied', value)}
        />
      )}
      {fields.includes('words') && (
        <TextArea
          label={t('wordsLabel')}
          aside={wordsOptional(step) ? t('wordsOptional') : undefined}
          value={String(values.words ?? '')}
          maxLength={1000}
          error={faults.words && (values.words ? faults.words : t('wordsLabel'))}
          onChange={(event) => set('words', (event.target as HTMLTextAreaElement).value)}
        />
      )}
      {fields.includes('attachments') && (
        <section className="field">
          <h3 className="field-label">
            {t('photos')}
            <span className="field-aside">{t('photosOptional')}</span>
          </h3>
          <PhotoPicker photos={photos} onChange={setPhotos} most={6} />
        </section>
      )}
      {fields.includes('toResident') && (
        <Switch label={t('toResident')} checked={Boolean(values.toResident)} onChange={(value) => set('toResident', value)} />
      )}
      <KeepTrouble error={trouble} />
    </Sheet>
  );
}
