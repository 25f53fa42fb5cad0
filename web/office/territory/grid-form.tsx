import { App } from 'antd';
import { useState } from 'react';
import type { Grid } from '../../../domain/territory/contract.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { say } from './messages.ts';

/** A new grid or a change of one; a grid that ends keeps its history. */
export function GridForm({ village, grid, onSaved }: { village: string; grid: Grid | null; onSaved: () => void }) {
  const { message } = App.useApp();
  const today = useToday();
  const save = useCommand('territory.saveGrid', { refresh: ['territory.place', 'territory.grids', 'territory.children'] });
  const all = useRead('territory.grids', { village }, { enabled: grid === null });
  const [name, setName] = useState(grid?.name ?? '');
  const [validFrom, setValidFrom] = useState(grid?.validFrom ?? today);
  const [validUntil, setValidUntil] = useState(grid?.validUntil ?? '');
  const problem = save.error instanceof Problem ? save.error : null;
  const full = all.data?.nextCode === null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { ...(grid && { code: grid.code }), village, name: name.trim(), validFrom, validUntil: validUntil || null },
          {
            onSuccess: () => {
              void message.success(say('gridSaved'));
              onSaved();
            },
          },
        );
      }}
    >
      {full ? <p>{say('gridFull')}</p> : <p className="quiet">{say('gridCode', { code: grid?.code ?? all.data?.nextCode ?? '…' })}</p>}
      <TextInput
        label={say('gridName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={40}
        required
        error={problem?.about('name')}
      />
      <TextInput
        label={say('gridFrom')}
        type="date"
        value={validFrom}
        onChange={(event) => setValidFrom(event.target.value)}
        required
        error={problem?.about('validFrom')}
      />
      {grid && (
        <TextInput
          label={say('gridEnd')}
          type="date"
          value={validUntil}
          min={validFrom}
          onChange={(event) => setValidUntil(event.target.value)}
          hint={say('gridEndHint')}
          error={problem?.about('validUntil')}
        />
      )}
      <ErrorBanner error={save.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={save.isPending} disabled={full || !name.trim()}>
          {frame('save')}
        </Button>
      </div>
    </form>
  );
}
