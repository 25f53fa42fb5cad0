import { type FocusEvent, type KeyboardEvent, useRef } from 'react';

/** A cell of the grid; column 0 is the place. */
export interface Spot {
  row: number;
  column: number;
}

const PAGE = 10;

/** Where a key leads from a cell of a grid of so many rows and columns, as spreadsheets do it; null for a key that does not move. */
export function moved(key: string, from: Spot, size: { rows: number; columns: number }): Spot | null {
  const within = (row: number, column: number): Spot => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key) {
    case 'ArrowUp':
      return within(from.row - 1, from.column);
    case 'ArrowDown':
      return within(from.row + 1, from.column);
    case 'ArrowLeft':
      return within(from.row, from.column - 1);
    case 'ArrowRight':
      return within(from.row, from.column + 1);
    case 'PageUp':
      return within(from.row - PAGE, from.column);
    case 'PageDown':
      return within(from.row + PAGE, from.column);
    case 'Home':
      return within(from.row, 0);
    case 'End':
      return within(from.row, size.columns - 1);
    default:
      return null;
  }
}

/**
 * Arrow keys walk over whatever carries `data-spot="row,column"`; the grid is one stop for the tab key.
 * The tab index moves outside React, so that a step does not draw thousands of cells again.
 */
export function useGridKeys(size: { rows: number; columns: number }) {
  const last = useRef<HTMLElement | null>(null);
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const { target } = event;
      if (!target.dataset.spot || target === last.current) return;
      for (const stop of event.currentTarget.querySelectorAll<HTMLElement>('[data-spot][tabindex="0"]')) stop.tabIndex = -1;
      target.tabIndex = 0;
      last.current = target;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const spot = event.target instanceof HTMLElement ? event.target.dataset.spot : undefined;
      if (!spot || event.ctrlKey || event.metaKey || event.altKey) return;
      const [row = 0, column = 0] = spot.split(',').map(Number);
      const to = moved(event.key, { row, column }, size);
      if (!to) return;
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-spot="${to.row},${to.column}"]`)?.focus();
    },
  };
}
