import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { type InputOf, uploadFile } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { type Photo, PhotoPicker } from '../../kit/photo-picker.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { t } from './messages.ts';

/** The steps a resident takes, each an operation of its own. */
export type ResidentStep = 'add-words' | 'urge' | 'reply' | 'supply' | 'withdraw' | 'confirm' | 'rate' | 'reopen';

/** Takes a step of the matter; resolves when the server has recorded it. */
export type TakeStep = <Step extends ResidentStep>(
  step: Step,
  input: Omit<InputOf<`matters.${Step}`>, 'id' | 'seq' | 'onBehalf'>,
  said: string,
) => Promise<void>;

/** The steps told in words; the second kind needs them and may carry photos. */
type ShortStep = 'urge' | 'withdraw';
type LongStep = 'add-words' | 'reply' | 'reopen';
type WordStep = ShortStep | LongStep;

const isShort = (step: WordStep): step is ShortStep => step === 'urge' || step === 'withdraw';

export type SheetProps = { open: boolean; onClose: () => void; take: TakeStep; receipt?: string };

/** Runs a step and keeps its failure for the sheet. */
export function useTaking(onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run };
}

/** A step that is told in words: more information, an answer to a question, an urging, why it is not solved, why withdrawn. */
export function WordsSheet({
  open,
  onClose,
  take,
  receipt,
  step,
  title,
  lead,
  label,
  send,
  said,
  danger,
}: SheetProps & {
  step: WordStep;
  title: string;
  lead?: string;
  label: string;
  send: string;
  said: string;
  danger?: boolean;
}) {
  const needed = !isShort(step);
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useTaking(() => {
    setWords('');
    setPhotos([]);
    onClose();
  });
  const submit = () => {
    const text = words.trim() || (photos.length > 0 ? t('photoWords') : '');
    setMissing(needed && !text);
    if (needed && !text) return;
    void run(async () => {
      for (const photo of photos) photo.fileId ??= (await uploadFile(photo.blob, { receipt })).id;
      const attachments = photos.flatMap((photo) => (photo.fileId ? [photo.fileId] : []));
      await (isShort(step) ? take(step, { words: text }, said) : take(step, { words: text, attachments }, said));
    });
  };
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      action={
        <Button look={danger ? 'danger' : 'filled'} wide busy={busy} onClick={submit}>
          {send}
        </Button>
      }
    >
      {lead && <p className="prose">{lead}</p>}
      <TextArea
        label={label}
        aside={needed ? undefined : t('optional')}
        value={words}
        maxLength={needed ? 1000 : 200}
        error={missing ? t('wordsMissing') : undefined}
        onChange={(event) => setWords(event.target.value)}
      />
      {needed && <PhotoPicker photos={photos} onChange={setPhotos} most={4} />}
      <ErrorBanner error={error} />
    </Sheet>
  );
}

/** Two questions and a few words: solved (of an application: granted)? satisfied? */
export function RateSheet({ open, onClose, take, confirmable, applied }: SheetProps & { confirmable: boolean; applied: boolean }) {
  const [chosen, setSolved] = useState<'yes' | 'no'>();
  // Who opens this from an answered matter pressed 解决了.
  const solved = chosen ?? (confirmable ? 'yes' : undefined);
  const [satisfied, setSatisfied] = useState<'yes' | 'partly' | 'no'>();
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useTaking(onClose);
  const submit = () => {
    setMissing(!solved || !satisfied);
    if (!solved || !satisfied) return;
    void run(() => take('rate', { solved: solved === 'yes', satisfied, words: words.trim() }, t('rated')));
  };
  return (
    <Sheet
      open={open}
      title={t('rateTitle')}
      onClose={onClose}
      action={
        <>
          <Button look="filled" wide busy={busy} onClick={submit}>
            {t('rateSend')}
          </Button>
          {confirmable && (
            <Button look="quiet" wide onClick={() => void run(() => take('confirm', {}, t('done')))}>
              {t('confirmOnly')}
            </Button>
          )}
        </>
      }
    >
      <ChoiceList
        label={t(applied ? 'rateGranted' : 'rateSolved')}
        inline
        error={missing && !solved ? t('rateMissing') : undefined}
        choices={[
          { value: 'yes', label: t(applied ? 'rateGrantedYes' : 'rateSolvedYes') },
          { value: 'no', label: t(applied ? 'rateGrantedNo' : 'rateSolvedNo') },
        ]}
        value={solved}
        onChange={setSolved}
      />
      <ChoiceList
        label={t('rateSatisfied')}
        inline
        error={missing && !satisfied ? t('rateMissing') : undefined}
        choices={[
          { value: 'yes', label: t('satisfiedYes') },
          { value: 'partly', label: t('satisfiedPartly') },
          { value: 'no', label: t('satisfiedNo') },
        ]}
        value={satisfied}
        onChange={setSatisfied}
      />
      <TextArea
        label={t('rateWords')}
        aside={t('optional')}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.target.value)}
      />
      <ErrorBanner error={error} />
    </Sheet>
  );
}
