import { CLAUSES, type ClauseId, citeClause } from '../../../domain/policy/clauses.ts';
import { Problem } from '../../kit/call.ts';
import { Banner, ErrorBanner, sentenceOf } from '../../kit/notice.tsx';
import { say } from './messages.ts';

const isClause = (clause: string | undefined): clause is ClauseId => clause !== undefined && clause in CLAUSES;

/** What went wrong, and under a refusal of a rule the clause it rests on, unless the sentence names it already. */
export function RefusalBanner({ error }: { error: unknown }) {
  if (!(error instanceof Problem) || !isClause(error.clause)) return <ErrorBanner error={error} />;
  const { title, detail = '' } = sentenceOf(error);
  return (
    <Banner tone="brick" icon="warn" title={title}>
      {detail}
      {!detail.includes(error.clause) && say('refusedBy', { clause: citeClause(error.clause) })}
    </Banner>
  );
}
