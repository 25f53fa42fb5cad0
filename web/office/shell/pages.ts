import { useInfiniteQuery } from '@tanstack/react-query';
import { call, type InputOf, type OperationName, type OutputOf } from '../../kit/call.ts';

type Page = { items: unknown[]; next: string | null };
/** Operations that answer a page of a list and where the next begins. */
export type PagedOperation = { [Name in OperationName]: OutputOf<Name> extends Page ? Name : never }[OperationName];
type ItemOf<Name extends PagedOperation> = OutputOf<Name> extends { items: (infer Item)[] } ? Item : never;

/** A list read page by page from one operation; `more` asks for the next page. */
export function usePages<Name extends PagedOperation>(
  name: Name,
  input: Omit<InputOf<Name>, 'after'>,
  options: { enabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [name, 'pages', input],
    enabled: options.enabled ?? true,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(name, { ...input, ...(pageParam && { after: pageParam }) } as unknown as InputOf<Name>, { signal }),
    getNextPageParam: (last) => (last as Page).next ?? undefined,
    placeholderData: (previous) => previous,
  });
  const items = (query.data?.pages ?? []).flatMap((page) => (page as Page).items) as ItemOf<Name>[];
  return { ...query, items, more: () => void query.fetchNextPage() };
}
