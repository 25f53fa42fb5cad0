import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { timeText } from '../../kit/dates.ts';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { emptyPhone, tryPin } from './app.ts';
import { t } from './messages.ts';
import { PinInput } from './pin-input.tsx';
import { setState } from './state.ts';
import { useNewVersion } from './versions.ts';

/** Between the app and the day: the PIN. */
export function LockedPage({ owner, waiting }: { owner: string; waiting: number }) {
  const [pin, setPin] = useState('');
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [forgot, setForgot] = useState(false);
  const [error, setError] = useState<unknown>();
  const newVersion = useNewVersion();
  // Nothing is being written here, so a newer version may take over at once.
  useEffect(() => newVersion?.take(), [newVersion]);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (pin.length !== 6) return setSaid(t('pinShort'));
    setBusy(true);
    try {
      const unlocked = await tryPin(owner, pin);
      if (unlocked.kind === 'wrong')
        setSaid(
          unlocked.pausedUntil > Date.now()
            ? t('pinPaused', { time: timeText(new Date(unlocked.pausedUntil + 59_000)) })
            : t('pinWrong', { n: unlocked.left }),
        );
      if (unlocked.kind === 'paused') setSaid(t('pinPaused', { time: timeText(new Date(unlocked.until + 59_000)) }));
      setPin('');
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <Page title={t('locked')} documentTitle={t('name')}>
      <form className="stack" noValidate onSubmit={(event) => void open(event)}>
        {waiting > 0 && <p>{t('lockedLead', { n: waiting })}</p>}
        <PinInput label={t('pin')} value={pin} onChange={setPin} error={said} />
        <ErrorBanner error={error} />
        <Button look="filled" wide type="submit" icon="lock" busy={busy}>
          {t('unlock')}
        </Button>
      </form>
      {forgot ? (
        <Banner
          tone="brick"
          title={t('forgot')}
          action={
            <Button look="danger" onClick={() => void emptyPhone(owner, 'tries')}>
              {t('forgotEmpty')}
            </Button>
          }
        >
          {t('forgotWords')}
        </Banner>
      ) : (
        <div className="stack">
          <Button look="quiet" onClick={() => setForgot(true)}>
            {t('forgot')}
          </Button>
          <Button look="quiet" onClick={() => setState({ stage: 'sign-in' })}>
            {t('otherPerson')}
          </Button>
        </div>
      )}
    </Page>
  );
}
