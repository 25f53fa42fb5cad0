import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { FieldError } from './field.tsx';

export type Choice<Value extends string> = { value: Value; label: ReactNode; hint?: ReactNode };

/** One of several, as big rows; native radio buttons underneath, so arrow keys work. `inline` lays short answers side by side. */
export function ChoiceList<Value extends string>({
  label,
  hideLabel,
  choices,
  value,
  onChange,
  inline,
  error,
}: {
  label: ReactNode;
  hideLabel?: boolean;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  inline?: boolean;
  error?: string;
}) {
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</legend>
      <div className={classNames('choices-rows', inline && 'choices-inline')}>
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input type="radio" name={id} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            <span className="choice-words">
              <span>{choice.label}</span>
              {choice.hint && <span className="choice-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
