import { Button } from '../../kit/button.tsx';
import { say } from './messages.ts';

/** Under a list: the way to the next page, or nothing when all is there. */
export function More({ list }: { list: { hasNextPage: boolean; isFetchingNextPage: boolean; more: () => void } }) {
  if (!list.hasNextPage) return null;
  return (
    <Button icon="chevron-down" busy={list.isFetchingNextPage} onClick={list.more} className="more">
      {list.isFetchingNextPage ? say('loadingMore') : say('loadMore')}
    </Button>
  );
}
