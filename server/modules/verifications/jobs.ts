import type { Actor } from '../../../domain/accounts/actor.ts';
import { disclosed } from '../../../domain/matters/fold.ts';
import type { CheckedAnswer, ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import { outcomeTold } from '../../../domain/matters/home-verification/story.zh.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import type { JobHandler } from '../../platform/jobs.ts';
import { findMatter, readActions, takeStep } from '../matters/index.ts';

/** The outcome of a verification goes to the application it was asked for. */
const tellApplication: JobHandler = async ({ tx, app, now, payload }) => {
  const verification = await findMatter(tx, String(payload.matterId));
  const asked = verification?.state.content.application as { id: string } | null | undefined;
  const row = asked ? await findMatter(tx, asked.id) : null;
  if (!verification || !row || !isOpen(row.state.status)) return;
  if (!definitionOf(row.kind, row.version).steps.verified) return;
  // What was found stands in the report alone, which the system reads as it is.
  tx.openMatter(verification.id);
  const definition = definitionOf(verification.kind, verification.version);
  const state = disclosed(definition, verification.state, await readActions(tx, verification));
  const { outcome, answers, checklist } = state.content as {
    outcome?: string;
    answers?: CheckedAnswer[];
    checklist: ChecklistEntry[];
  };
  const actor: Actor = { kind: 'system', name: '系统', county: row.county };
  await takeStep({
    ...{ tx, app, actor, now, row, step: 'verified', refs: {}, knowledge: { reportedByActor: false }, channel: 'portal', silent: true },
    input: { outcome: outcomeTold(outcome, answers ?? [], checklist), words: state.answer?.text ?? '' },
  });
};

export const verificationJobs: Record<string, JobHandler> = { 'verifications.tell': tellApplication };
