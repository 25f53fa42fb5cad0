import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { say } from './messages.ts';

/** A link shown once, to hand over in person. */
export function OneTimeLink({ link }: { link: string }) {
  const [copied, setCopied] = useState(false);
  const whole = new URL(link, location.origin).href;
  const copy = async () => {
    await navigator.clipboard?.writeText(whole);
    setCopied(true);
  };
  return (
    <div className="form">
      <TextInput label={say('linkTitle')} readOnly value={whole} hint={say('linkWords')} onFocus={(event) => event.target.select()} />
      <div className="form-end">
        {copied && <span role="status">{say('linkCopied')}</span>}
        <Button look="filled" icon="link" onClick={() => void copy()}>
          {say('linkCopy')}
        </Button>
      </div>
    </div>
  );
}
