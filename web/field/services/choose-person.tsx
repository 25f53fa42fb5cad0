import { useState } from 'react';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { householdsOf, type Resident, residentsMeant } from '../people/households.ts';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';

const SHOWN = 20;

/** For whom: one of the household one stands before, or anyone of the grid; chosen, never typed. */
export function ChoosePerson({ household, onChoose }: { household: string | null; onChoose: (person: string) => void }) {
  const { parts } = useOpen();
  const [typed, setTyped] = useState('');
  const all = householdsOf({ parts });
  const here = all.find(({ id }) => id === household);
  const people: Resident[] = here ? here.members.map((member) => ({ household: here, member })) : residentsMeant(all, typed, SHOWN);
  return (
    <>
      {!here && (
        <TextInput
          label={t('whoSearch')}
          hint={t('whoHint')}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          autoFocus
          value={typed}
          onChange={(event) => setTyped((event.target as HTMLInputElement).value)}
        />
      )}
      {typed.trim() && people.length === 0 && (
        <EmptyState icon="search" title={t('whoNone')}>
          {t('whoNoneWords')}
        </EmptyState>
      )}
      {people.length > 0 && (
        <ul className="field-rows">
          {people.map(({ member, household: { address } }) => (
            <li key={member.id}>
              <button type="button" className="field-row" onClick={() => onChoose(member.id)}>
                <Icon name="person" />
                <span className="field-row-words">
                  <strong>
                    {member.name} <span className="quiet">{member.relation}</span>
                  </strong>
                  <span className="field-row-under">{[address, member.phone].filter(Boolean).join(' · ')}</span>
                </span>
                <Icon name="chevron-right" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
