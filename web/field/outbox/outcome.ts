import type { Outcome } from '../../../domain/outbox/drain.ts';
import { Offline, Problem } from '../../kit/call.ts';
import { noticing } from '../shell/reach.ts';

/** Answers that mean "later": too many at once, a server in trouble, a time-out in between. */
const isLater = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

/** Runs a request and says what became of it. Throws what is neither an answer nor the network's fault. */
export async function outcomeOf<Answer>(request: () => Promise<Answer>): Promise<Outcome<Answer>> {
  try {
    return { kind: 'answer', answer: await noticing(request()) };
  } catch (error) {
    if (error instanceof Offline) return { kind: 'lost' };
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) return { kind: 'signed-out' };
    if (isLater(error.status)) return { kind: 'lost', ...(error.status === 429 && { pause: 30_000 }) };
    const { type, title, detail, reason, clause, errors } = error;
    return {
      kind: 'refused',
      changed: type === '/problems/changed',
      problem: { type, title, detail, reason, clause, errors: errors.map(({ path, message }) => ({ path, message })) },
    };
  }
}
