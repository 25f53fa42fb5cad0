import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { type CheckedAnswer, OUTCOMES, type Outcome } from '../../../domain/matters/home-verification/checklist.ts';
import { fileMark, type OutboxEntry } from '../../../domain/outbox/entry.ts';
import { Button } from '../../kit/button.tsx';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { Banner, EmptyState, Tag } from '../../kit/notice.tsx';
import { PhotoPicker } from '../../kit/photo-picker.tsx';
import { Switch } from '../../kit/switch.tsx';
import { correctedInstant, correctedNow } from '../device/clock.ts';
import { matterOf, pendingOf } from '../matters/matters-of-day.ts';
import { filesOf } from '../outbox/files-of.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { useReachable } from '../shell/reach.ts';
import { RoomLeft } from '../shell/room-left.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { useDraft } from '../shell/use-draft.ts';
import { CheckEntry } from './check-entry.tsx';
import { answersOf, askedOf, type Checking, faultsOf, hasContent, newChecking } from './checking.ts';
import { verificationDue } from './due.ts';
import { t } from './messages.ts';

/** What was reported, from an entry that is to be mended. */
async function checkingOf(entry: OutboxEntry): Promise<Checking> {
  const { outcome, answers, words, onPaper } = entry.input as {
    outcome: Outcome;
    answers: CheckedAnswer[];
    words: string;
    onPaper: boolean;
  };
  return {
    ...newChecking(),
    ...{ outcome, words, onPaper },
    answers: Object.fromEntries(answers.map(({ key, finding, value }) => [key, { finding, value }])),
    photos: (await filesOf(entry)).map(({ photo }) => photo),
  };
}

/** 入户核查 at the door: what we hold is confirmed or corrected, and that entry was refused is a result too (2.4). */
export default function VerificationPage({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const open = useOpen();
  const online = useReachable();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const { draft, restored, change, clear } = useDraft<Checking>({
    id: `verification:${id}`,
    fresh: newChecking,
    hasContent,
    ...(mended && { given: () => checkingOf(mended) }),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const matter = matterOf(open, id);
  const reported = pendingOf(open.entries, id, open.vault.owner).length > 0 && !mended;
  if (!matter?.state || reported || !['to-sign', 'in-hand'].includes(matter.status)) {
    return (
      <Screen title={t('title')} back="/">
        <EmptyState icon="check" title={t(reported ? 'pending' : 'gone')}>
          {!reported && t('goneWords')}
        </EmptyState>
      </Screen>
    );
  }
  const { checklist, household } = askedOf(matter);
  const due = verificationDue(matter, new Date(correctedNow()));
  const faults = faultsOf(draft, checklist);
  const said = tried ? faults : { answers: {} as typeof faults.answers };
  const confirmable = checklist.filter(({ known, key }) => known && !draft.answers[key]?.finding);
  const answer = (answers: Checking['answers']) => change({ answers: { ...draft.answers, ...answers } });
  const send = async () => {
    setTried(true);
    if (faults.outcome || Object.keys(faults.answers).length > 0) return;
    setBusy(true);
    try {
      const { photos } = draft;
      await keepOrMend(
        {
          commandId: draft.commandId,
          operation: 'matters.report',
          thread: id,
          title: t('entry', { title: matter.title }),
          madeAt: correctedInstant(),
          input: {
            id,
            seq: matter.seq,
            outcome: draft.outcome,
            answers: answersOf(draft, checklist),
            onPaper: draft.onPaper,
            words: draft.words.trim(),
            attachments: photos.map((photo) => fileMark(photo.key)),
          },
          attachments: photos.map(({ key, blob }) => ({ key, bytes: blob.size, mediaType: blob.type })),
        },
        new Map(photos.map(({ key, blob }) => [key, blob])),
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
      back="/"
      action={
        <Button look="filled" wide icon="send" busy={busy} onClick={() => void send()}>
          {t(mended ? 'mended' : online ? 'send' : 'sendOffline')}
        </Button>
      }
    >
      {restored && (
        <Banner tone="brand" icon="undo">
          {t('restored')}
        </Banner>
      )}
      <section className="card stack">
        {due && (
          <p>
            <Tag tone={due.tone}>{due.words}</Tag>
          </p>
        )}
        <p className="prose">
          <span className="quiet">{t('why')}：</span>
          {matter.words}
        </p>
        <p>
          {[matter.place, matter.address].filter(Boolean).join(' ')}{' '}
          {household && <Link href={`/people/${household}`}>{t('household')}</Link>}
        </p>
      </section>
      <ChoiceList
        label={t('outcome')}
        {...(said.outcome && { error: t('outcomeMissing') })}
        choices={OUTCOMES.map((value) => ({ value, label: t(value) }))}
        value={draft.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      {draft.outcome === 'checked' && (
        <>
          {confirmable.length > 1 && (
            <Button
              icon="check"
              onClick={() => answer(Object.fromEntries(confirmable.map(({ key }) => [key, { finding: 'as-known', value: '' }])))}
            >
              {t('allAsKnown')}
            </Button>
          )}
          {checklist.map((entry) => (
            <CheckEntry
              key={entry.key}
              entry={entry}
              given={draft.answers[entry.key]}
              fault={said.answers[entry.key]}
              onChange={(given) => answer({ [entry.key]: given })}
            />
          ))}
          <Switch label={t('onPaper')} hint={t('onPaperHint')} checked={draft.onPaper} onChange={(onPaper) => change({ onPaper })} />
        </>
      )}
      {draft.outcome && draft.outcome !== 'checked' && <p className="quiet small">{t('noEntryWords')}</p>}
      <TextArea
        label={t('words')}
        aside={t('optional')}
        value={draft.words}
        maxLength={1000}
        onChange={(event) => change({ words: (event.target as HTMLTextAreaElement).value })}
      />
      <section className="field">
        <h2 className="field-label">
          {t('photos')}
          <span className="field-aside">{t('photosOptional')}</span>
        </h2>
        <PhotoPicker photos={draft.photos} onChange={(photos) => change({ photos })} />
      </section>
      <RoomLeft />
      <p className="quiet small">{t('privacy')}</p>
      <KeepTrouble error={trouble} />
    </Screen>
  );
}
