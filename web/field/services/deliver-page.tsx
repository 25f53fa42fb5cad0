import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { HOW_WORDS, PAPERS_WORDS } from '../../../domain/matters/proxy-service/story.zh.ts';
import { Button } from '../../kit/button.tsx';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextArea } from '../../kit/field.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { correctedInstant } from '../device/clock.ts';
import { matterOf, pendingOf } from '../matters/matters-of-day.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { useReachable } from '../shell/reach.ts';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { useDraft } from '../shell/use-draft.ts';
import { type Delivering, deliveringOf, faultsOf, HOW_AT_DOOR, newDelivering, originalsOf, papersChoices, stepOf } from './delivering.ts';
import { t } from './messages.ts';
import './services.css';
import { applicantOf, proxyOf } from './services-of-day.ts';

/** The result brought home and the originals given back, or destroyed with a note; after a withdrawal the originals alone (2.5). */
export default function DeliverPage({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const open = useOpen();
  const online = useReachable();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const { draft, change, clear } = useDraft<Delivering>({
    id: mended ? `mend:${mended.commandId}` : `deliver:${id}`,
    fresh: newDelivering,
    hasContent: ({ papers, words }) => Boolean(papers || words.trim()),
    ...(mended && { given: async () => deliveringOf(mended) }),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const matter = matterOf(open, id);
  const step = matter?.state ? stepOf(matter) : null;
  const before = pendingOf(open.entries, id, open.vault.owner).at(-1);
  if (!matter || !step || (before && !mended)) {
    return (
      <Screen title={t('deliver')} back={matter ? `/matters/${id}` : '/'}>
        <EmptyState icon="check" title={t(before ? 'deliverPending' : 'deliverGone')}>
          {!before && t('deliverGoneWords')}
        </EmptyState>
      </Screen>
    );
  }
  const { name } = applicantOf(open, matter);
  const originals = originalsOf(matter);
  const papers = papersChoices(originals);
  // Where no originals were taken there is nothing to choose unless somebody wants to say more.
  const given = { ...draft, papers: draft.papers ?? (originals.length > 0 ? undefined : ('none' as const)) };
  const faults = faultsOf(given);
  const said = tried ? faults : {};
  const title = t(step === 'deliver' ? 'deliver' : 'returnPapers');
  const send = async () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    try {
      await keepOrMend(
        {
          commandId: draft.commandId,
          operation: `matters.${step}`,
          thread: id,
          title: `${title} · ${[name, matter.title].filter(Boolean).join(' · ')}`,
          madeAt: correctedInstant(),
          input: {
            id,
            seq: matter.seq,
            ...(step === 'deliver' && { how: draft.how }),
            papers: given.papers,
            words: draft.words.trim(),
          },
        },
        new Map(),
        mended,
      );
      await clear();
      navigate(`/matters/${id}`, { replace: true });
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  const { granted } = proxyOf(matter);
  return (
    <Screen
      title={title}
      back={`/matters/${id}`}
      action={
        <Button look="filled" wide icon="send" busy={busy} onClick={() => void send()}>
          {t(mended ? 'mended' : online ? 'deliverSend' : 'deliverOffline')}
        </Button>
      }
    >
      <section className="card stack">
        <p>
          <strong>{[name, matter.title].filter(Boolean).join(' · ')}</strong>
          <br />
          <span className="quiet">{[matter.place, matter.address].filter(Boolean).join(' ')}</span>
        </p>
        {step === 'deliver' && (
          <p className="prose">
            {t(granted ? 'granted' : 'notGranted')}
            {matter.answer?.text && `：${matter.answer.text}`}
          </p>
        )}
        <p>{originals.length > 0 ? t('originalsWithUs', { papers: originals.join('、') }) : t('noOriginals')}</p>
      </section>
      {step === 'deliver' && (
        <ChoiceList
          label={t('deliverHow')}
          choices={HOW_AT_DOOR.map((value) => ({ value, label: HOW_WORDS[value] }))}
          value={draft.how}
          onChange={(how) => change({ how })}
        />
      )}
      <ChoiceList
        label={t('papersDone')}
        choices={papers.map((value) => ({ value, label: PAPERS_WORDS[value] }))}
        value={given.papers}
        onChange={(next) => change({ papers: next })}
        {...(said.papers && { error: t('papersDoneMissing') })}
      />
      <TextArea
        label={t(given.papers === 'destroyed' ? 'destroyedHow' : 'deliverWords')}
        aside={given.papers === 'destroyed' ? undefined : t('optional')}
        hint={given.papers === 'destroyed' ? t('destroyedHint') : undefined}
        value={draft.words}
        maxLength={200}
        error={said.words && t('destroyedMissing')}
        onChange={(event) => change({ words: (event.target as HTMLTextAreaElement).value })}
      />
      <KeepTrouble error={trouble} />
    </Screen>
  );
}
