import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { Field } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { say } from './messages.ts';

export type Candidate = OutputOf<'bodies.candidates'>['items'][number];

const postsText = (person: Candidate) => person.posts.map((post) => `${post.bodyName} ${post.roleTitle}`).join('、');

/** Someone of the register who may be given a post in a body, found by name; no phone, no address. */
export function CandidatePicker({
  bodyId,
  value,
  onChange,
  error,
}: {
  bodyId: string;
  value: Candidate | null;
  onChange: (person: Candidate | null) => void;
  error?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 350);
  const found = useRead('bodies.candidates', { bodyId, q }, { enabled: q.length > 0 && value === null, keep: true });
  if (value) {
    return (
      <div className="field">
        <span className="field-label">{say('person')}</span>
        <div className="chosen-person">
          <p>
            <strong>{value.name}</strong> <span className="quiet">{[value.place, postsText(value)].filter(Boolean).join(' · ')}</span>
          </p>
          <Button look="quiet" icon="undo" onClick={() => onChange(null)}>
            {say('personPick')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="find-person">
      <Field label={say('person')} error={error}>
        {(tied) => (
          <input
            {...tied}
            type="search"
            className="control"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={say('personFind')}
            autoComplete="off"
            maxLength={30}
          />
        )}
      </Field>
      <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
      {q && found.data?.items.length === 0 && <p className="quiet">{say('personNone')}</p>}
      {q && found.data && found.data.items.length > 0 && (
        <ul className="found">
          {found.data.items.map((person) => (
            <li key={person.personId}>
              <button type="button" className="found-row" onClick={() => onChange(person)}>
                <strong>{person.name}</strong>
                <span className="quiet">{[person.place, postsText(person)].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
