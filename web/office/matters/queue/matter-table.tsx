import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { QueueRow } from '../../../../domain/matters/contract.ts';
import { classNames } from '../../../kit/class-names.ts';
import { Icon } from '../../../kit/icons.tsx';
import { Tag } from '../../../kit/notice.tsx';
import { useHotKeys } from '../../shell/hot-keys.ts';
import { useNow } from '../../shell/use-now.ts';
import { dueWords, STATUS_TONES } from '../due.ts';
import { say } from '../messages.ts';

/** What is special about a matter, after its title in grey. */
function notesOf(row: QueueRow): string[] {
  return [
    row.helping && say('helping'),
    row.extensionPending && say('extensionPending'),
    row.joined > 0 && say('joined', { n: row.joined + 1 }),
    row.urged > 0 && say('urged', { n: row.urged }),
    row.reopened > 0 && say('reopened', { n: row.reopened }),
  ].filter((note): note is string => Boolean(note));
}

function Row({ row, now, chosen, onChoose }: { row: QueueRow; now: Date; chosen: boolean; onChoose: () => void }) {
  const due = dueWords(row, now);
  const notes = notesOf(row);
  const navigate = useNavigate();
  return (
    <tr
      className={classNames('row-open', chosen && 'row-chosen')}
      data-row
      onClick={(event) => {
        onChoose();
        if (!(event.target as Element).closest('a') && !getSelection()?.toString())
          void navigate({ to: '/matters/$id', params: { id: row.id }, search: {} });
      }}
    >
      <td className="cell-title">
        {row.supervised && <Icon name="flag" label={say('supervised')} className="icon icon-flag" />}
        <Link to="/matters/$id" params={{ id: row.id }} search={{}} onFocus={onChoose}>
          {row.title}
        </Link>
        {notes.length > 0 && (
          <span className="cell-notes">
            <span className="cell-dot"> · </span>
            {notes.join(' · ')}
          </span>
        )}
      </td>
      <td className="cell-quiet cell-place">{row.place}</td>
      <td className="cell-quiet cell-category">{row.categoryName}</td>
      <td className="cell-holder">{row.holder}</td>
      <td className="cell-status">
        <Tag tone={STATUS_TONES[row.status]}>{row.statusTitle}</Tag>
      </td>
      <td className="cell-due">
        {due.at}
        {row.due && row.dueTitle && <span className="cell-for"> {row.dueTitle}</span>}
      </td>
      <td className={`cell-left tone-${due.tone}`}>
        {due.icon && <Icon name={due.icon} />}
        {due.left}
      </td>
    </tr>
  );
}

/**
 * A dense table of matters, cards on a phone. Up and down choose a row, Enter opens it, R answers and T gives it to someone else;
 * the cursor in the table is the browser's focus, so a screen reader follows.
 */
export function MatterTable({ rows, label }: { rows: readonly QueueRow[]; label: string }) {
  const now = useNow();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(0);
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => setChosen((at) => Math.min(at, Math.max(0, rows.length - 1))), [rows.length]);
  const move = (by: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, chosen + by));
    setChosen(at);
    table.current?.querySelectorAll('[data-row]')[at]?.querySelector<HTMLElement>('a')?.focus();
  };
  const open = (step?: string) => {
    const row = rows[chosen];
    if (row) void navigate({ to: '/matters/$id', params: { id: row.id }, search: step ? { step } : {} });
  };
  useHotKeys({
    arrowdown: () => move(table.current?.contains(document.activeElement) ? 1 : 0),
    arrowup: () => move(-1),
    enter: (event) => {
      if (event.target instanceof HTMLElement && event.target.closest('a, button')) event.target.click();
      else open();
    },
    r: () => open('answer'),
    t: () => open('assign'),
  });
  return (
    <table className="table matters" ref={table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say('colWhat')}</th>
          <th scope="col">{say('colPlace')}</th>
          <th scope="col">{say('colCategory')}</th>
          <th scope="col">{say('colHolder')}</th>
          <th scope="col">{say('colStatus')}</th>
          <th scope="col">{say('colDue')}</th>
          <th scope="col">{say('colLeft')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <Row key={row.id} row={row} now={now} chosen={at === chosen} onChoose={() => setChosen(at)} />
        ))}
      </tbody>
    </table>
  );
}
