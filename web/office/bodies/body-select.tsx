import { Select } from 'antd';
import { useState } from 'react';
import type { BodyKind } from '../../../domain/bodies/body.ts';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { say } from '../shell/messages.ts';

/** A body found by name, pinyin or initials in a territory. */
export function BodySelect({
  id,
  value,
  onChange,
  territory,
  kinds,
  label,
  placeholder,
}: {
  id?: string;
  value: string | undefined;
  onChange: (bodyId: string | undefined) => void;
  territory?: string;
  kinds?: BodyKind[];
  label: string;
  placeholder: string;
}) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(typed.trim(), 250);
  const found = useRead(
    'bodies.search',
    { q, ...(territory && { territory }), ...(kinds && { kinds }), limit: 40 },
    { enabled: open, keep: true },
  );
  const chosen = useRead('bodies.view', { id: value ?? '' }, { enabled: Boolean(value) });
  const options = (found.data?.items ?? []).map((body) => ({ value: body.id, label: body.shortName || body.name, note: body.kindTitle }));
  const known =
    value && chosen.data && !options.some((option) => option.value === value)
      ? [{ value, label: chosen.data.shortName || chosen.data.name, note: '' }]
      : [];
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={value && (known.length > 0 || options.some((option) => option.value === value)) ? value : null}
      onChange={(bodyId: string | null) => onChange(bodyId ?? undefined)}
      onOpenChange={setOpen}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[...known, ...options]}
      optionRender={(option) => (
        <span className="option">
          <span>{option.data.label}</span>
          <span className="option-note">{option.data.note}</span>
        </span>
      )}
      notFoundContent={found.isFetching ? say('loadingMore') : say('noneFound')}
      popupMatchSelectWidth={false}
      className="select"
    />
  );
}
