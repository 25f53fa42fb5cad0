import type { MatterView } from '../../../../domain/matters/contract.ts';
import { OUTCOMES } from '../../../../domain/matters/home-verification/checklist.ts';
import { OUTCOME_WORDS } from '../../../../domain/matters/home-verification/story.zh.ts';
import { PAPERS } from '../../../../domain/matters/proxy-service/content.ts';
import { HOW_WORDS, PAPERS_WORDS } from '../../../../domain/matters/proxy-service/story.zh.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { TextInput } from '../../../kit/field.tsx';
import { Switch } from '../../../kit/switch.tsx';
import { type MandateDraft, MandateFields } from '../../proxy/mandate-fields.tsx';
import { CheckAnswers } from './check-answers.tsx';
import { MissingMaterials, SuppliedMaterials } from './materials.tsx';
import { say } from './messages.ts';
import { WorkerChoice } from './worker-choice.tsx';

export interface KindFieldProps {
  field: string;
  view: MatterView;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
  /** While a picture is on its way the form waits. */
  onBusy: (busy: boolean) => void;
}

const choices = (words: Readonly<Record<string, string>>, order: readonly string[] = Object.keys(words)) =>
  order.map((value) => ({ value, label: words[value] ?? value }));

/** The fields that only one kind of matter asks for, by their name; a field nobody knows is not drawn. */
export function KindField({ field, view, value, error, onChange, onBusy }: KindFieldProps) {
  switch (field) {
    case 'granted':
      return (
        <ChoiceList
          inline
          label={say('granted')}
          choices={[
            { value: 'yes', label: say('grantedYes') },
            { value: 'no', label: say('grantedNo') },
          ]}
          value={value === undefined ? undefined : value ? 'yes' : 'no'}
          onChange={(chosen) => onChange(chosen === 'yes')}
          error={error}
        />
      );
    case 'how':
      return <ChoiceList label={say('delivered')} choices={choices(HOW_WORDS)} value={value as string} onChange={onChange} error={error} />;
    case 'papers':
      return (
        <ChoiceList
          label={say('papers')}
          choices={choices(PAPERS_WORDS, PAPERS)}
          value={value as string}
          onChange={onChange}
          error={error}
        />
      );
    case 'outcome':
      return (
        <ChoiceList
          label={say('outcome')}
          choices={choices(OUTCOME_WORDS, OUTCOMES)}
          value={value as string}
          onChange={onChange}
          error={error}
        />
      );
    case 'onPaper':
      return <Switch label={say('onPaper')} hint={say('onPaperHint')} checked={Boolean(value)} onChange={onChange} />;
    case 'mandate':
      return <MandateFields value={(value as MandateDraft | undefined) ?? {}} error={error} onChange={onChange} onBusy={onBusy} />;
    case 'worker':
      return <WorkerChoice station={view.station.id} value={String(value ?? '')} error={error} onChange={onChange} />;
    case 'due':
      return (
        <TextInput
          label={say('dueDay')}
          type="date"
          value={String(value ?? '')}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'missing':
      return <MissingMaterials view={view} value={value} error={error} onChange={onChange} />;
    case 'materials':
      return <SuppliedMaterials view={view} value={value} error={error} onChange={onChange} />;
    case 'answers':
      return <CheckAnswers view={view} value={value} error={error} onChange={onChange} />;
    default:
      return null;
  }
}
