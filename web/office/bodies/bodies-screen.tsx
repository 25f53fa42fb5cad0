import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { BODY_KIND_TITLES, BODY_KINDS, type BodyKind } from '../../../domain/bodies/body.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState, ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { SearchInput } from '../shell/search-input.tsx';
import { PlaceSelect } from '../territory/place-select.tsx';
import { BodyForm } from './body-form.tsx';
import { FoundForm } from './found-form.tsx';
import { say } from './messages.ts';

const MOST = 100;

/** 组织与人员: every body one may look up, by name, kind and place. */
export function BodiesScreen() {
  const staff = useStaff();
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<BodyKind | ''>('');
  const [territory, setTerritory] = useState<string | undefined>(staff.range);
  const { found: founding, territory: foundIn } = useSearch({ from: '/frame/bodies' });
  const navigate = useNavigate();
  const mayAdd = staff.role === 'administrator';
  const [adding, setAdding] = useState(mayAdd && founding !== undefined);
  const close = () => {
    setAdding(false);
    if (founding) void navigate({ to: '/bodies', replace: true });
  };
  const q = useSettled(typed.trim(), 250);
  const found = useRead(
    'bodies.search',
    { q, ...(kind && { kinds: [kind] }), ...(territory && { territory }), limit: MOST },
    { keep: true },
  );
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          mayAdd && (
            <Button look="filled" icon="plus" onClick={() => setAdding(true)}>
              {say('add')}
            </Button>
          )
        }
      />
      <search className="filters">
        <SearchInput label={say('search')} value={typed} onChange={setTyped} />
        <select
          className="control control-short"
          aria-label={say('kind')}
          value={kind}
          onChange={(event) => setKind(event.target.value as BodyKind | '')}
        >
          <option value="">{say('kindAny')}</option>
          {BODY_KINDS.map((one) => (
            <option key={one} value={one}>
              {BODY_KIND_TITLES[one]}
            </option>
          ))}
        </select>
        <PlaceSelect
          value={territory}
          onChange={setTerritory}
          within={staff.range.slice(0, 6)}
          label={say('place')}
          placeholder={frame('choosePlace')}
        />
      </search>
      <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <Skeleton lines={10} card />}
      {found.data?.items.length === 0 && (
        <EmptyState icon="people" title={say('none')}>
          {say('noneWords')}
        </EmptyState>
      )}
      {found.data && found.data.items.length > 0 && (
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('colName')}</th>
                <th scope="col">{say('colKind')}</th>
                <th scope="col">{say('colPlace')}</th>
                <th scope="col">{say('colPhone')}</th>
                <th scope="col">{say('colDuties')}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.items.map((body) => (
                <tr key={body.id}>
                  <th scope="row">
                    <Link to="/bodies/$id" params={{ id: body.id }}>
                      {body.name}
                    </Link>
                  </th>
                  <td>{body.kindTitle}</td>
                  <td data-label={say('colPlace')}>{body.place}</td>
                  <td data-label={say('colPhone')}>{body.phone}</td>
                  <td className="cell-quiet">{body.duties}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.data?.items.length === MOST && <p className="quiet">{say('cut', { n: MOST })}</p>}
      <FormDrawer open={adding} title={say('add')} onClose={close}>
        {founding && foundIn ? (
          <FoundForm
            kind={founding}
            territory={foundIn}
            onSaved={(id) => void navigate({ to: '/bodies/$id', params: { id }, replace: true })}
          />
        ) : (
          <BodyForm onSaved={close} />
        )}
      </FormDrawer>
    </>
  );
}
