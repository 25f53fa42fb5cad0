import { memo, type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows above and below the screen that are drawn ahead, so that a quick thumb sees no gap. */
const AHEAD = 8;

interface RowOf<Item> {
  item: Item;
  at: number;
  of: number;
  rowHeight: number;
  draw: (item: Item) => ReactNode;
}

/** A row that was on the screen already is not drawn again while the list moves: on a slow phone that is what keeps the frames. */
const Row = memo(function Row<Item>({ item, at, of, rowHeight, draw }: RowOf<Item>) {
  return (
    <li aria-setsize={of} aria-posinset={at + 1} style={{ transform: `translateY(${at * rowHeight}rem)`, height: `${rowHeight}rem` }}>
      {draw(item)}
    </li>
  );
}) as <Item>(row: RowOf<Item> & { key?: string }) => ReactNode;

/**
 * A long list of which only what is on the screen exists; every row is as tall as `rowHeight` (rem). Follows the scrolling of the page itself.
 */
export function WindowedList<Item>({
  items,
  rowHeight,
  keyOf,
  label,
  children,
}: {
  items: readonly Item[];
  rowHeight: number;
  keyOf: (item: Item) => string;
  label: string;
  children: (item: Item) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [range, setRange] = useState({ from: 0, until: 20 });
  useEffect(() => {
    let asked = 0;
    const look = () => {
      asked = 0;
      const element = list.current;
      if (!element) return;
      const tall = rowHeight * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const above = -element.getBoundingClientRect().top;
      const from = Math.max(0, Math.floor(above / tall) - AHEAD);
      const until = Math.min(items.length, Math.ceil((above + window.innerHeight) / tall) + AHEAD);
      setRange((before) => (before.from === from && before.until === until ? before : { from, until }));
    };
    const ask = () => {
      asked ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', ask, { passive: true });
    window.addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', ask);
      window.removeEventListener('resize', ask);
    };
  }, [items, rowHeight]);
  return (
    <ul ref={list} className="field-rows windowed" aria-label={label} style={{ height: `${items.length * rowHeight}rem` }}>
      {items.slice(range.from, range.until).map((item, at) => (
        <Row key={keyOf(item)} item={item} at={range.from + at} of={items.length} rowHeight={rowHeight} draw={children} />
      ))}
    </ul>
  );
}
