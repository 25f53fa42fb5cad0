import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { BodyView } from '../../../domain/bodies/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { AppointForm } from './appoint-form.tsx';
import { AppointmentTable } from './appointment-table.tsx';
import { BodyForm } from './body-form.tsx';
import { say } from './messages.ts';

function Facts({ body }: { body: BodyView }) {
  const rows = [
    [say('shortName'), body.shortName],
    [say('territory'), body.place],
    [say('parent'), body.parentName ?? ''],
    [say('phone'), body.phone],
    [say('address'), body.address],
    [say('hours'), body.hours],
    [say('duties'), body.duties],
  ].filter(([, value]) => value);
  return (
    <Card title={say('facts')}>
      <dl className="details">
        {rows.map(([name, value]) => (
          <div key={name} className="details-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Shown({ body }: { body: BodyView }) {
  const staff = useStaff();
  const inRange = body.territory.startsWith(staff.range);
  const mayEdit = staff.role === 'administrator' && inRange;
  const mayAppoint = mayEdit || (staff.role === 'station-head' && staff.body.id === body.id);
  const address = useSearch({ from: '/frame/bodies/$id' });
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'appoint' | null>(mayAppoint && address.act === 'appoint' ? 'appoint' : null);
  /** What one came for is done or given up: the address says so, so that coming back does not open it again. */
  const close = () => {
    setOpen(null);
    if (address.act) void navigate({ to: '/bodies/$id', params: { id: body.id }, replace: true });
  };
  return (
    <>
      <ScreenHead
        title={body.name}
        above={
          <>
            <Link to="/bodies">{say('title')}</Link>
            <Icon name="chevron-right" />
            <Link to="/places/$code" params={{ code: body.territory }}>
              {body.place}
            </Link>
          </>
        }
        aside={
          <>
            {mayEdit && (
              <Button icon="edit" onClick={() => setOpen('edit')}>
                {say('edit')}
              </Button>
            )}
            {mayAppoint && (
              <Button look="filled" icon="plus" onClick={() => setOpen('appoint')}>
                {say('appoint')}
              </Button>
            )}
          </>
        }
      >
        <Tag tone="plain">{body.kindTitle}</Tag>
      </ScreenHead>
      <Facts body={body} />
      <Card title={say('current')}>
        {body.current.length === 0 ? (
          <EmptyState icon="person" title={say('nobody')}>
            {say('nobodyWords')}
          </EmptyState>
        ) : (
          <AppointmentTable posts={body.current} mayChange={mayAppoint} address={address} onClosed={close} />
        )}
      </Card>
      {body.coming.length > 0 && (
        <Card title={say('coming')}>
          <AppointmentTable posts={body.coming} mayChange={mayAppoint} address={address} onClosed={close} />
        </Card>
      )}
      {body.past.length > 0 && (
        <Card title={say('past')}>
          <AppointmentTable posts={body.past} mayChange={false} />
        </Card>
      )}
      <FormDrawer open={open !== null} title={open === 'edit' ? say('edit') : say('appointTo', { name: body.name })} onClose={close}>
        {open === 'edit' && <BodyForm body={body} onSaved={close} />}
        {open === 'appoint' && <AppointForm body={body} start={address.act === 'appoint' ? address : undefined} onDone={close} />}
      </FormDrawer>
    </>
  );
}

/** One body: what it is for, how to reach it, who holds and held its posts. */
export function BodyScreen() {
  const { id } = useParams({ from: '/frame/bodies/$id' });
  const body = useRead('bodies.view', { id });
  return (
    <ReadState read={body} lines={10}>
      {(data) => <Shown body={data as BodyView} />}
    </ReadState>
  );
}
