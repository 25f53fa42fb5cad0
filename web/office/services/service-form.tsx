import { App } from 'antd';
import { useState } from 'react';
import type { ServiceItemView } from '../../../domain/services/contract.ts';
import { ownCodeOf } from '../../../domain/services/own-code.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextArea, TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { Switch } from '../../kit/switch.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { countyOfStaff } from './county.ts';
import { fenOf, yuanText } from './fee.ts';
import { say } from './messages.ts';

export type FormKind = 'add' | 'edit' | 'publish';

const WORDS: Record<FormKind, string> = { add: '', edit: say('editWords'), publish: say('publishWords') };
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function startOf(how: FormKind, item: ServiceItemView | undefined, county: string, today: string) {
  return {
    name: item?.name ?? '',
    code: item ? (how === 'publish' ? ownCodeOf(item.code, county) : item.code) : '',
    department: item?.department ?? '',
    applicants: item?.applicants ?? '',
    window: item?.window ?? '',
    materials: item?.materials.map(({ name }) => name).join('\n') ?? '',
    steps: item?.steps.join('\n') ?? '',
    days: item?.days === null || item?.days === undefined ? '' : String(item.days),
    fee: item?.fee === null || item?.fee === undefined ? '' : yuanText(item.fee),
    feeBasis: item?.feeBasis ?? '',
    basis: item?.basis ?? '',
    instant: item?.instant ?? false,
    proxy: item?.proxy ?? true,
    online: item?.online ?? false,
    // What is yet to begin is changed from its own day on.
    validFrom: item && item.validFrom > today ? item.validFrom : today,
  };
}
type Draft = ReturnType<typeof startOf>;

/** Adds an item, makes its next version from a day on, or makes a copy of an example the county's own. */
export function ServiceForm({ how, item, onDone }: { how: FormKind; item?: ServiceItemView; onDone: (id: string) => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const today = useToday();
  const [draft, setDraft] = useState(() => startOf(how, item, countyOfStaff(staff) ?? '', today));
  const refresh = ['services.list', 'services.search', 'services.versions', 'services.item'] as const;
  const save = useCommand('services.save', { refresh: [...refresh] });
  const publish = useCommand('services.publish', { refresh: [...refresh] });
  const given = how === 'publish' ? publish : save;
  const problem = given.error instanceof Problem ? given.error : null;
  const fee = fenOf(draft.fee);
  const text = (field: keyof Draft) => ({
    value: String(draft[field]),
    error: problem?.about(field),
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setDraft((before) => ({ ...before, [field]: event.target.value })),
  });
  const flag = (field: 'instant' | 'proxy' | 'online') => ({
    checked: draft[field],
    onChange: (checked: boolean) => setDraft((before) => ({ ...before, [field]: checked })),
  });

  const submit = () => {
    if (fee === undefined) return;
    const { materials, steps, days, ...rest } = draft;
    const kept = {
      ...rest,
      fee,
      materials: lines(materials).map((name) => ({ name })),
      steps: lines(steps),
      days: days === '' ? null : Number(days),
    };
    const done = ({ id }: { id: string }) => {
      void message.success(say(how === 'publish' ? 'published' : 'saved', { date: draft.validFrom }));
      onDone(id);
    };
    if (how === 'publish' && item) publish.mutate({ ...kept, example: item.id }, { onSuccess: done });
    else save.mutate({ ...kept, ...(how === 'edit' && item && { id: item.id }) }, { onSuccess: done });
  };

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {WORDS[how] && <p className="quiet">{WORDS[how]}</p>}
      <TextInput label={say('name')} maxLength={120} {...text('name')} />
      <div className="form-row">
        <TextInput label={say('code')} maxLength={120} {...text('code')} />
        <TextInput label={say('department')} maxLength={60} {...text('department')} />
      </div>
      <TextInput label={say('applicants')} maxLength={200} {...text('applicants')} />
      <TextInput label={say('window')} maxLength={120} {...text('window')} />
      <TextArea label={say('formMaterials')} rows={5} {...text('materials')} />
      <TextArea label={say('formSteps')} rows={4} {...text('steps')} />
      <TextInput label={say('formDays')} type="number" inputMode="numeric" min={0} max={365} {...text('days')} />
      <div className="form-row">
        <TextInput
          label={say('formFee')}
          inputMode="decimal"
          hint={say('formFeeHint')}
          {...text('fee')}
          error={fee === undefined ? say('feeWrong') : problem?.about('fee')}
        />
        <TextInput label={say('feeBasis')} maxLength={200} {...text('feeBasis')} />
      </div>
      <TextInput label={say('basis')} maxLength={200} {...text('basis')} />
      <Switch label={say('formInstant')} {...flag('instant')} />
      <Switch label={say('formProxy')} {...flag('proxy')} />
      <Switch label={say('formOnline')} {...flag('online')} />
      <TextInput label={say('validFrom')} type="date" min={today} {...text('validFrom')} />
      <RefusalBanner error={given.error} />
      <div className="form-end">
        <Button
          type="submit"
          look="filled"
          icon="check"
          busy={given.isPending}
          disabled={draft.name.trim().length < 2 || !draft.code.trim()}
        >
          {say(how === 'publish' ? 'publishDo' : 'save')}
        </Button>
      </div>
    </form>
  );
}
