import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ChildPlace } from '../../../domain/territory/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { say } from './messages.ts';

/** Whether `code` lies in or is `place`. */
const within = (code: string | undefined, place: string) => Boolean(code?.startsWith(place));

function Branch({ place, current }: { place: ChildPlace; current: string | undefined }) {
  const [open, setOpen] = useState(() => within(current, place.code) && current !== place.code);
  useEffect(() => {
    if (within(current, place.code) && current !== place.code) setOpen(true);
  }, [current, place.code]);
  const row = useRef<HTMLDivElement>(null);
  // What was chosen stands in view in the tree; the page itself must not move.
  useEffect(() => {
    const scroller = current === place.code ? row.current?.closest('.tree-scroll') : null;
    if (!row.current || !scroller) return;
    const [mine, its] = [row.current.getBoundingClientRect(), scroller.getBoundingClientRect()];
    if (mine.top < its.top || mine.bottom > its.bottom) scroller.scrollTop += mine.top - its.top - its.height / 2;
  }, [current, place.code]);
  return (
    <li>
      <div ref={row} className={classNames('tree-row', current === place.code && 'tree-current')}>
        {place.children > 0 ? (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={open}
            aria-label={say(open ? 'collapse' : 'expand', { name: place.shortName })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          </button>
        ) : (
          <span className="tree-toggle" />
        )}
        <Link to="/places/$code" params={{ code: place.code }} aria-current={current === place.code ? 'page' : undefined}>
          {place.shortName}
        </Link>
        {place.children > 0 && <span className="quiet">{place.children}</span>}
      </div>
      {open && <Children code={place.code} current={current} />}
    </li>
  );
}

function Children({ code, current }: { code: string | null; current: string | undefined }) {
  const children = useRead('territory.children', { code });
  if (children.isPending) return <Skeleton lines={3} />;
  if (children.error) return <ErrorBanner error={children.error} onRetry={() => void children.refetch()} />;
  return (
    <ul className="tree-list">
      {(children.data?.items ?? []).map((place) => (
        <Branch key={place.code} place={place} current={current} />
      ))}
    </ul>
  );
}

function Found({ q, current }: { q: string; current: string | undefined }) {
  const found = useRead('territory.search', { q, limit: 30 }, { keep: true });
  if (found.isPending) return <Skeleton lines={5} />;
  if (found.error) return <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data?.items.length === 0) return <p className="quiet">{say('searchNone')}</p>;
  return (
    <ul className="tree-list tree-found">
      {found.data?.items.map((place) => (
        <li key={place.code} className={classNames('tree-row', current === place.code && 'tree-current')}>
          <Link to="/places/$code" params={{ code: place.code }}>
            {place.name}
            <span className="quiet"> {place.path}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** All divisions as a tree that opens where one looks; typing lists what matches instead. */
export function PlaceTree({ current }: { current: string | undefined }) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 250);
  return (
    <nav className="panel tree" aria-label={say('tree')}>
      <input
        type="search"
        className="control"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={say('search')}
        aria-label={say('search')}
        maxLength={40}
      />
      <div className="tree-scroll">{q ? <Found q={q} current={current} /> : <Children code={null} current={current} />}</div>
    </nav>
  );
}
