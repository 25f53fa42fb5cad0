import { App } from 'antd';
import { useState } from 'react';
import type { Parameter } from '../../../domain/policy/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { Field, TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff, useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { minuteOfDayText, shiftDay } from '../shell/times.ts';
import { PlaceSelect } from '../territory/place-select.tsx';
import { say } from './messages.ts';
import { minuteOfDay, unitName, valueText } from './unit.ts';

/** A new value from a date on, with the place it holds in and where it comes from. */
export function ParameterForm({ parameter, onDone }: { parameter: Parameter; onDone: () => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const today = useToday();
  const time = parameter.unit === 'minute-of-day';
  const [territory, setTerritory] = useState<string | undefined>(staff.range);
  const [typed, setTyped] = useState(time ? minuteOfDayText(parameter.value) : String(parameter.value));
  const [validFrom, setValidFrom] = useState(shiftDay(today, 1));
  const [source, setSource] = useState('');
  const save = useCommand('policy.setParameter', { refresh: ['policy.parameters', 'policy.calendar'] });
  const problem = save.error instanceof Problem ? save.error : null;
  const limits = say('newValueHint', { min: valueText(parameter.min, parameter), max: valueText(parameter.max, parameter) });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!territory) return;
        save.mutate(
          { key: parameter.key, territory, value: time ? minuteOfDay(typed) : Number(typed), validFrom, source: source.trim() },
          {
            onSuccess: () => {
              void message.success(say('setDone', { date: validFrom }));
              onDone();
            },
          },
        );
      }}
    >
      {parameter.unit === 'choice' ? (
        <ChoiceList
          label={say('newChoice')}
          choices={parameter.choices.map((label, value) => ({ value: String(value), label }))}
          value={typed}
          onChange={setTyped}
          error={problem?.about('value')}
        />
      ) : (
        <TextInput
          label={say('newValue')}
          aside={unitName(parameter.unit)}
          type={time ? 'time' : 'number'}
          min={time ? undefined : parameter.min}
          max={time ? undefined : parameter.max}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          hint={limits}
          required
          error={problem?.about('value')}
        />
      )}
      <TextInput
        label={say('validFrom')}
        type="date"
        value={validFrom}
        min={today}
        onChange={(event) => setValidFrom(event.target.value)}
        required
        error={problem?.about('validFrom')}
      />
      <Field label={say('setFor')} error={problem?.about('territory')}>
        {({ id }) => (
          <PlaceSelect
            id={id}
            value={territory}
            onChange={setTerritory}
            within={staff.range}
            label={say('setFor')}
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
        <Button type="submit" look="filled" icon="check" busy={save.isPending} disabled={!territory || source.trim().length < 2 || !typed}>
          {say('set')}
        </Button>
      </div>
    </form>
  );
}
