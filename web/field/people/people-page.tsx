import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { TextInput } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { Screen } from '../shell/screen.tsx';
import { useOpen } from '../shell/state.ts';
import { headOf, householdsOf, isMeant } from './households.ts';
import { t } from './messages.ts';
import { WindowedList } from './windowed-list.tsx';

/** In rem; must hold two lines of the largest text. */
const ROW = 5;

/** Everyone of the grid, door by door; found by name, pinyin or door. */
export default function PeoplePage() {
  const { parts } = useOpen();
  const [typed, setTyped] = useState('');
  const all = useMemo(() => householdsOf({ parts }), [parts]);
  const found = useMemo(() => all.filter((household) => isMeant(household, typed)), [all, typed]);
  return (
    <Screen title={t('title')}>
      {all.length === 0 ? (
        <EmptyState icon="people" title={t('empty')}>
          {t('emptyWords')}
        </EmptyState>
      ) : (
        <>
          <TextInput
            label={t('search')}
            hint={t('searchHint')}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped((event.target as HTMLInputElement).value)}
          />
          <p className="quiet small" role="status">
            {typed.trim()
              ? t('found', { n: found.length })
              : t('count', { n: all.length, m: all.reduce((sum, household) => sum + household.members.length, 0) })}
          </p>
          {found.length === 0 ? (
            <EmptyState icon="search" title={t('none')}>
              {t('noneWords')}
            </EmptyState>
          ) : (
            <WindowedList items={found} rowHeight={ROW} keyOf={(household) => household.id} label={t('title')}>
              {(household) => {
                const away = household.members.filter((member) => member.presence === 'away').length;
                return (
                  <Link href={`/people/${household.id}`} className="field-row">
                    <Icon name="door" />
                    <span className="field-row-words">
                      <strong>{headOf(household)}</strong>
                      <span className="field-row-under one-line">{household.address || t('noAddress')}</span>
                    </span>
                    <span className="field-row-due">
                      {[t('people', { n: household.members.length }), away > 0 && t('away', { n: away })].filter(Boolean).join(' ')}
                    </span>
                  </Link>
                );
              }}
            </WindowedList>
          )}
        </>
      )}
    </Screen>
  );
}
