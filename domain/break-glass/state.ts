import type { GlassState } from './contract.ts';

/** A request with the steps that were taken. */
export interface GlassFacts {
  answerBy: Date;
  answer: { outcome: 'agreed' | 'declined'; until: Date | null } | null;
  shutAt: Date | null;
}

/** Where a request stands at an instant; nobody has to close it, time does. */
export function glassState({ answerBy, answer, shutAt }: GlassFacts, now: Date): GlassState {
  if (!answer) return now < answerBy ? 'waiting' : 'lapsed';
  if (answer.outcome === 'declined' || !answer.until) return 'declined';
  return !shutAt && now < answer.until ? 'open' : 'over';
}
