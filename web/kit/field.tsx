import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';

/** What a control must carry so that its label, hint and error are read with it. */
export type Tied = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

/** Label, hint and error around one control, tied to it by aria. */
export function Field({
  label,
  aside,
  hint,
  error,
  children,
}: {
  label: ReactNode;
  aside?: ReactNode;
  hint?: ReactNode;
  error?: string;
  children: (tied: Tied) => ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={classNames('field', error && 'field-wrong')}>
      <label className="field-label" htmlFor={id}>
        {label}
        {aside && <span className="field-aside">{aside}</span>}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          <Icon name="warn" />
          {error}
        </p>
      )}
    </div>
  );
}

type FieldText = { label: ReactNode; aside?: ReactNode; hint?: ReactNode; error?: string };

/** One line of text with its label. */
export function TextInput({ label, aside, hint, error, className, ...rest }: FieldText & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(tied) => <input {...rest} {...tied} className={classNames('control', className)} />}
    </Field>
  );
}

/** Several lines of text with its label; `corner` sits in the lower right of the box (the microphone). */
export function TextArea({
  label,
  aside,
  hint,
  error,
  corner,
  className,
  ...rest
}: FieldText & { corner?: ReactNode } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(tied) => (
        <div className={classNames('text-area', Boolean(corner) && 'text-area-cornered')}>
          <textarea rows={3} {...rest} {...tied} className={classNames('control', className)} />
          {corner && <div className="text-area-corner">{corner}</div>}
        </div>
      )}
    </Field>
  );
}
