/** Where one types to narrow a list; `label` says what it may be and stands inside while nothing is typed. */
export function SearchInput({
  label,
  value,
  onChange,
  maxLength = 60,
}: {
  label: string;
  value: string;
  onChange: (typed: string) => void;
  maxLength?: number;
}) {
  return (
    <input
      type="search"
      className="control control-search"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      placeholder={label}
      aria-label={label}
      maxLength={maxLength}
      autoComplete="off"
    />
  );
}
