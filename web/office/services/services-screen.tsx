import './services.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CATALOGUE_PARTS } from '../../../domain/services/contract.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { classNames } from '../../kit/class-names.ts';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { More } from '../shell/more.tsx';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { SearchInput } from '../shell/search-input.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { countyOfStaff, keepsCatalogue } from './county.ts';
import { say } from './messages.ts';
import { daysText, WayTags } from './service-facts.tsx';
import { ServiceForm } from './service-form.tsx';

type Part = (typeof CATALOGUE_PARTS)[number];
type Row = OutputOf<'services.search'>['items'][number] & Partial<OutputOf<'services.list'>['items'][number]>;

const PART_TITLES: Record<Part, () => string> = { own: () => say('own'), examples: () => say('examples'), ended: () => say('ended') };
const EMPTY: Record<Part, { title: () => string; words: () => string }> = {
  own: { title: () => say('emptyOwn'), words: () => say('emptyOwnWords') },
  examples: { title: () => say('emptyExamples'), words: () => say('emptyExamplesWords') },
  ended: { title: () => say('emptyEnded'), words: () => say('emptyEndedWords') },
};

function ItemTable({ rows, label }: { rows: readonly Row[]; label: string }) {
  const dated = rows.some(({ validFrom }) => validFrom);
  return (
    <div className="table-wrap">
      <table className="table table-cards" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{say('colName')}</th>
            <th scope="col">{say('colDepartment')}</th>
            {dated && <th scope="col">{say('colDays')}</th>}
            <th scope="col">{say('colHow')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/services/$id" params={{ id: row.id }}>
                  {row.name}
                </Link>
              </th>
              <td>{row.department}</td>
              {dated && <td data-label={say('colDays')}>{daysText({ days: row.days ?? null, instant: row.instant })}</td>}
              <td>
                <WayTags item={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Listed({ county, part }: { county: string; part: Part }) {
  const list = usePages('services.list', { county, part, limit: 50 });
  if (list.isPending) return <Skeleton lines={12} card />;
  return (
    <>
      {list.error && <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && list.items.length === 0 && (
        <EmptyState icon="list" title={EMPTY[part].title()}>
          {EMPTY[part].words()}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <div className={list.isPlaceholderData ? 'stale' : undefined}>
          <ItemTable rows={list.items} label={PART_TITLES[part]()} />
          <More list={list} />
        </div>
      )}
    </>
  );
}

function Found({ county, q }: { county: string; q: string }) {
  const found = useRead('services.search', { county, q, limit: 50 }, { keep: true });
  if (found.isPending) return <Skeleton lines={8} card />;
  return (
    <>
      <p className="searching" role="status">
        {say('searching', { q })}
      </p>
      {found.error && <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <EmptyState icon="search" title={say('emptySearch')}>
          {say('emptySearchWords')}
        </EmptyState>
      )}
      {found.data && found.data.items.length > 0 && <ItemTable rows={found.data.items} label={say('title')} />}
    </>
  );
}

/** 办事目录: the county's own items, the examples of other places, what has ended; everyone at work reads, the county's administrator keeps it. */
export function ServicesScreen() {
  const staff = useStaff();
  const navigate = useNavigate();
  const { part = 'own', county: asked } = useSearch({ from: '/frame/services' });
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useSettled(typed.trim(), 300);
  const own = countyOfStaff(staff);
  const county = own ?? asked;
  const picker = own === null && (
    <PlaceSelect
      level="county"
      value={county}
      onChange={(code) => void navigate({ to: '/services', search: { part, county: code } })}
      within={staff.range}
      label={say('county')}
      placeholder={say('countyPick')}
    />
  );
  if (!county)
    return (
      <>
        <ScreenHead title={say('title')} />
        {picker}
        <EmptyState icon="list" title={say('noCounty')}>
          {say('noCountyWords')}
        </EmptyState>
      </>
    );
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          own &&
          keepsCatalogue(staff, own) && (
            <Button look="filled" icon="plus" onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          )
        }
      />
      <search className="filters">
        {picker}
        <SearchInput label={say('search')} value={typed} onChange={setTyped} />
      </search>
      {!q && (
        <nav className="tabs" aria-label={say('parts')}>
          {CATALOGUE_PARTS.map((one) => (
            <Link
              key={one}
              to="/services"
              search={{ part: one, county: asked }}
              className={classNames('tab', one === part && 'tab-current')}
              aria-current={one === part ? 'page' : undefined}
            >
              {PART_TITLES[one]()}
            </Link>
          ))}
        </nav>
      )}
      {q ? <Found county={county} q={q} /> : <Listed county={county} part={part} />}
      <FormDrawer open={adding} title={say('addTitle')} size={520} onClose={() => setAdding(false)}>
        <ServiceForm how="add" onDone={(id) => void navigate({ to: '/services/$id', params: { id } })} />
      </FormDrawer>
    </>
  );
}
