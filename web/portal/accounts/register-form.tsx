import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand } from '../../kit/query.ts';
import type { Place } from '../device.ts';
import { chooseVillage, useMyVillage } from '../territory/my-village.ts';
import { VillageSheet } from '../territory/village-sheet.tsx';
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
      { name: name.trim(), village: village.code, address: '' },
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
        <div className="field">
          <span className="field-label">{t('village')}</span>
          <div className="card rows">
            <button type="button" className="row" onClick={() => setChoosing(true)} aria-haspopup="dialog">
              <Icon name="pin" />
              <span className="row-words">
                <span>{village?.name ?? t('registerVillage')}</span>
                {village && <span className="row-under">{village.township}</span>}
              </span>
              <Icon name="chevron-right" />
            </button>
          </div>
          {asked && !village && (
            <p className="field-error" role="alert">
              {t('registerVillageMissing')}
            </p>
          )}
        </div>
        {!about('name') && <ErrorBanner error={register.error} />}
        <Button look="filled" wide type="submit" busy={register.isPending}>
          {t('registerSend')}
        </Button>
      </form>
      <VillageSheet
        open={choosing}
        value={village?.code}
        onClose={() => setChoosing(false)}
        onChoose={(place) => {
          setVillage(place);
          setChoosing(false);
        }}
      />
    </Page>
  );
}
