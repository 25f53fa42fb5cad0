import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

/** Asks why the copy is made; the look is noted for the person, as each is. */
export function CopyForm({ personId, onMade }: { personId: string; onMade: (copy: OutputOf<'ownData.copyFor'>) => void }) {
  const [purpose, setPurpose] = useState(say('copyPurpose'));
  const make = useCommand('ownData.copyFor');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ personId, purpose: purpose.trim() }, { onSuccess: onMade });
      }}
    >
      <p>{say('copyWords')}</p>
      <TextInput
        label={say('purposeReason')}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
        minLength={2}
        maxLength={100}
        required
        autoComplete="off"
      />
      <ErrorBanner error={make.error} />
      <div className="form-end">
        <Button type="submit" look="filled" icon="doc" busy={make.isPending} disabled={purpose.trim().length < 2}>
          {say('copyDo')}
        </Button>
      </div>
    </form>
  );
}
