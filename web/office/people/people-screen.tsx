import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { PRESENCE_TITLES, REGISTER_GAPS, type RegisterGap } from '../../../domain/people/contract.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useSettled } from '../../kit/settled.ts';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { More } from '../shell/more.tsx';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { SearchInput } from '../shell/search-input.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { HouseholdForm } from './household-form.tsx';
import { mayKeepIdentity, mayKeepPeople } from './may-keep.ts';
import { say } from './messages.ts';

const GAP_WORDS = { 'outside-grid': 'gapOutside', incomplete: 'gapIncomplete' } as const satisfies Record<RegisterGap, string>;

/** 居民: found inside one's range only, audited, phones masked. */
export function PeopleScreen() {
  const staff = useStaff();
  const [typed, setTyped] = useState('');
  const came = useSearch({ from: '/frame/people' });
  const [territory, setTerritory] = useState(came.territory?.startsWith(staff.range) ? came.territory : undefined);
  const [gap, setGap] = useState(came.gap);
  const [adding, setAdding] = useState(came.add === 'household' && mayKeepPeople(staff.role));
  const q = useSettled(typed.trim(), 400);
  const asked = gap !== undefined || q.length > 0 || (territory?.length ?? 0) >= 12;
  const list = usePages('people.search', { q, territory: territory ?? staff.range, ...(gap && { gap }), limit: 30 }, { enabled: asked });
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          mayKeepPeople(staff.role) && (
            <Button look="filled" icon="plus" onClick={() => setAdding(true)}>
              {say('addHousehold')}
            </Button>
          )
        }
      />
      <p className="quiet">{say('audited')}</p>
      <search className="filters">
        <SearchInput label={say('search')} value={typed} onChange={setTyped} maxLength={40} />
        <PlaceSelect
          value={territory}
          onChange={setTerritory}
          within={staff.range}
          label={frame('choosePlace')}
          placeholder={frame('choosePlace')}
        />
        <select
          className="control control-short"
          aria-label={say('gap')}
          value={gap ?? ''}
          onChange={(event) => setGap(REGISTER_GAPS.find((one) => one === event.target.value))}
        >
          <option value="">{say('gapAny')}</option>
          {REGISTER_GAPS.map((one) => (
            <option key={one} value={one}>
              {say(GAP_WORDS[one])}
            </option>
          ))}
        </select>
      </search>
      {!asked && (
        <EmptyState icon="search" title={say('start')}>
          {say('startWords')}
          {mayKeepIdentity(staff.role) && say('startIdentity')}
        </EmptyState>
      )}
      {asked && list.error && <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />}
      {asked && list.isPending && <Skeleton lines={8} card />}
      {asked && list.data && list.items.length === 0 && (
        <EmptyState icon="person" title={say(gap ? 'gapNone' : 'none')}>
          {say(gap ? 'gapNoneWords' : 'noneWords')}
        </EmptyState>
      )}
      {asked && list.items.length > 0 && (
        <div>
          <div className="table-wrap">
            <table className="table table-cards">
              <thead>
                <tr>
                  <th scope="col">{say('colName')}</th>
                  <th scope="col">{say('colPhone')}</th>
                  <th scope="col">{say('colAddress')}</th>
                  <th scope="col">{say('colRelation')}</th>
                  <th scope="col">{say('colPresence')}</th>
                </tr>
              </thead>
              <tbody>
                {list.items.map((person) => (
                  <tr key={person.id}>
                    <th scope="row">
                      <Link to="/people/$id" params={{ id: person.id }}>
                        {person.name}
                      </Link>
                    </th>
                    <td>{person.phone}</td>
                    <td data-label={say('colAddress')}>
                      {person.gridName} {person.address}
                    </td>
                    <td data-label={say('colRelation')}>{person.relation}</td>
                    <td data-label={say('colPresence')}>{PRESENCE_TITLES[person.presence]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More list={list} />
        </div>
      )}
      <FormDrawer open={adding} title={say('householdTitle')} onClose={() => setAdding(false)}>
        <HouseholdForm onDone={() => setAdding(false)} />
      </FormDrawer>
    </>
  );
}
