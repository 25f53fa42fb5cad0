import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shownText, textVersionOf } from '../../../domain/own-data/consents.ts';
import { plainIdentity, wrongInIdentity } from '../../../domain/people/identity-number.ts';
import { Button } from '../../kit/button.tsx';
import { Offline, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { t } from './messages.ts';

/**
 * Where an item asks for the identity card of whoever it is for: the number that is held is not asked for again (2.6); where none is, it may be given
 * once, with its own consent. It goes to the server by itself and is kept in no draft; without it the application goes all the same.
 */
export function IdentityField({ personId, online }: { personId: string; online: boolean }) {
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  const read = useRead('people.identity', { id: personId });
  const give = useCommand('ownData.giveIdentity');
  const masked = read.data?.masked;
  const refused = give.error instanceof Problem ? give.error.about('number') : undefined;
  const wrong = tried ? wrongInIdentity(plainIdentity(number)) : null;
  if (masked)
    return (
      <Banner tone="leaf" icon="check" title={t('identityHeld', { last: masked.slice(-1) })}>
        {t('identityHeldWords')}
      </Banner>
    );
  if (!online || read.error instanceof Offline) return <p className="quiet">{t('identityOffline')}</p>;
  if (masked === undefined) return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  const submit = () => {
    setTried(true);
    if (wrongInIdentity(plainIdentity(number))) return;
    give.mutate(
      { personId, number, agreed: textVersionOf('identity') },
      { onSuccess: () => void client.invalidateQueries({ queryKey: ['people.identity'] }) },
    );
  };
  return (
    <div className="stack">
      <TextInput
        label={t('identity')}
        aside={t('optional')}
        hint={t('identityHint')}
        value={number}
        error={wrong ?? refused}
        maxLength={24}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setNumber(event.currentTarget.value);
          setTried(false);
          give.reset();
        }}
      />
      {number.trim() && (
        <>
          <p className="small">{shownText('identity')}</p>
          {!refused && <ErrorBanner error={give.error} />}
          <Button wide busy={give.isPending} onClick={submit}>
            {t('identityDo')}
          </Button>
        </>
      )}
    </div>
  );
}
