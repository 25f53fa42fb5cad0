import type { Board } from '../../../domain/policy/board-contract.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import type { ClausesAddress } from './address.ts';
import { say } from './messages.ts';
import { judged } from './verdicts.tsx';

/** Why there is nothing: nothing was judged yet, or not on that day, or the filter leaves nothing. */
export function NoRows({ board, address, onClear }: { board: Board; address: ClausesAddress; onClear: () => void }) {
  if (!board.computedAt)
    return (
      <EmptyState icon="scale" title={say('notComputedTitle')}>
        {say('notComputedWords')}
      </EmptyState>
    );
  if (address.day && judged(board.counts) === 0)
    return (
      <EmptyState icon="scale" title={say('dayTitle', { day: address.day })}>
        {say('dayWords')}
      </EmptyState>
    );
  if (address.rule || address.verdict)
    return (
      <EmptyState icon="scale" title={say('noneTitle')} action={<Button onClick={onClear}>{say('clear')}</Button>}>
        {say('noneWords')}
      </EmptyState>
    );
  return (
    <EmptyState icon="scale" title={say('emptyTitle')}>
      {say('emptyWords')}
    </EmptyState>
  );
}
