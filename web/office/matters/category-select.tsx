import { Select } from 'antd';
import { CATEGORIES, CATEGORY_GROUPS, type CategoryCode } from '../../../domain/matters/appeal/categories.ts';
import { MATTER_KINDS } from '../../../domain/matters/kinds.ts';

const OPTIONS: Options = CATEGORY_GROUPS.map((group) => ({
  label: group.name,
  title: group.name,
  options: CATEGORIES.filter((category) => category.parent === group.code).map((category) => ({
    value: category.code,
    label: category.name,
    group: group.name,
  })),
}));

type Options = { label: string; title: string; options: { value: string; label: string; group: string }[] }[];

/** What matters of the other kinds are about; a kind with one subject stands by its name. */
const OTHERS: Options = MATTER_KINDS.filter(({ kind }) => kind !== 'appeal').map(({ title, subjects }) => ({
  label: title,
  title,
  options: subjects.codes.map((code) => ({ value: code, label: subjects.nameOf(code), group: title })),
}));

/** One of the categories in two levels; typing narrows by name. */
export function CategorySelect<Code extends string = CategoryCode>({
  id,
  value,
  onChange,
  label,
  placeholder,
  clear,
  everyKind,
}: {
  id?: string;
  value: string | undefined;
  onChange: (code: Code | undefined) => void;
  label: string;
  placeholder: string;
  clear?: boolean;
  /** Also what matters of other kinds are about, to look for them. */
  everyKind?: boolean;
}) {
  const groups = everyKind ? [...OPTIONS, ...OTHERS] : OPTIONS;
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={groups.flatMap((group) => group.options).find((option) => option.value === value)?.value ?? null}
      onChange={(code: string | null) => onChange((code as Code | null) ?? undefined)}
      allowClear={clear}
      showSearch={{
        filterOption: (typed, option) => Boolean(option && 'group' in option && `${option.label}${option.group}`.includes(typed)),
      }}
      options={groups}
      popupMatchSelectWidth={false}
      className="select"
    />
  );
}
