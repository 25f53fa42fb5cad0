import { useState } from 'react';
import { mayTake } from '../../../../domain/matters/available-steps.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import type { Step } from '../../../../domain/matters/define-matter.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { citeClause } from '../../../../domain/policy/clauses.ts';
import { Button } from '../../../kit/button.tsx';
import { Problem } from '../../../kit/call.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { Banner } from '../../../kit/notice.tsx';
import { useStaff } from '../../shell/me.ts';
import { RefusalBanner } from '../../shell/refusal-banner.tsx';
import { ErasureLines } from './erasure-lines.tsx';
import { groundWords } from './ground-choice.tsx';
import { say } from './messages.ts';
import { actorOf, stateOf } from './offers.ts';
import { StepField } from './step-field.tsx';
import { faultsOf, fieldsOf, inputOf, type StepValues } from './step-fields.ts';
import { stepIcon } from './step-look.ts';
import { useTakeStep } from './take-step.ts';

/** Fields that make no sense before another one is answered. */
const hiddenNow = (step: string, field: string, values: StepValues) =>
  step === 'follow-up' && (field === 'solved' || field === 'satisfied') && values.reached !== true;

/** A list that may be sent empty begins empty; the rules say when that is too little. */
const startOf = (step: Step | undefined): StepValues => (step && 'answers' in step.input.shape ? { answers: [] } : {});

/** The form of one step, drawn from its schema; judged by the schema and the rules before it is sent. */
export function StepForm({
  view,
  step: name,
  onBehalf,
  preset,
  onTaken,
}: {
  view: MatterView;
  step: string;
  onBehalf: boolean;
  preset?: StepValues;
  onTaken: (after: MatterView | undefined) => void;
}) {
  const step = definitionOf(view.kind, view.version).steps[name];
  const staff = useStaff();
  const [values, setValues] = useState<StepValues>(preset ?? startOf(step));
  const [how, setHow] = useState<'counter' | 'phone'>('counter');
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const { take, busy, error, changed } = useTakeStep(view);
  if (!step) return null;

  const fields = fieldsOf(step).filter((field) => !hiddenNow(name, field, values));
  const input = inputOf(fields, values);
  const faults = tried ? faultsOf(step, input) : {};
  const state = stateOf(view);
  const verdict =
    state && !onBehalf
      ? mayTake(definitionOf(view.kind, view.version), name, {
          state,
          actor: actorOf(staff),
          knowledge: { reportedByActor: false, concernsActor: view.concernsReader },
          now: new Date(),
        })
      : { allowed: true as const };
  const problem = error instanceof Problem ? error : null;

  const change = (field: string, value: unknown) =>
    setValues((before) => {
      const next = { ...before, [field]: value };
      // A ground brings its own sentence; words someone typed stay.
      const typed = String(before.words ?? '');
      if (field === 'ground' && (typed === '' || typed === groundWords(name, String(before.ground ?? ''))))
        next.words = groundWords(name, String(value));
      return next;
    });

  // Nothing is chosen yet, or what is chosen is what stands there already.
  const nothingChosen =
    (fields.includes('matter') && values.matter === undefined) ||
    (fields.includes('category') && (values.category ?? view.category) === view.category);

  const submit = async () => {
    setTried(true);
    if (Object.keys(faultsOf(step, input)).length > 0) return;
    const after = await take(name, onBehalf ? { ...input, onBehalf: how } : input);
    if (after) onTaken(after);
  };

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {changed && (
        <Banner tone="wheat" icon="refresh" title={say('changedTitle')}>
          {say('changedWords')}
        </Banner>
      )}
      {!verdict.allowed && (
        <Banner tone="brick" title={say('stepGone', { reason: verdict.reason })}>
          {verdict.clause && say('refusedBy', { clause: citeClause(verdict.clause) })}
        </Banner>
      )}
      {name.startsWith('erase-') && <ErasureLines moved={name === 'erase-all'} />}
      {onBehalf && (
        <ChoiceList
          inline
          label={say('onBehalfHow')}
          choices={[
            { value: 'counter', label: say('onBehalfCounter') },
            { value: 'phone', label: say('onBehalfPhone') },
          ]}
          value={how}
          onChange={setHow}
        />
      )}
      {fields.map((field) => (
        <StepField
          key={field}
          field={field}
          name={name}
          step={step}
          view={view}
          value={values[field]}
          error={faults[field] ?? problem?.about(field)}
          onChange={(value) => change(field, value)}
          onBusy={setUploading}
        />
      ))}
      <RefusalBanner error={error} />
      <div className="form-end">
        <Button
          type="submit"
          look={name.startsWith('erase-') ? 'danger' : 'filled'}
          icon={stepIcon(name)}
          busy={busy || uploading}
          disabled={!verdict.allowed || nothingChosen}
        >
          {step.title}
        </Button>
      </div>
    </form>
  );
}
