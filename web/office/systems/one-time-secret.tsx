import { useRef, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { say } from './messages.ts';

/** A secret shown once, to hand over. */
export function OneTimeSecret({ secret }: { secret: string }) {
  const [copied, setCopied] = useState<'copied' | 'byHand' | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied('copied');
    } catch {
      // Without HTTPS or leave of the browser there is no clipboard: it is marked so that the keys can copy it.
      box.current?.querySelector('input')?.select();
      setCopied('byHand');
    }
  };
  return (
    <div className="form" ref={box}>
      <TextInput label={say('secretTitle')} readOnly value={secret} hint={say('secretWords')} onFocus={(event) => event.target.select()} />
      <div className="form-end">
        {copied && <span role="status">{say(copied)}</span>}
        <Button look="filled" icon="link" onClick={() => void copy()}>
          {say('copy')}
        </Button>
      </div>
    </div>
  );
}
