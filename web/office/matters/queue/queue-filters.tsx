import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { MATTER_KINDS } from '../../../../domain/matters/kinds.ts';
import { Button } from '../../../kit/button.tsx';
import { BodySelect } from '../../bodies/body-select.tsx';
import { useStaff, useToday } from '../../shell/me.ts';
import { say as frame } from '../../shell/messages.ts';
import { setSearchWords } from '../../shell/search-words.ts';
import { PlaceSelect } from '../../territory/place-select.tsx';
import { CategorySelect } from '../category-select.tsx';
import { say } from '../messages.ts';
import type { QueueAddress } from './address.ts';
import { PERIODS, type Period, periodDates, periodOf } from './period.ts';

const PERIOD_TITLES: Record<Period, () => string> = {
  any: () => say('periodAny'),
  month: () => say('periodMonth'),
  'last-month': () => say('periodLastMonth'),
  '30-days': () => say('period30'),
  year: () => say('periodYear'),
  custom: () => say('periodCustom'),
};

/** Narrows the queue by place, category, body and time; everything chosen stands in the address. */
export function QueueFilters({ address, q }: { address: QueueAddress; q: string }) {
  const navigate = useNavigate();
  const staff = useStaff();
  const today = useToday();
  const [custom, setCustom] = useState(false);
  const change = (part: QueueAddress) => void navigate({ to: '/', search: { ...address, ...part }, replace: true });
  const period = custom ? 'custom' : periodOf(address.from, address.until, today);
  const filtered = Boolean(q || address.territory || address.category || address.kind || address.body || address.from || address.until);
  return (
    <search className="filters filters-line">
      <PlaceSelect
        value={address.territory}
        onChange={(territory) => change({ territory })}
        within={staff.range}
        label={say('filterPlace')}
        placeholder={say('allPlaces', { name: staff.rangeName })}
      />
      <Select<string>
        aria-label={say('filterKind')}
        value={address.kind ?? ''}
        onChange={(kind) => change({ kind: kind || undefined })}
        options={[{ value: '', label: say('allKinds') }, ...MATTER_KINDS.map(({ kind, title }) => ({ value: kind, label: title }))]}
        popupMatchSelectWidth={false}
      />
      <CategorySelect<string>
        value={address.category}
        everyKind
        onChange={(category) => change({ category })}
        label={say('filterCategory')}
        placeholder={say('allCategories')}
        clear
      />
      <BodySelect
        value={address.body}
        onChange={(body) => change({ body })}
        label={say('filterBody')}
        placeholder={say('allBodies')}
        territory={staff.range.slice(0, 6)}
      />
      <Select<Period>
        aria-label={say('filterPeriod')}
        value={period}
        onChange={(next) => {
          setCustom(next === 'custom');
          if (next !== 'custom') change(periodDates(next, today));
        }}
        options={PERIODS.map((value) => ({ value, label: PERIOD_TITLES[value]() }))}
        popupMatchSelectWidth={false}
      />
      {period === 'custom' && (
        <span className="filter-dates">
          <input
            type="date"
            className="control"
            aria-label={frame('from')}
            value={address.from ?? ''}
            max={address.until}
            onChange={(event) => change({ from: event.target.value || undefined })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            className="control"
            aria-label={frame('until')}
            value={address.until ?? ''}
            min={address.from}
            onChange={(event) => change({ until: event.target.value || undefined })}
          />
        </span>
      )}
      {filtered && (
        <Button
          look="quiet"
          icon="close"
          onClick={() => {
            setCustom(false);
            setSearchWords('');
            void navigate({ to: '/', search: { tab: address.tab } });
          }}
        >
          {say('clearFilters')}
        </Button>
      )}
      <span className="filters-keys" aria-hidden="true">
        {say('keys')}
      </span>
    </search>
  );
}
