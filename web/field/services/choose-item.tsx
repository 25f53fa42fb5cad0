import { useMemo, useState } from 'react';
import type { CarriedService } from '../../../domain/field/contract.ts';
import { findItems, indexOf } from '../../../domain/services/find.ts';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { useOpen } from '../shell/state.ts';
import { t } from './messages.ts';
import { servicesOf } from './services-of-day.ts';

const SHOWN = 20;

/** How long it takes, in a word. */
export const timeOf = ({ instant, days }: CarriedService): string => (instant ? t('instant') : days === null ? '' : t('days', { n: days }));

/** What for: found by name, pinyin or plain words, on the phone itself. */
export function ChooseItem({ onChoose }: { onChoose: (item: string) => void }) {
  const { parts } = useOpen();
  const [typed, setTyped] = useState('');
  const items = useMemo(() => servicesOf({ parts }), [parts]);
  const index = useMemo(() => indexOf(items), [items]);
  const found = typed.trim() ? findItems(index, typed, SHOWN) : items.slice(0, SHOWN);
  if (items.length === 0) {
    return (
      <EmptyState icon="doc" title={t('noItems')}>
        {t('noItemsWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <TextInput
        label={t('whatSearch')}
        hint={t('whatHint')}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        autoFocus
        value={typed}
        onChange={(event) => setTyped((event.target as HTMLInputElement).value)}
      />
      {found.length === 0 ? (
        <EmptyState icon="search" title={t('whatNone')}>
          {t('whatNoneWords')}
        </EmptyState>
      ) : (
        <ul className="field-rows">
          {found.map((item) => (
            <li key={item.id}>
              <button type="button" className="field-row" onClick={() => onChoose(item.id)}>
                <Icon name="doc" />
                <span className="field-row-words">
                  <strong>{item.name}</strong>
                  <span className="field-row-under">
                    {[
                      item.example && t('example'),
                      item.materials.length > 0 ? t('asks', { n: item.materials.length }) : t('asksNone'),
                      timeOf(item),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <Icon name="chevron-right" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
