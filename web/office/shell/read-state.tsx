import type { ReactNode } from 'react';
import { Problem } from '../../kit/call.ts';
import { ErrorBanner, Skeleton } from '../../kit/notice.tsx';
import { NotThere } from './trouble.tsx';

/** Not found, not for this role, refused by a rule. */
const NOT_THERE = [404, 403, 409];

/** What a read shows while it loads, when it failed, and when it is there; an older answer stays in view under the error. */
export function ReadState<Data>({
  read,
  lines = 6,
  children,
}: {
  read: { data: Data | undefined; isPending: boolean; error: unknown; refetch: () => unknown };
  lines?: number;
  children: (data: NonNullable<Data>) => ReactNode;
}) {
  if (read.data === undefined || read.data === null) {
    if (read.isPending) return <Skeleton lines={lines} card />;
    // Asking again would get the same answer.
    if (read.error instanceof Problem && NOT_THERE.includes(read.error.status)) return <NotThere error={read.error} />;
    return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  }
  return (
    <>
      {read.error && <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />}
      {children(read.data)}
    </>
  );
}
