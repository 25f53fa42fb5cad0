import { type ReactNode, useId } from 'react';
import { Icon, type IconName } from './icons.tsx';

/** On or off, as a row with the words first; the whole row is the target. */
export function Switch({
  icon,
  label,
  hint,
  checked,
  onChange,
  disabled,
}: {
  icon?: IconName;
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <label className="switch-row" htmlFor={id}>
      {icon && <Icon name={icon} />}
      <span className="switch-words">
        <span>{label}</span>
        {hint && (
          <span className="switch-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={checked}
        disabled={disabled}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange((event.target as HTMLInputElement).checked)}
      />
    </label>
  );
}
