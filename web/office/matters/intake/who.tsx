import { useState } from 'react';
import { PRESENCE_TITLES } from '../../../../domain/people/contract.ts';
import { Button } from '../../../kit/button.tsx';
import type { Problem } from '../../../kit/call.ts';
import { TextInput } from '../../../kit/field.tsx';
import { ErrorBanner, Skeleton } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useSettled } from '../../../kit/settled.ts';
import { Switch } from '../../../kit/switch.tsx';
import { Card } from '../../shell/card.tsx';
import { useStaff } from '../../shell/me.ts';
import type { FoundPerson, IntakeDraft } from './draft.ts';
import { say } from './messages.ts';

function FindPerson({ onFound }: { onFound: (person: FoundPerson) => void }) {
  const staff = useStaff();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 350);
  const found = useRead('people.search', { q, territory: staff.range, limit: 8 }, { enabled: q.length > 0, keep: true });
  return (
    <div className="find-person">
      <TextInput
        label={say('whoFind')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={say('whoFindPlaceholder')}
        type="search"
        autoComplete="off"
        maxLength={40}
      />
      {q && found.isPending && <Skeleton lines={3} />}
      <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
      {q && found.data?.items.length === 0 && <p className="quiet">{say('whoNotFound')}</p>}
      {q && found.data && found.data.items.length > 0 && (
        <ul className="found">
          {found.data.items.map((person) => (
            <li key={person.id}>
              <button type="button" className="found-row" onClick={() => onFound(person)}>
                <span>
                  <strong>{person.name}</strong> {person.phone}
                </span>
                <span className="quiet">
                  {person.gridName} {person.address} · {person.relation} · {PRESENCE_TITLES[person.presence]}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who speaks: someone of the place found by a few letters, or a name and a phone, or nobody. */
export function Who({
  draft,
  problem,
  named,
  onChange,
}: {
  /** Nobody applies without a name, and none is hidden. */
  named?: boolean;
  draft: IntakeDraft;
  problem: Problem | null;
  onChange: (part: Partial<IntakeDraft>) => void;
}) {
  const { person } = draft;
  return (
    <Card title={say(named ? 'whoApplies' : 'who')} className="form">
      {person ? (
        <div className="chosen-person">
          <p>
            <strong>{person.name}</strong> {person.phone}
            <span className="quiet">
              {' '}
              {person.gridName} {person.address}
            </span>
          </p>
          <Button look="quiet" icon="undo" onClick={() => onChange({ person: null })}>
            {say('whoAgain')}
          </Button>
        </div>
      ) : (
        <>
          <FindPerson
            onFound={(found) =>
              // The grid is most often where the trouble is; the door number stays out, it would name who speaks.
              onChange({ person: found, name: '', phone: '', ...(!draft.place && { place: found.grid || undefined }) })
            }
          />
          <p className="quiet">{say(named ? 'whoNamed' : 'whoOther')}</p>
          <div className="form-row">
            <TextInput
              label={say('name')}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
              placeholder={named ? undefined : say('namePlaceholder')}
              maxLength={30}
              autoComplete="off"
              error={problem?.about('contact.name')}
            />
            <TextInput
              label={say('contactPhone')}
              value={draft.phone}
              onChange={(event) => onChange({ phone: event.target.value })}
              inputMode="tel"
              maxLength={13}
              autoComplete="off"
              hint={say('contactPhoneHint')}
              error={problem?.about('contact.phone')}
            />
          </div>
        </>
      )}
      {!named && (
        <Switch label={say('hidden')} hint={say('hiddenHint')} checked={draft.hidden} onChange={(hidden) => onChange({ hidden })} />
      )}
    </Card>
  );
}
