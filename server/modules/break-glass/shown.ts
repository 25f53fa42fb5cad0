import { type GlassFacts, glassState } from '../../../domain/break-glass/state.ts';
import type { GlassRow } from './store.ts';

/** What the state of a request is computed from. */
export const factsOf = (row: GlassRow): GlassFacts => ({
  answerBy: row.answer_by,
  answer: row.outcome === null ? null : { outcome: row.outcome, until: row.until },
  shutAt: row.shut_at,
});

/** A request as every list shows it; nothing about the person. */
export const shownRequest = (row: GlassRow, now: Date) => ({
  id: row.id,
  state: glassState(factsOf(row), now),
  reason: row.reason,
  words: row.words,
  askedAt: row.asked_at.toISOString(),
  answerBy: row.answer_by.toISOString(),
  answeredBy: row.answerer,
  answerWords: row.answer_words ?? '',
  until: row.until?.toISOString() ?? null,
});
