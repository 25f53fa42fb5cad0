import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useEffect, useId, useRef } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';

/** What a control must carry so that its label, hint and error are read with it. */
export type Tied = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

/** What is wrong with a control or a form, as one sentence; told by the sign as well as by the colour. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id} role="alert">
      <Icon name="warn" />
      <span>{children}</span>
    </p>
  );
}

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
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** Takes the focus when it appears. A browser heeds the attribute only once in a document, and each face is one document. */
function useFocus<Control extends HTMLElement>(wanted: boolean | undefined): Ref<Control> {
  const control = useRef<Control>(null);
  const asked = useRef(wanted);
  useEffect(() => {
    if (asked.current) control.current?.focus({ preventScroll: true });
  }, []);
  return control;
}

type FieldText = { label: ReactNode; aside?: ReactNode; hint?: ReactNode; error?: string };

/** One line of text with its label. */
export function TextInput({ label, aside, hint, error, className, autoFocus, ...rest }: FieldText & InputHTMLAttributes<HTMLInputElement>) {
  const control = useFocus<HTMLInputElement>(autoFocus);
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(tied) => <input {...rest} {...tied} ref={control} className={classNames('control', className)} />}
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
  autoFocus,
  ...rest
}: FieldText & { corner?: ReactNode } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const control = useFocus<HTMLTextAreaElement>(autoFocus);
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(tied) => (
        <div className={classNames('text-area', Boolean(corner) && 'text-area-cornered')}>
          <textarea rows={3} {...rest} {...tied} ref={control} className={classNames('control', className)} />
          {corner && <div className="text-area-corner">{corner}</div>}
        </div>
      )}
    </Field>
  );
}
