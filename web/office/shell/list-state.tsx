import type { ReactNode } from 'react';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { More } from './more.tsx';

/** What a list shows while it loads, when it failed, when nothing is in it (`empty`, an `EmptyState`), and when there is more; faded while another choice is fetched. */
export function ListState({
  list,
  lines = 8,
  empty,
  children,
}: {
  list: {
    items: readonly unknown[];
    data: unknown;
    error: unknown;
    isPending: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
  } & Parameters<typeof More>[0]['list'];
  lines?: number;
  empty: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {list.error && <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={lines} card />}
      {list.data && list.items.length === 0 && empty}
      {list.items.length > 0 && (
        <div className={list.isPlaceholderData ? 'stale' : undefined}>
          {children}
          <More list={list} />
        </div>
      )}
    </>
  );
}
