import { App } from 'antd';
import { useState } from 'react';
import { CONSENTS, shownText, textVersionOf } from '../../../domain/own-data/consents.ts';
import { plainIdentity, wrongInIdentity } from '../../../domain/people/identity-number.ts';
import { Button } from '../../kit/button.tsx';
import { type OperationName, Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

const REFRESH: { refresh: OperationName[] } = { refresh: ['people.view', 'people.identity'] };

/** Enters or puts right the identity number of somebody who is there and agrees; `masked` is what is held, '' for nothing. What is typed stays on this form. */
export function IdentityForm({ personId, masked, onDone }: { personId: string; masked: string; onDone: () => void }) {
  const { message } = App.useApp();
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  const save = useCommand('people.saveIdentity', REFRESH);
  const wrong = tried ? wrongInIdentity(plainIdentity(number)) : null;
  const refused = save.error instanceof Problem ? save.error.about('number') : undefined;
  return (
    <div className="stack">
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrongInIdentity(plainIdentity(number))) return;
          save.mutate(
            { id: personId, number, agreed: textVersionOf('identity') },
            {
              onSuccess: () => {
                void message.success(say('saved'));
                onDone();
              },
            },
          );
        }}
      >
        <p>{say('identityWords')}</p>
        {masked && <p className="quiet">{say('identityHeld', { masked })}</p>}
        <TextInput
          label={say('identity')}
          value={number}
          onChange={(event) => {
            setNumber(event.target.value);
            setTried(false);
            save.reset();
          }}
          maxLength={24}
          required
          autoComplete="off"
          spellCheck={false}
          error={wrong ?? refused}
        />
        <section className="read-out">
          <h3>{say('openAccountRead')}</h3>
          <blockquote>{shownText('identity')}</blockquote>
        </section>
        {!refused && <ErrorBanner error={save.error} />}
        <div className="form-end">
          <Button type="submit" look="filled" busy={save.isPending} disabled={!number.trim()}>
            {say('identityDo')}
          </Button>
        </div>
      </form>
      {masked && <TakeBack personId={personId} onDone={onDone} />}
    </div>
  );
}

/** The person takes the consent back at the counter; asked twice, since the number is gone then. */
function TakeBack({ personId, onDone }: { personId: string; onDone: () => void }) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const erase = useCommand('people.eraseIdentity', REFRESH);
  if (!asking)
    return (
      <div className="form-end">
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {say('identityTakeBack')}
        </button>
      </div>
    );
  return (
    <div className="stack">
      <p>{CONSENTS.identity.withdrawn}</p>
      <ErrorBanner error={erase.error} />
      <div className="row">
        <Button
          look="danger"
          busy={erase.isPending}
          onClick={() =>
            erase.mutate(
              { id: personId },
              {
                onSuccess: () => {
                  void message.success(say('identityGone'));
                  onDone();
                },
              },
            )
          }
        >
          {say('identityErase')}
        </Button>
        <Button onClick={() => setAsking(false)}>{say('identityKeep')}</Button>
      </div>
    </div>
  );
}
