import { useState } from 'react';
import { PURPOSES } from '../../../domain/people/contract.ts';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { say } from './messages.ts';

/** Asks why before personal data is shown; the usual reasons are one click. */
export function PurposeForm({ busy, error, onGiven }: { busy: boolean; error: unknown; onGiven: (purpose: string) => void }) {
  const [purpose, setPurpose] = useState('');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onGiven(purpose.trim());
      }}
    >
      <p className="quiet">{say('purposeWords')}</p>
      <div className="row">
        {PURPOSES.map((one, at) => (
          <button
            key={one}
            type="button"
            className="chip"
            // biome-ignore lint/a11y/noAutofocus: it is the first thing to do in a dialog that just opened.
            autoFocus={at === 0}
            aria-pressed={purpose === one}
            onClick={() => setPurpose(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <TextInput
        label={say('purposeReason')}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
        maxLength={100}
        required
        minLength={2}
        autoComplete="off"
      />
      <ErrorBanner error={error} />
      <div className="form-end">
        <Button type="submit" look="filled" icon="eye" busy={busy} disabled={purpose.trim().length < 2}>
          {say('purposeDo')}
        </Button>
      </div>
    </form>
  );
}
