import './intake.css';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { proposeCategory } from '../../../../domain/matters/appeal/propose-category.ts';
import { Button } from '../../../kit/button.tsx';
import { type OutputOf, Problem } from '../../../kit/call.ts';
import { classNames } from '../../../kit/class-names.ts';
import { FieldError } from '../../../kit/field.tsx';
import { ErrorBanner } from '../../../kit/notice.tsx';
import { useCommand } from '../../../kit/query.ts';
import { useStaff } from '../../shell/me.ts';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { PromiseCard, SimilarMatters } from './before-filing.tsx';
import { emptyDraft, type IntakeDraft, placeOf, speakerOf } from './draft.ts';
import { say } from './messages.ts';
import { ReceiptSheet } from './receipt.tsx';
import { What } from './what.tsx';
import { Who } from './who.tsx';

const CHANNELS = ['counter', 'phone', 'field'] as const;
const CHANNEL_TITLES = { counter: () => say('counter'), phone: () => say('phone'), field: () => say('field') };

function missingOf(draft: IntakeDraft): string[] {
  return [
    !draft.words.trim() && say('missingWords'),
    !draft.category && say('missingCategory'),
    !placeOf(draft) && say('missingPlace'),
  ].filter((field): field is string => Boolean(field));
}

/** 登记来访来电: takes down what someone says at the counter, on the phone or at home, and hands them a receipt. */
export function IntakeScreen() {
  const { channel } = useSearch({ from: '/frame/intake' });
  const staff = useStaff();
  const usual = channel ?? (staff.role === 'grid-worker' ? 'field' : 'counter');
  const [draft, setDraft] = useState<IntakeDraft>(() => emptyDraft(usual));
  const [done, setDone] = useState<{ receipt: OutputOf<'matters.file'>; joined: boolean } | null>(null);
  const [touched, setTouched] = useState(false);
  const [uploading, setUploading] = useState(false);
  const file = useCommand('matters.file', { refresh: ['matters.queue', 'matters.counts'] });
  const join = useCommand('matters.join', { refresh: ['matters.queue', 'matters.view'] });
  // The first proposal stands until a person chooses; it is shown before anything is sent.
  const proposed = draft.category ?? proposeCategory(draft.words, 1)[0]?.code;
  const whole = { ...draft, category: proposed };
  const change = (part: Partial<IntakeDraft>) => setDraft((before) => ({ ...before, ...part }));
  const missing = missingOf(whole);
  const place = placeOf(whole);
  const error = file.error ?? join.error;
  const problem = error instanceof Problem ? error : null;

  const submit = () => {
    setTouched(true);
    if (missing.length > 0 || !place || !proposed) return;
    const input = {
      words: draft.words.trim(),
      category: proposed,
      ...place,
      address: draft.address.trim(),
      attachments: draft.attachments,
      ...speakerOf(draft),
    };
    file.mutate(input, { onSuccess: (receipt) => setDone({ receipt, joined: false }) });
  };
  const joinTo = (id: string) =>
    join.mutate({ id, words: draft.words.trim(), ...speakerOf(draft) }, { onSuccess: (receipt) => setDone({ receipt, joined: true }) });
  const another = () => {
    setDraft(emptyDraft(draft.channel));
    setDone(null);
    setTouched(false);
    file.reset();
    join.reset();
  };

  if (done) return <ReceiptSheet receipt={done.receipt} joined={done.joined} words={draft.words.trim()} onAnother={another} />;
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          <fieldset className="segmented">
            <legend className="visually-hidden">{say('channel')}</legend>
            {CHANNELS.map((one) => (
              <label key={one} className={classNames('segment', draft.channel === one && 'segment-on')}>
                <input
                  type="radio"
                  name="channel"
                  className="visually-hidden"
                  checked={draft.channel === one}
                  onChange={() => change({ channel: one })}
                />
                {CHANNEL_TITLES[one]()}
              </label>
            ))}
          </fieldset>
        }
      />
      <form
        className="intake"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="stack">
          <Who draft={draft} problem={problem} onChange={change} />
          <What draft={whole} problem={problem} onChange={change} onUploading={setUploading} />
        </div>
        <div className="stack intake-side">
          <SimilarMatters draft={whole} busy={join.isPending || file.isPending} onJoin={joinTo} />
          <PromiseCard draft={whole} />
          <ErrorBanner error={error} />
          {touched && missing.length > 0 && <FieldError>{say('missing', { fields: missing.join('、') })}</FieldError>}
          <Button type="submit" look="filled" icon="check" wide busy={file.isPending || uploading}>
            {say('submit')}
          </Button>
        </div>
      </form>
    </>
  );
}
