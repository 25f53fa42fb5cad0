import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { categoryOf } from '../../../domain/matters/appeal/categories.ts';
import { proposeCategory } from '../../../domain/matters/appeal/propose-category.ts';
import { fileMark } from '../../../domain/outbox/entry.ts';
import { needlessIn } from '../../../domain/policy/needless.ts';
import { villageOf } from '../../../domain/territory/code.ts';
import { Button } from '../../kit/button.tsx';
import { newCommandId } from '../../kit/call.ts';
import { FieldError, TextArea, TextInput } from '../../kit/field.tsx';
import { Banner } from '../../kit/notice.tsx';
import { PhotoPicker } from '../../kit/photo-picker.tsx';
import { VoicePlayer, VoiceRecorder } from '../../kit/voice-recorder.tsx';
import { correctedInstant } from '../device/clock.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { useReachable } from '../shell/reach.ts';
import { RoomLeft } from '../shell/room-left.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { useReport } from './use-report.ts';

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/;

/** Reporting what is wrong: one sentence and two touches, everything else may stay as it is. */
export default function ReportPage() {
  const open = useOpen();
  const online = useReachable();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const { draft, restored, change, clear } = useReport(mended);
  const [voiceTrouble, setVoiceTrouble] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const { photos, voice } = draft;
  const files = [
    ...photos.map((photo) => ({ key: photo.key, blob: photo.blob })),
    ...(voice ? [{ key: voice.key, blob: voice.blob }] : []),
  ];
  const words = draft.words.trim() || (voice ? t('voiceWords') : photos.length > 0 ? t('photoWords') : '');
  const category = proposeCategory(words, 1)[0]?.code ?? 'affairs.other';
  const phone = draft.phone.replace(/\s/g, '');
  const wrong = { words: words ? undefined : t('whatMissing'), phone: phone && !PHONE.test(phone) ? t('phoneWrong') : undefined };

  const send = async () => {
    setTried(true);
    if (wrong.words || wrong.phone || !open.day) return;
    setBusy(true);
    const { commandId } = draft;
    const grid = open.day.worker.range;
    try {
      await keepOrMend(
        {
          commandId,
          operation: 'matters.file',
          thread: commandId,
          title: words.length > 24 ? `${words.slice(0, 24)}…` : words,
          madeAt: correctedInstant(),
          input: {
            words,
            category,
            village: villageOf(grid),
            grid,
            address: draft.address.trim(),
            attachments: files.map((file) => fileMark(file.key)),
            contact: { name: draft.name.trim(), phone },
            channel: 'field',
          },
          attachments: files.map((file) => ({ key: file.key, bytes: file.blob.size, mediaType: file.blob.type })),
        },
        new Map(files.map((file) => [file.key, file.blob])),
        mended,
      );
      await clear();
      navigate('/', { replace: true });
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t('title')}
      back={mended ? `/outbox/${mended.commandId}` : '/'}
      action={
        <Button look="filled" wide icon="send" busy={busy} disabled={!open.day} onClick={() => void send()}>
          {t(mended ? 'mended' : online ? 'send' : 'sendOffline')}
        </Button>
      }
    >
      {restored && (
        <Banner tone="brand" icon="undo" action={<Button onClick={() => void clear()}>{t('restoredDrop')}</Button>}>
          {t('restored')}
        </Banner>
      )}
      <RoomLeft />
      <TextArea
        label={t('what')}
        placeholder={t('whatHint')}
        hint={needlessIn(draft.words)}
        value={draft.words}
        maxLength={1000}
        autoFocus
        error={tried ? wrong.words : undefined}
        onChange={(event) => change({ words: (event.target as HTMLTextAreaElement).value })}
        corner={
          voice ? undefined : (
            <VoiceRecorder onDone={(note) => change({ voice: { ...note, key: newCommandId() } })} onTrouble={setVoiceTrouble} />
          )
        }
      />
      {voiceTrouble && <FieldError>{voiceTrouble}</FieldError>}
      {voice && <VoicePlayer note={voice} onRemove={() => change({ voice: undefined })} />}
      {draft.words.trim().length > 1 && (
        <p className="quiet small">
          {t('category')}：<strong>{categoryOf(category).name}</strong>（{t('categoryAuto')}）
        </p>
      )}
      <section className="field">
        <h2 className="field-label">
          {t('photos')}
          <span className="field-aside">{t('optional')}</span>
        </h2>
        <PhotoPicker photos={photos} onChange={(next) => change({ photos: next })} />
      </section>
      <TextInput
        label={t('address')}
        aside={open.day?.worker.rangeName}
        hint={t('addressHint')}
        maxLength={100}
        value={draft.address}
        onChange={(event) => change({ address: (event.target as HTMLInputElement).value })}
      />
      <section className="field">
        <h2 className="field-label">{t('who')}</h2>
        <p className="field-hint">{t('whoHint')}</p>
        <div className="card stack">
          <TextInput
            label={t('name')}
            maxLength={30}
            value={draft.name}
            onChange={(event) => change({ name: (event.target as HTMLInputElement).value })}
          />
          <TextInput
            label={t('phone')}
            type="tel"
            inputMode="tel"
            maxLength={14}
            value={draft.phone}
            error={tried ? wrong.phone : undefined}
            onChange={(event) => change({ phone: (event.target as HTMLInputElement).value })}
          />
        </div>
      </section>
      <KeepTrouble error={trouble} />
    </Screen>
  );
}
