import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';

/** What a read shows while it loads, when it failed, and when it is there; an older answer stays in view under the error. */
export function ReadState<Data>({
  read,
  lines = 6,
  children,
}: {
  read: UseQueryResult<Data>;
  lines?: number;
  children: (data: NonNullable<Data>) => ReactNode;
}) {
  if (read.data === undefined || read.data === null) {
    if (read.isPending) return <Skeleton lines={lines} card />;
    return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  }
  return (
    <>
      {read.error && <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />}
      {children(read.data)}
    </>
  );
}
