import { useRef, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { say } from './messages.ts';

/** A link shown once, to hand over in person. */
export function OneTimeLink({ link }: { link: string }) {
  const [copied, setCopied] = useState<'done' | 'by-hand' | null>(null);
  const whole = new URL(link, location.origin).href;
  const box = useRef<HTMLDivElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(whole);
      setCopied('done');
    } catch {
      // Without HTTPS or leave of the browser there is no clipboard: the link is marked so that the keys can copy it.
      box.current?.querySelector('input')?.select();
      setCopied('by-hand');
    }
  };
  return (
    <div className="form" ref={box}>
      <TextInput label={say('linkTitle')} readOnly value={whole} hint={say('linkWords')} onFocus={(event) => event.target.select()} />
      <div className="form-end">
        {copied && <span role="status">{say(copied === 'done' ? 'linkCopied' : 'linkByHand')}</span>}
        <Button look="filled" icon="link" onClick={() => void copy()}>
          {say('linkCopy')}
        </Button>
      </div>
    </div>
  );
}
