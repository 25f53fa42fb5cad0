import { type FormEvent, useState } from 'react';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand } from '../../kit/query.ts';
import type { Place } from '../device.ts';
import { chooseVillage, useMyVillage } from '../territory/my-village.ts';
import { VillageField } from '../territory/village-field.tsx';
import { ConsentText } from './consent-text.tsx';
import { t } from './messages.ts';

/** The first time of a phone: a name and a village, nothing more. */
export function RegisterForm({ phone, onRegistered }: { phone: string; onRegistered: () => void }) {
  const remembered = useMyVillage();
  const [name, setName] = useState('');
  const [village, setVillage] = useState<Place | undefined>(remembered);
  const [choosing, setChoosing] = useState(false);
  const [asked, setAsked] = useState(false);
  const register = useCommand('accounts.register');
  const about = (path: string) => (register.error instanceof Problem ? register.error.about(path) : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!name.trim() || !village) return;
    register.mutate(
      { name: name.trim(), village: village.code, address: '', agreed: SHOWN_TEXTS },
      {
        onSuccess: () => {
          chooseVillage(village);
          onRegistered();
        },
      },
    );
  };

  return (
    <Page title={t('registerTitle')} documentTitle={t('registerTitle')}>
      <p className="prose">{t('registerLead', { phone })}</p>
      <form className="stack" noValidate onSubmit={submit}>
        <TextInput
          label={t('registerName')}
          autoComplete="name"
          maxLength={30}
          value={name}
          error={about('name') ?? (asked && !name.trim() ? t('registerNameMissing') : undefined)}
          onChange={(event) => setName(event.target.value)}
        />
        <VillageField
          label={t('village')}
          none={t('registerVillage')}
          value={village}
          error={asked && !village && t('registerVillageMissing')}
          choosing={choosing}
          onChoosing={setChoosing}
          onChange={setVillage}
        />
        <ConsentText purpose="account" />
        {!about('name') && <ErrorBanner error={register.error} />}
        <Button look="filled" wide type="submit" busy={register.isPending}>
          {t('registerSend')}
        </Button>
      </form>
    </Page>
  );
}
