import { Select } from 'antd';
import { CATEGORIES, CATEGORY_GROUPS, type CategoryCode } from '../../../domain/matters/appeal/categories.ts';

const OPTIONS = CATEGORY_GROUPS.map((group) => ({
  label: group.name,
  title: group.name,
  options: CATEGORIES.filter((category) => category.parent === group.code).map((category) => ({
    value: category.code as CategoryCode,
    label: category.name,
    group: group.name,
  })),
}));

/** One of the categories in two levels; typing narrows by name. */
export function CategorySelect({
  id,
  value,
  onChange,
  label,
  placeholder,
  clear,
}: {
  id?: string;
  value: string | undefined;
  onChange: (code: CategoryCode | undefined) => void;
  label: string;
  placeholder: string;
  clear?: boolean;
}) {
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={OPTIONS.flatMap((group) => group.options).find((option) => option.value === value)?.value ?? null}
      onChange={(code: CategoryCode | null) => onChange(code ?? undefined)}
      allowClear={clear}
      showSearch={{
        filterOption: (typed, option) => Boolean(option && 'group' in option && `${option.label}${option.group}`.includes(typed)),
      }}
      options={OPTIONS}
      popupMatchSelectWidth={false}
      className="select"
    />
  );
}
