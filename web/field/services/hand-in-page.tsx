import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { newCommandId } from '../../kit/call.ts';
import { Banner, EmptyState } from '../../kit/notice.tsx';
import { correctedInstant } from '../device/clock.ts';
import { pendingOf } from '../matters/matters-of-day.ts';
import { keepOrMend, mendedEntry } from '../outbox/keep-or-mend.ts';
import { KeepTrouble } from '../shell/keep-trouble.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import './services.css';
import { applicantOf, proxyOf, toHandIn } from './services-of-day.ts';

/** The papers of several residents go to the township on one list, which the window signs (2.5). */
export default function HandInPage() {
  const open = useOpen();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('mend');
  const [mended] = useState(() => mendedEntry(open.entries, asked, open.vault.owner));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { owner } = open.vault;
  // What has a step of its own on the way stands on another ground when the list arrives.
  const ready = toHandIn(open).filter(({ id }) => pendingOf(open.entries, id, owner).length === 0);
  const chosen = ready.filter(({ id }) => !left.has(id));
  const still = open.entries.filter(
    ({ operation, author, state }) => operation === 'proxy.collect' && author === owner && state !== 'sent',
  ).length;
  const turn = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  const send = async () => {
    setBusy(true);
    try {
      await keepOrMend(
        {
          commandId: newCommandId(),
          operation: 'proxy.handIn',
          thread: 'hand-in',
          title: t('handInEntry', { n: chosen.length }),
          madeAt: correctedInstant(),
          input: { matters: chosen.map(({ id, seq }) => ({ id, seq })) },
        },
        new Map(),
        mended,
      );
      navigate('/', { replace: true });
    } catch (error) {
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <Screen
      title={t('handInTitle')}
      back="/"
      action={
        ready.length > 0 && (
          <Button look="filled" wide icon="send" busy={busy} disabled={chosen.length === 0} onClick={() => void send()}>
            {chosen.length === 0 ? t('handInChoose') : t('handInSend', { n: chosen.length })}
          </Button>
        )
      }
    >
      {still > 0 && (
        <Banner tone="wheat" icon="send">
          {t('handInStill', { n: still })}
        </Banner>
      )}
      {ready.length === 0 ? (
        <EmptyState icon="check" title={t('handInNone')}>
          {t('handInNoneWords')}
        </EmptyState>
      ) : (
        <>
          <p>{t('handInLead')}</p>
          <ul className="field-rows">
            {ready.map((matter) => {
              const originals = proxyOf(matter).materials.filter(({ original }) => original);
              return (
                <li key={matter.id}>
                  <label className="field-row">
                    <input
                      type="checkbox"
                      className="tick"
                      checked={!left.has(matter.id)}
                      onChange={(event) => turn(matter.id, (event.target as HTMLInputElement).checked)}
                    />
                    <span className="field-row-words">
                      <strong>{[applicantOf(open, matter).name, matter.title].filter(Boolean).join(' · ')}</strong>
                      <span className="field-row-under">
                        {originals.length > 0 ? t('originals', { papers: originals.map(({ name }) => name).join('、') }) : t('noOriginals')}
                      </span>
                    </span>
                  </label>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <KeepTrouble error={trouble} />
    </Screen>
  );
}
