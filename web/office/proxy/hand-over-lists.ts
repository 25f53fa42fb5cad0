import { useInfiniteQuery } from '@tanstack/react-query';
import type { HandOver } from '../../../domain/matters/proxy-service/contract.ts';
import { call } from '../../kit/call.ts';

const PAGE = 20;

/** The lists of one's body, the newest first, page by page; `open` for those nobody has signed for yet. */
export function useHandOvers(open: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['proxy.handOvers', 'pages', open],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call('proxy.handOvers', { open, limit: PAGE, ...(pageParam && { before: pageParam }) }, { signal }),
    getNextPageParam: ({ lists }) => (lists.length === PAGE ? lists.at(-1)?.id : undefined),
  });
  const lists = (query.data?.pages ?? []).flatMap((page) => page.lists) as HandOver[];
  return { ...query, lists, more: () => void query.fetchNextPage() };
}
