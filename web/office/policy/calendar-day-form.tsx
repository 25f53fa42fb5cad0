import { App } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { Field, TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff, useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { PlaceSelect } from '../territory/place-select.tsx';
import { say } from './messages.ts';

/** A day off or at work of one's own place, from the notice that says so. */
export function CalendarDayForm({ onDone }: { onDone: () => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const today = useToday();
  const [date, setDate] = useState('');
  const [kind, setKind] = useState<'holiday' | 'working' | 'none'>('holiday');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<string | undefined>(staff.range);
  const [source, setSource] = useState('');
  const save = useCommand('policy.setCalendarDay', { refresh: ['policy.calendar', 'accounts.me'] });
  const problem = save.error instanceof Problem ? save.error : null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!scope) return;
        save.mutate(
          { date, scope, kind: kind === 'none' ? null : kind, name: name.trim(), source: source.trim() },
          {
            onSuccess: () => {
              void message.success(say('dayDone'));
              onDone();
            },
          },
        );
      }}
    >
      <TextInput
        label={say('day')}
        type="date"
        value={date}
        min={today}
        onChange={(event) => setDate(event.target.value)}
        required
        error={problem?.about('date')}
      />
      <ChoiceList
        label={say('kind')}
        choices={[
          { value: 'holiday', label: say('kindHoliday') },
          { value: 'working', label: say('kindWorking') },
          { value: 'none', label: say('kindNone') },
        ]}
        value={kind}
        onChange={setKind}
      />
      <TextInput
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder={say('namePlaceholder')}
        maxLength={40}
        required
        error={problem?.about('name')}
        autoComplete="off"
      />
      <Field label={say('scope')} error={problem?.about('scope')}>
        {({ id }) => (
          <PlaceSelect
            id={id}
            value={scope}
            onChange={setScope}
            within={staff.range}
            label={say('scope')}
            placeholder={frame('choosePlace')}
          />
        )}
      </Field>
      <TextInput
        label={say('source')}
        value={source}
        onChange={(event) => setSource(event.target.value)}
        hint={say('sourceHint')}
        required
        minLength={2}
        maxLength={200}
        error={problem?.about('source')}
        autoComplete="off"
      />
      <ErrorBanner error={save.error} />
      <div className="form-end">
        <Button
          type="submit"
          look="filled"
          icon="check"
          busy={save.isPending}
          disabled={!date || !name.trim() || source.trim().length < 2 || !scope}
        >
          {say('set')}
        </Button>
      </div>
    </form>
  );
}
