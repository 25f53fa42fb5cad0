import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useSettled } from '../../kit/settled.ts';
import { Sheet } from '../../kit/sheet.tsx';
import type { Place } from '../device.ts';
import { t } from './messages.ts';
import { type Division, useChildren, useSearch } from './places.ts';

function Rows({
  items,
  chosen,
  onPick,
}: {
  items: readonly (Division & { under?: string })[];
  chosen?: string;
  onPick: (division: Division) => void;
}) {
  return (
    <ul className="rows card">
      {items.map((item) => (
        <li key={item.code}>
          <button type="button" className="row" onClick={() => onPick(item)}>
            <span className="row-words">
              <span>{item.name}</span>
              {item.under && <span className="row-under">{item.under}</span>}
            </span>
            <Icon name={item.code === chosen ? 'check' : 'chevron-right'} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Finds a village by its name, pinyin or initials, or by going down from the county. */
export function VillagePicker({ value, onChoose }: { value?: string; onChoose: (place: Place) => void }) {
  const [text, setText] = useState('');
  const settled = useSettled(text.trim(), 300);
  const [path, setPath] = useState<Division[]>([]);
  const found = useSearch(settled);
  const here = path[path.length - 1];
  const children = useChildren(here?.code);

  const pick = (division: Division, ancestors: readonly Division[]) => {
    if (division.code.length < 12) return setPath([...ancestors, division]);
    onChoose({
      code: division.code,
      name: division.name,
      township:
        division.above ??
        ancestors
          .slice(-2)
          .map((one) => one.name)
          .join(' '),
    });
  };

  return (
    <div className="picker">
      <TextInput
        label={t('searchLabel')}
        hint={t('searchHint')}
        type="search"
        value={text}
        maxLength={30}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        // It may be asked inside a form, which Enter here must not send.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {settled ? (
        found.isLoading ? (
          <Skeleton lines={4} />
        ) : found.error ? (
          <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
        ) : (found.items.length ?? 0) === 0 ? (
          <p role="status">{t('searchNone', { text: settled })}</p>
        ) : (
          <Rows items={found.items.map((item) => ({ ...item, under: item.above }))} chosen={value} onPick={(item) => pick(item, [])} />
        )
      ) : (
        <section className="section">
          <h3>{here ? here.name : t('browse')}</h3>
          {here && (
            <Button look="quiet" icon="back" onClick={() => setPath(path.slice(0, -1))}>
              {t('up')}
            </Button>
          )}
          {children.isLoading ? (
            <Skeleton lines={5} />
          ) : children.error ? (
            <ErrorBanner error={children.error} onRetry={() => void children.refetch()} />
          ) : (
            <Rows items={children.items} chosen={value} onPick={(item) => pick(item, path)} />
          )}
        </section>
      )}
    </div>
  );
}

/** The village picker as a question over the page. */
export function VillageSheet({
  open,
  value,
  onChoose,
  onClose,
}: {
  open: boolean;
  value?: string;
  onChoose: (place: Place) => void;
  onClose: () => void;
}) {
  return (
    <Sheet open={open} title={t('picker')} onClose={onClose}>
      <VillagePicker value={value} onChoose={onChoose} />
    </Sheet>
  );
}
