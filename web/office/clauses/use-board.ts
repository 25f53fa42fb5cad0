import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Board } from '../../../domain/policy/board-contract.ts';
import { call, type InputOf } from '../../kit/call.ts';
import { FRESH_MS } from '../../kit/query.ts';
import { rowPath } from './row-path.ts';

const ROWS = 100;

/** The board of a place with its rows so far; figures, rules and the newest change are those of the first page. Always asked anew: anything done elsewhere may have changed it. */
export function useBoard(input: Omit<InputOf<'board.read'>, 'after' | 'limit'>) {
  const query = useInfiniteQuery({
    queryKey: ['board.read', 'pages', input],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('board.read', { ...input, limit: ROWS, ...(pageParam && { after: pageParam }) }, { signal }) as Promise<Board>,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (previous) => previous,
    staleTime: 0,
    refetchInterval: FRESH_MS,
  });
  const [first] = query.data?.pages ?? [];
  const rows = useMemo(
    () => (query.data?.pages ?? []).flatMap((page) => page.rows.map((row) => ({ ...row, path: rowPath(row, page.territory) }))),
    [query.data],
  );
  const data = first && { ...first, rows };
  return { ...query, data, more: () => void query.fetchNextPage() };
}
