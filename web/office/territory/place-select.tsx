import { Select } from 'antd';
import { useState } from 'react';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { say } from '../shell/messages.ts';

type Level = 'county' | 'township' | 'village' | 'grid';

/** A place found by name, pinyin, initials or code inside a range; before typing it offers what lies directly below the range. */
export function PlaceSelect({
  id,
  value,
  onChange,
  within,
  level,
  label,
  placeholder,
}: {
  id?: string;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  within: string;
  level?: Level;
  label: string;
  placeholder: string;
}) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(typed.trim(), 250);
  const children = useRead('territory.children', { code: within }, { enabled: open && !q && (!level || level !== 'grid') });
  const found = useRead(
    'territory.search',
    { q, within, ...(level && { level }), limit: 20 },
    { enabled: open && q.length > 0, keep: true },
  );
  const chosen = useRead('territory.place', { code: value ?? '' }, { enabled: Boolean(value) });
  const options = q
    ? (found.data?.items ?? []).map((place) => ({ value: place.code, label: place.shortName, path: place.path }))
    : (children.data?.items ?? [])
        .filter((place) => !level || place.level === level)
        .map((place) => ({ value: place.code, label: place.shortName, path: '' }));
  // A grid's name says little without its village.
  const village = chosen.data?.level === 'grid' ? (chosen.data.path.at(-1)?.name ?? '') : '';
  const known =
    value && chosen.data && !options.some((option) => option.value === value)
      ? [{ value, label: `${village} ${chosen.data.shortName}`.trim(), path: '' }]
      : [];
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={value && (known.length > 0 || options.some((option) => option.value === value)) ? value : null}
      onChange={(code: string | null) => onChange(code ?? undefined)}
      onOpenChange={setOpen}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={q ? options : [...known, ...options]}
      optionRender={(option) => (
        <span className="option">
          <span>{option.data.label}</span>
          {option.data.path && <span className="option-note">{option.data.path}</span>}
        </span>
      )}
      notFoundContent={q ? say('noneFound') : say('searchPlace')}
      popupMatchSelectWidth={false}
      className="select"
    />
  );
}
