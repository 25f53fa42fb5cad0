import type { ReactNode } from 'react';

/** A long list that shows its beginning; the rest opens on demand. */
export function Folded({ items, show, more }: { items: readonly ReactNode[]; show: number; more: (n: number) => string }) {
  // One more row costs less than a fold around it.
  if (items.length <= show + 1) return items;
  return (
    <>
      {items.slice(0, show)}
      <details className="folded">
        <summary>{more(items.length - show)}</summary>
        <div className="folded-items">{items.slice(show)}</div>
      </details>
    </>
  );
}
