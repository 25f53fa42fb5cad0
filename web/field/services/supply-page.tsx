import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { CollectedMaterial } from '../../../domain/matters/proxy-service/content.ts';
import { fileMark } from '../../../domain/outbox/entry.ts';
import { Button } from '../../kit/button.tsx';
import { newCommandId } from '../../kit/call.ts';
import { EmptyState } from '../../kit/notice.tsx';
import { correctedInstant } from '../device/clock.ts';
import { matterOf, pendingOf } from '../matters/matters-of-day.ts';
import { filesOf } from '../outbox/files-of.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { RoomLeft } from '../shell/room-left.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { useDraft } from '../shell/use-draft.ts';
import { t } from './messages.ts';
import { attachmentFor, materialsOf, type Papers, papersOf, photosOf, wayOf } from './paper.ts';
import { PaperField } from './paper-field.tsx';
import './services.css';
import { FieldError } from '../../kit/field.tsx';
import { applicantOf, papersHeld, proxyOf } from './services-of-day.ts';

interface Supplying {
  commandId: string;
  papers: Papers;
}

const fresh = (): Supplying => ({ commandId: newCommandId(), papers: {} });

/** What the township said was missing, photographed or ticked at the door (一次性告知, 2.5). */
export default function SupplyPage({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const open = useOpen();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const { draft, change, clear } = useDraft<Supplying>({
    id: `supply:${id}`,
    fresh,
    hasContent: ({ papers }) => Object.keys(papers).length > 0,
    ...(mended && {
      given: async () => ({ ...fresh(), papers: papersOf(mended.input.materials as CollectedMaterial[], await filesOf(mended)) }),
    }),
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const matter = matterOf(open, id);
  const missing = matter?.state && matter.status === 'waiting-resident' ? (proxyOf(matter).missing ?? []) : [];
  const before = pendingOf(open.entries, id, open.vault.owner).at(-1);
  if (!matter || missing.length === 0 || (before && !mended)) {
    return (
      <Screen title={t('supply')} back={matter ? `/matters/${id}` : '/'}>
        <EmptyState icon="check" title={t('supplyGone')} />
      </Screen>
    );
  }
  const names = missing.map(({ name }) => name);
  const person = applicantOf(open, matter);
  const held = papersHeld(open, person.personId);
  const lacking = names.filter((name) => !draft.papers[name] || !wayOf(draft.papers[name])).length;
  const send = async () => {
    setTried(true);
    if (lacking > 0) return;
    setBusy(true);
    try {
      const photos = photosOf(names, draft.papers);
      await keepOrMend(
        {
          commandId: draft.commandId,
          operation: 'matters.supply',
          thread: id,
          title: `${t('supply')} · ${matter.title}`,
          madeAt: correctedInstant(),
          input: {
            id,
            seq: matter.seq,
            materials: materialsOf(names, draft.papers),
            attachments: photos.map(({ photo }) => fileMark(photo.key)),
          },
          attachments: photos.map(({ photo, label }) => attachmentFor(photo, label)),
        },
        new Map(photos.map(({ photo }) => [photo.key, photo.blob])),
        mended,
      );
      await clear();
      navigate(`/matters/${id}`, { replace: true });
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t('supply')}
      back={`/matters/${id}`}
      action={
        <Button look="filled" wide icon="send" busy={busy} onClick={() => void send()}>
          {t('supplySend')}
        </Button>
      }
    >
      <RoomLeft />
      <p>{t('supplyFor', { name: person.name, title: matter.title })}</p>
      {missing.map(({ name, why }) => (
        <div key={name} className="stack">
          <p className="quiet">{why}</p>
          <PaperField
            name={name}
            paper={draft.papers[name]}
            heldFrom={held.get(name)}
            onChange={(paper) => change({ papers: { ...draft.papers, [name]: paper } })}
          />
        </div>
      ))}
      {tried && lacking > 0 && <FieldError>{t('supplyMissing', { n: lacking })}</FieldError>}
      <KeepTrouble error={trouble} />
    </Screen>
  );
}
