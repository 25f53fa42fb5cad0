import { App } from 'antd';
import { useState } from 'react';
import { type Member, PRESENCE_TITLES, type Presence, RELATIONS, type Relation } from '../../../domain/people/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { Field, TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Switch } from '../../kit/switch.tsx';
import { say } from './messages.ts';

/** A member of a household: name, phone, relation, living here or away; a phone left empty stays as it is. */
export function PersonForm({ householdId, member, onDone }: { householdId: string; member?: Member; onDone: () => void }) {
  const { message } = App.useApp();
  const save = useCommand('people.save', { refresh: ['people.view', 'people.search'] });
  const [name, setName] = useState(member?.name ?? '');
  const [phone, setPhone] = useState('');
  const [clear, setClear] = useState(false);
  const [relation, setRelation] = useState<Relation | ''>(
    RELATIONS.find((one) => one === member?.relation) ?? (member ? '' : RELATIONS[0]),
  );
  const [presence, setPresence] = useState<Presence>(member?.presence ?? 'here');
  const problem = save.error instanceof Problem ? save.error : null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!relation) return;
        const phonePart = clear ? { phone: '' } : phone.trim() ? { phone: phone.trim() } : {};
        save.mutate(
          { ...(member && { id: member.id }), householdId, name: name.trim(), relation, presence, ...phonePart },
          {
            onSuccess: () => {
              void message.success(say('saved'));
              onDone();
            },
          },
        );
      }}
    >
      <TextInput
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={30}
        required
        error={problem?.about('name')}
        autoComplete="off"
      />
      <TextInput
        label={say('phone')}
        value={phone}
        disabled={clear}
        onChange={(event) => setPhone(event.target.value)}
        inputMode="tel"
        maxLength={13}
        autoComplete="off"
        hint={member?.phone ? say('phoneKeep', { phone: member.phone }) : undefined}
        error={problem?.about('phone')}
      />
      {member?.phone && <Switch label={say('phoneClear')} checked={clear} onChange={setClear} />}
      <Field label={say('relation')} error={problem?.about('relation')}>
        {(tied) => (
          <select
            {...tied}
            className="control"
            value={relation}
            onChange={(event) => setRelation(RELATIONS.find((one) => one === event.target.value) ?? '')}
          >
            <option value="">{say('choose')}</option>
            {RELATIONS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ChoiceList
        inline
        label={say('presence')}
        choices={[
          { value: 'here', label: PRESENCE_TITLES.here },
          { value: 'away', label: PRESENCE_TITLES.away },
        ]}
        value={presence}
        onChange={setPresence}
      />
      <ErrorBanner error={save.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={save.isPending} disabled={name.trim().length < 2 || !relation}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}
