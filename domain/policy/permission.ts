import type { ClauseId } from './clauses.ts';

/** The answer to "may I do this now?": yes, or no with a sentence people can read and where it comes from. */
export type Permission = { allowed: true } | { allowed: false; reason: string; clause?: ClauseId; source?: string };

export const allow: Permission = { allowed: true };

/** A refusal as a plain Chinese sentence; `clause` when the policy itself says so, `source` for a law or a county rule. */
export function refuse(reason: string, clause?: ClauseId, source?: string): Permission {
  return { allowed: false, reason, ...(clause ? { clause } : {}), ...(source ? { source } : {}) };
}

/** The first refusal among the answers, or permission. */
export function every(...answers: Permission[]): Permission {
  return answers.find((answer) => !answer.allowed) ?? allow;
}

/** Permission when `condition` holds, else the refusal. */
export function when(condition: boolean, reason: string, clause?: ClauseId): Permission {
  return condition ? allow : refuse(reason, clause);
}
