import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { dayText } from '../../kit/dates.ts';
import { TextArea } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { Sheet } from '../../kit/sheet.tsx';
import { type AppealDraft, device } from '../device.ts';
import { t } from './messages.ts';
import { statusWord } from './status-words.ts';

/** The same trouble already reported nearby: join it instead of reporting it again. */
export function Similar({
  draft,
  category,
  known,
  account,
  onJoined,
}: {
  draft: AppealDraft;
  category: string;
  known: boolean;
  /** Of whoever is signed in. */
  account?: string;
  onJoined: () => void;
}) {
  const [, navigate] = useLocation();
  const words = useSettled(draft.words.trim(), 900);
  const village = draft.village?.code ?? '';
  const found = useRead('matters.similar', { words, village, category }, { enabled: words.length >= 4 && village !== '', keep: true });
  const [joining, setJoining] = useState<{ id: string; title: string }>();
  const [more, setMore] = useState('');
  const join = useCommand('matters.join', { refresh: ['matters.mine'] });
  const items = words.length >= 4 ? (found.data?.matters ?? []).slice(0, 2) : [];
  if (items.length === 0) return null;

  const doJoin = async () => {
    if (!joining) return;
    const receipt = await join.mutateAsync({
      id: joining.id,
      words: more.trim(),
      contact: known ? { name: '', phone: '' } : { name: draft.name.trim(), phone: draft.phone.replace(/\s/g, '') },
      ...(known && draft.person && { personId: draft.person }),
      hidden: draft.hideName,
      channel: 'portal',
    });
    const commandId = `join-${receipt.id}`;
    await device.keepReceipt({
      commandId,
      receipt: receipt.receiptCode,
      matter: receipt.id,
      number: receipt.number,
      title: joining.title,
      holder: receipt.holder,
      answerBy: receipt.answerBy,
      filedAt: new Date().toISOString(),
      joined: true,
      account,
    });
    onJoined();
    navigate(`/filed/${commandId}`);
  };

  return (
    <>
      {items.map((matter) => (
        <section key={matter.id} className="same-matter" aria-live="polite">
          <div>
            <strong>{t(matter.mine ? 'sameMine' : 'sameTitle', { title: matter.title })}</strong>
            {t('sameLine', { day: dayText(matter.filedAt), status: `${matter.holder} · ${statusWord(matter.status)}` })}
          </div>
          {matter.mine ? (
            <Button onClick={() => navigate(`/matters/${matter.id}`)}>{t('sameLook')}</Button>
          ) : (
            <Button icon="people" onClick={() => setJoining(matter)}>
              {t('sameJoin')}
            </Button>
          )}
        </section>
      ))}
      <Sheet
        open={joining !== undefined}
        title={t('joinTitle')}
        onClose={() => setJoining(undefined)}
        action={
          <Button look="filled" wide busy={join.isPending} onClick={() => void doJoin().catch(() => undefined)}>
            {t('joinSend')}
          </Button>
        }
      >
        <p className="strong">{joining?.title}</p>
        <p>{t('sameJoinWords')}</p>
        <TextArea
          label={t('joinLabel')}
          aside={t('optional')}
          value={more}
          maxLength={1000}
          onChange={(event) => setMore(event.target.value)}
        />
        <ErrorBanner error={join.error} />
      </Sheet>
    </>
  );
}
