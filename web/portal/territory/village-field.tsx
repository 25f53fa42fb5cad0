import { useId } from 'react';
import { FieldError } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import type { Place } from '../device.ts';
import { VillageSheet } from './village-sheet.tsx';

/** A village as a row of a form; pressing it asks for another. `none` stands there while there is none, `error` says that one is needed. */
export function VillageField({
  label,
  none,
  value,
  error,
  choosing,
  onChoosing,
  onChange,
}: {
  label: string;
  none: string;
  value: Place | undefined;
  error?: string | false;
  choosing: boolean;
  onChoosing: (choosing: boolean) => void;
  onChange: (place: Place) => void;
}) {
  const id = useId();
  return (
    <section className="field">
      <h2 className="field-label">{label}</h2>
      <div className="card rows">
        <button
          type="button"
          className="row"
          onClick={() => onChoosing(true)}
          aria-haspopup="dialog"
          aria-describedby={error ? id : undefined}
        >
          <Icon name="pin" />
          <span className="row-words">
            <span>{value?.name ?? none}</span>
            {value && <span className="row-under">{value.township}</span>}
          </span>
          <Icon name="chevron-right" />
        </button>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
      <VillageSheet
        open={choosing}
        value={value?.code}
        onClose={() => onChoosing(false)}
        onChoose={(place) => {
          onChange(place);
          onChoosing(false);
        }}
      />
    </section>
  );
}
