import type { MatterView } from '../../../../domain/matters/contract.ts';
import type { Step } from '../../../../domain/matters/define-matter.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { Field, TextArea, TextInput } from '../../../kit/field.tsx';
import { Switch } from '../../../kit/switch.tsx';
import { FileUpload } from '../../shell/file-upload.tsx';
import { shortMoment } from '../../shell/times.ts';
import { CategorySelect } from '../category-select.tsx';
import { GroundChoice } from './ground-choice.tsx';
import { KindField } from './kind-fields.tsx';
import { MatterChoice } from './matter-choice.tsx';
import { say } from './messages.ts';
import { wordsLabel, wordsOptional } from './step-fields.ts';
import { TargetChoice } from './target-choice.tsx';

const yesNo = (yes: string, no: string) =>
  [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ] as const;

const asChoice = (value: unknown) => (value === undefined ? undefined : value ? 'yes' : 'no');

/** One control for one field of a step's schema, by the field's name. */
export function StepField({
  field,
  name,
  step,
  view,
  value,
  error,
  onChange,
  onBusy,
}: {
  field: string;
  name: string;
  step: Step;
  view: MatterView;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
  onBusy: (busy: boolean) => void;
}) {
  switch (field) {
    case 'words':
      return (
        <TextArea
          label={wordsLabel(name)}
          aside={wordsOptional(step) ? say('optional') : undefined}
          value={String(value ?? '')}
          error={error}
          maxLength={1000}
          rows={4}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'basis':
      return (
        <TextInput
          label={say('basis')}
          value={String(value ?? '')}
          error={error}
          maxLength={200}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'body':
      return (
        <TargetChoice
          matterId={view.id}
          step={name}
          label={name === 'set-against' ? say('bodyAgainst') : say('body')}
          value={value as string | undefined}
          onChange={onChange}
          error={error}
        />
      );
    case 'suggested':
      return (
        <TargetChoice
          matterId={view.id}
          step={name}
          label={`${say('bodySuggested')}（${say('optional')}）`}
          value={value as string | undefined}
          onChange={onChange}
          error={error}
        />
      );
    case 'days':
      return (
        <TextInput
          label={say('days')}
          type="number"
          inputMode="numeric"
          min={1}
          max={30}
          value={value === undefined ? '' : String(value)}
          error={error}
          onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      );
    case 'ground':
      return <GroundChoice step={name} value={value as string | undefined} onChange={onChange} error={error} />;
    case 'complex':
      return <Switch label={say('complexSwitch')} hint={say('complexHint')} checked={Boolean(value)} onChange={onChange} />;
    case 'toResident':
      return <Switch label={say('toResident')} hint={say('toResidentHint')} checked={Boolean(value)} onChange={onChange} />;
    case 'attachments':
      return <FileUpload value={(value as string[] | undefined) ?? []} onChange={onChange} onBusy={onBusy} />;
    case 'reached':
      return (
        <ChoiceList
          inline
          label={say('reached')}
          choices={yesNo(say('reachedYes'), say('reachedNo'))}
          value={asChoice(value)}
          onChange={(chosen) => onChange(chosen === 'yes')}
          error={error}
        />
      );
    case 'solved':
      return (
        <ChoiceList
          inline
          label={say('solved')}
          choices={yesNo(say('ratingSolved'), say('ratingNotSolved'))}
          value={asChoice(value)}
          onChange={(chosen) => onChange(chosen === 'yes')}
          error={error}
        />
      );
    case 'satisfied':
      return (
        <ChoiceList
          inline
          label={say('satisfied')}
          choices={[
            { value: 'yes', label: say('satisfiedYes') },
            { value: 'partly', label: say('satisfiedPartly') },
            { value: 'no', label: say('satisfiedNo') },
          ]}
          value={value as 'yes' | 'partly' | 'no' | undefined}
          onChange={onChange}
          error={error}
        />
      );
    case 'category':
      return (
        <Field label={say('categoryField')} error={error}>
          {({ id }) => (
            <CategorySelect
              id={id}
              value={(value as string | undefined) ?? view.category}
              onChange={onChange}
              label={say('categoryField')}
              placeholder={say('choose')}
            />
          )}
        </Field>
      );
    case 'matter':
      return <MatterChoice view={view} value={value as string | undefined} onChange={onChange} error={error} />;
    case 'entry':
      return (
        <Field label={say('seqField')} error={error}>
          {(tied) => (
            <select
              {...tied}
              className="control"
              value={value === undefined ? '' : String(value)}
              onChange={(event) => onChange(event.target.value ? Number(event.target.value) : undefined)}
            >
              <option value="">{say('choose')}</option>
              {view.story.map((entry) => (
                <option key={entry.seq} value={entry.seq}>
                  {shortMoment(entry.at)} {entry.by.body?.name ?? ''} {entry.headline}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    default:
      return <KindField field={field} view={view} value={value} error={error} onChange={onChange} onBusy={onBusy} />;
  }
}
