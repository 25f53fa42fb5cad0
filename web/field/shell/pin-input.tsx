import { TextInput } from '../../kit/field.tsx';

/** Six digits, not shown, on the number keys. */
export function PinInput({
  label,
  value,
  onChange,
  error,
  fresh,
  disabled,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  fresh?: boolean;
  disabled?: boolean;
}) {
  return (
    <TextInput
      label={label}
      type="password"
      inputMode="numeric"
      autoComplete={fresh ? 'new-password' : 'off'}
      maxLength={6}
      className="pin-input"
      value={value}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange((event.target as HTMLInputElement).value.replace(/\D/g, ''))}
    />
  );
}
