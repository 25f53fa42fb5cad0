import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { ChoiceList } from '../../kit/choice-list.tsx';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Skeleton } from '../../kit/notice.tsx';
import { PointMap } from '../../kit/point-map.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { useConfig } from '../accounts/session.ts';
import type { AppealDraft } from '../device.ts';
import { t as matters } from '../matters/messages.ts';
import { t } from './messages.ts';
import { useCountyCentre, useGrids } from './places.ts';
import { VillagePicker } from './village-sheet.tsx';

type Where = Pick<AppealDraft, 'village' | 'grid' | 'address' | 'point'>;

/** Where it is: village, grid, a few words, and a point on the map where the server has one. */
export function PlaceSheet({
  open,
  value,
  onChange,
  onClose,
}: {
  open: boolean;
  value: Where;
  onChange: (where: Partial<Where>) => void;
  onClose: () => void;
}) {
  const config = useConfig();
  const [choosing, setChoosing] = useState(false);
  const centre = useCountyCentre(open && config.tiles ? value.village?.code : undefined);
  const grids = useGrids(open ? value.village?.code : undefined);
  const close = () => {
    setChoosing(false);
    onClose();
  };

  if (choosing || !value.village) {
    return (
      <Sheet open={open} title={matters('placeVillage')} onClose={close}>
        <VillagePicker
          value={value.village?.code}
          onChoose={(village) => {
            onChange({ village, grid: village.code === value.village?.code ? value.grid : undefined });
            setChoosing(false);
          }}
        />
      </Sheet>
    );
  }
  const { village } = value;
  return (
    <Sheet
      open={open}
      title={matters('placeTitle')}
      onClose={close}
      action={
        <Button look="filled" wide onClick={close}>
          {matters('placeDone')}
        </Button>
      }
    >
      <div className="card rows">
        <button type="button" className="row" onClick={() => setChoosing(true)}>
          <Icon name="pin" />
          <span className="row-words">
            <span>{village.name}</span>
            <span className="row-under">{village.township}</span>
          </span>
          <span className="row-action">{matters('change')}</span>
        </button>
      </div>
      <TextInput
        label={matters('placeAddress')}
        aside={matters('optional')}
        hint={matters('placeAddressHint')}
        value={value.address}
        maxLength={100}
        onChange={(event) => onChange({ village, grid: value.grid, address: event.target.value })}
      />
      {grids.isLoading ? (
        <Skeleton lines={3} />
      ) : (
        grids.items.length > 0 && (
          <ChoiceList
            label={matters('placeGrid')}
            choices={[
              ...grids.items.map((grid) => ({ value: grid.code, label: grid.name, hint: grid.note })),
              { value: '', label: matters('placeGridUnknown') },
            ]}
            value={value.grid?.code ?? ''}
            onChange={(code) => onChange({ village, grid: grids.items.find((grid) => grid.code === code) })}
          />
        )
      )}
      {config.tiles && centre && (
        <section className="field">
          <h3 className="field-label">
            {matters('placePoint')}
            <span className="field-aside">{matters('placePointAside')}</span>
          </h3>
          <PointMap tiles={config.tiles} point={value.point} centre={centre} label={t('map')} onChange={(point) => onChange({ point })} />
          {value.point && (
            <Button look="quiet" icon="close" onClick={() => onChange({ point: undefined })}>
              {matters('placePointGone')}
            </Button>
          )}
        </section>
      )}
    </Sheet>
  );
}
