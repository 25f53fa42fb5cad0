import { Modal } from 'antd';
import { useState } from 'react';
import type { Grid, Place } from '../../../domain/territory/contract.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { Card } from '../shell/card.tsx';
import { useStaff, useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { countText } from '../shell/numbers.ts';
import { GridForm } from './grid-form.tsx';
import { say } from './messages.ts';

function GridRow({ grid, today, onEdit }: { grid: Grid; today: string; onEdit?: () => void }) {
  const past = grid.validUntil !== null && grid.validUntil < today;
  return (
    <tr className={past ? 'row-past' : undefined}>
      <th scope="row">
        {grid.name}
        <span className="quiet"> {grid.code.slice(-3)}</span>
      </th>
      <td data-label={say('gridWorkers')}>
        {grid.workers.length === 0 && !past && (
          <Tag tone="brick" icon="warn">
            {say('gridNoWorker')}
          </Tag>
        )}
        {grid.workers.map((worker) => (
          <span key={`${worker.name}${worker.phone}`} className="worker">
            {worker.name}
            {worker.phone && (
              <a className="phone" href={`tel:${worker.phone}`}>
                {worker.phone}
              </a>
            )}
          </span>
        ))}
      </td>
      <td className="number" data-label={say('gridColHouseholds')}>
        {grid.households === null ? '—' : countText(grid.households)}
      </td>
      <td className="quiet" data-label={say('gridColFrom')}>
        {grid.validFrom}
        {grid.validUntil && ` ${say('gridUntil', { date: grid.validUntil })}`}
      </td>
      <td>
        {onEdit && (
          <button type="button" className="link" onClick={onEdit}>
            {frame('edit')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** The grids of a village with who serves each; those who may change them do it here; `adding` opens the form of a new one. */
export function GridsCard({ place, adding }: { place: Place; adding: boolean }) {
  const staff = useStaff();
  const today = useToday();
  const mayEdit = (staff.role === 'administrator' || staff.role === 'station-head') && place.code.startsWith(staff.range);
  const [editing, setEditing] = useState<Grid | 'new' | null>(adding && mayEdit ? 'new' : null);
  return (
    <Card
      title={say('gridsTitle')}
      aside={
        mayEdit && (
          <Button icon="plus" onClick={() => setEditing('new')}>
            {say('gridAdd')}
          </Button>
        )
      }
    >
      {place.grids.length === 0 ? (
        <EmptyState icon="map" title={say('gridsNone')}>
          {say('gridsNoneWords')}
        </EmptyState>
      ) : (
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('gridColName')}</th>
                <th scope="col">{say('gridWorkers')}</th>
                <th scope="col" className="number">
                  {say('gridColHouseholds')}
                </th>
                <th scope="col">{say('gridColFrom')}</th>
                <th scope="col">
                  <span className="visually-hidden">{frame('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {place.grids.map((grid) => (
                <GridRow key={grid.code} grid={grid} today={today} onEdit={mayEdit ? () => setEditing(grid) : undefined} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal
        open={editing !== null}
        title={editing === 'new' ? say('gridAdd') : say('gridEdit')}
        footer={null}
        onCancel={() => setEditing(null)}
        destroyOnHidden
        width={440}
      >
        {editing && <GridForm village={place.code} grid={editing === 'new' ? null : editing} onSaved={() => setEditing(null)} />}
      </Modal>
    </Card>
  );
}
