import { App } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { Field, TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { PlaceSelect } from '../territory/place-select.tsx';
import { say } from './messages.ts';
import { PersonForm } from './person-form.tsx';

/** Where a household lives; a new one then takes its first member, an existing one moves. */
export function HouseholdForm({ household, onDone }: { household?: { id: string; grid: string; address: string }; onDone: () => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const [grid, setGrid] = useState<string | undefined>(household?.grid ?? (staff.range.length === 15 ? staff.range : undefined));
  const [address, setAddress] = useState(household?.address ?? '');
  const [made, setMade] = useState<string | null>(null);
  const save = useCommand('people.saveHousehold', { refresh: ['people.view', 'people.search'] });
  const problem = save.error instanceof Problem ? save.error : null;
  if (made) return <PersonForm householdId={made} onDone={onDone} />;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!grid) return;
        save.mutate(
          { ...(household && { id: household.id }), grid, address: address.trim() },
          {
            onSuccess: ({ id }) => {
              void message.success(say('saved'));
              if (household) onDone();
              else setMade(id);
            },
          },
        );
      }}
    >
      {!household && <p className="quiet">{say('householdFirst')}</p>}
      <Field label={say('grid')} error={problem?.about('grid')}>
        {({ id }) => (
          <PlaceSelect
            id={id}
            value={grid}
            onChange={setGrid}
            within={staff.range}
            label={say('grid')}
            placeholder={frame('choosePlace')}
          />
        )}
      </Field>
      <TextInput
        label={say('address')}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        maxLength={80}
        required
        error={problem?.about('address')}
        autoComplete="off"
      />
      <ErrorBanner error={save.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={save.isPending} disabled={grid?.length !== 15 || address.trim().length < 2}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}
