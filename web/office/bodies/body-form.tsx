import { App } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { BODY_KIND_TITLES, BODY_KINDS, type BodyKind, levelOf } from '../../../domain/bodies/body.ts';
import type { BodyView, SaveBody } from '../../../domain/bodies/contract.ts';
import { DEPARTMENTS, TOWNSHIP_OFFICES } from '../../../domain/matters/appeal/departments.ts';
import { levelOfCode } from '../../../domain/territory/code.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { Field, TextArea, TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { BodySelect } from './body-select.tsx';
import { say } from './messages.ts';

/** The kind one most likely adds at the level of one's range: its offices and departments. */
const kindAt = (range: string): BodyKind => BODY_KINDS.findLast((kind) => levelOf(kind) === levelOfCode(range)) ?? 'county-department';

function startOf(body: BodyView | undefined, range: string): SaveBody {
  if (!body) return { kind: kindAt(range), name: '', territory: range };
  const { id, code, kind, name, shortName, territory, parentId, department, phone, address, hours, duties, validFrom, validUntil } = body;
  return { id, code, kind, name, shortName, territory, parentId, department, phone, address, hours, duties, validFrom, validUntil };
}

/** A new body (`start` says what is known of it) or a change of one, as the public sees it. */
export function BodyForm({ body, start, onSaved }: { body?: BodyView; start?: SaveBody; onSaved: (id: string) => void }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const [values, setValues] = useState<SaveBody>(() => start ?? startOf(body, staff.range));
  const save = useCommand('bodies.save', { refresh: ['bodies.view', 'bodies.search', 'territory.place'] });
  const problem = save.error instanceof Problem ? save.error : null;
  const change = (part: Partial<SaveBody>) => setValues((before) => ({ ...before, ...part }));
  const text = (key: 'name' | 'shortName' | 'phone' | 'address' | 'hours' | 'duties') => ({
    label: say(key),
    value: values[key] ?? '',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => change({ [key]: event.target.value }),
    error: problem?.about(key),
    autoComplete: 'off',
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(values, {
          onSuccess: ({ id }) => {
            void message.success(say('saved'));
            onSaved(id);
          },
        });
      }}
    >
      <Field label={say('kind')} error={problem?.about('kind')}>
        {(tied) => (
          <select
            {...tied}
            className="control"
            value={values.kind}
            onChange={(event) => change({ kind: BODY_KINDS.find((kind) => kind === event.target.value) ?? values.kind })}
          >
            {BODY_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {BODY_KIND_TITLES[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextInput {...text('name')} required maxLength={60} />
      <TextInput {...text('shortName')} maxLength={30} aside={say('optional')} />
      <Field label={say('territory')} error={problem?.about('territory')}>
        {({ id }) => (
          <PlaceSelect
            id={id}
            value={values.territory}
            onChange={(territory) => change({ territory: territory ?? staff.range })}
            within={staff.range}
            label={say('territory')}
            placeholder={frame('choosePlace')}
          />
        )}
      </Field>
      <Field label={say('parent')} aside={say('optional')}>
        {({ id }) => (
          <BodySelect
            id={id}
            value={values.parentId ?? undefined}
            onChange={(parentId) => change({ parentId: parentId ?? null })}
            territory={staff.range.slice(0, 6)}
            label={say('parent')}
            placeholder={frame('chooseBody')}
          />
        )}
      </Field>
      <Field label={say('department')} hint={say('departmentHint')} error={problem?.about('department')}>
        {(tied) => (
          <select
            {...tied}
            className="control"
            value={values.department ?? ''}
            onChange={(event) => change({ department: event.target.value || null })}
          >
            <option value="">{say('departmentNone')}</option>
            {[...TOWNSHIP_OFFICES, ...DEPARTMENTS].map((one) => (
              <option key={one.key} value={one.key}>
                {one.short}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextInput {...text('phone')} inputMode="tel" maxLength={20} />
      <TextInput {...text('address')} maxLength={100} />
      <TextInput {...text('hours')} maxLength={100} />
      <TextArea {...text('duties')} maxLength={500} rows={3} />
      <div className="form-row">
        <TextInput
          label={say('validFrom')}
          type="date"
          value={values.validFrom ?? ''}
          onChange={(event) => change({ validFrom: event.target.value || undefined })}
          error={problem?.about('validFrom')}
        />
        <TextInput
          label={say('validUntil')}
          type="date"
          value={values.validUntil ?? ''}
          onChange={(event) => change({ validUntil: event.target.value || null })}
          error={problem?.about('validUntil')}
          aside={say('optional')}
        />
      </div>
      <RefusalBanner error={save.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={save.isPending} disabled={!values.name.trim()}>
          {frame('save')}
        </Button>
      </div>
    </form>
  );
}
