import { type FormEvent, useState } from 'react';
import { isSimplePin } from '../../../domain/field/pin.ts';
import { Button } from '../../kit/button.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { choosePin } from './app.ts';
import { t } from './messages.ts';
import { PinInput } from './pin-input.tsx';

/** The PIN that protects this phone; typed twice. */
export function ChoosePin({ owner, name }: { owner: string; name: string }) {
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong = {
    pin: pin.length !== 6 ? t('pinShort') : isSimplePin(pin) ? t('pinSimple') : undefined,
    again: pin !== again ? t('pinDifferent') : undefined,
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.pin || wrong.again) return;
    setBusy(true);
    await choosePin(owner, pin).catch(setError);
    setBusy(false);
  };
  return (
    <Page title={t('choosePin')} documentTitle={t('name')}>
      <form className="stack" noValidate onSubmit={(event) => void save(event)}>
        <p className="quiet">{name}</p>
        <p>{t('choosePinLead')}</p>
        <PinInput label={t('pin')} fresh value={pin} onChange={setPin} error={tried ? wrong.pin : undefined} />
        <PinInput label={t('pinAgain')} fresh value={again} onChange={setAgain} error={tried ? wrong.again : undefined} />
        <ErrorBanner error={error} />
        <Button look="filled" wide type="submit" busy={busy}>
          {busy ? t('preparing') : t('pinSave')}
        </Button>
      </form>
    </Page>
  );
}
