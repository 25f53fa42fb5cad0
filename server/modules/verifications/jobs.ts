import type { Actor } from '../../../domain/accounts/actor.ts';
import type { CheckedAnswer, ChecklistEntry } from '../../../domain/matters/home-verification/checklist.ts';
import { outcomeTold } from '../../../domain/matters/home-verification/story.zh.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import type { JobHandler } from '../../platform/jobs.ts';
import { findMatter, takeStep } from '../matters/index.ts';

/** The outcome of a verification goes to the application it was asked for. */
const tellApplication: JobHandler = async ({ tx, app, now, payload }) => {
  const verification = await findMatter(tx, String(payload.matterId));
  const asked = verification?.state.content.application as { id: string } | null | undefined;
  const row = asked ? await findMatter(tx, asked.id) : null;
  if (!verification || !row || !isOpen(row.state.status)) return;
  if (!definitionOf(row.kind, row.version).steps.verified) return;
  const { outcome, answers, checklist } = verification.state.content as {
    outcome?: string;
    answers?: CheckedAnswer[];
    checklist: ChecklistEntry[];
  };
  const actor: Actor = { kind: 'system', name: '系统', county: row.county };
  await takeStep({
    ...{ tx, app, actor, now, row, step: 'verified', refs: {}, knowledge: { reportedByActor: false }, channel: 'portal', silent: true },
    input: { outcome: outcomeTold(outcome, answers ?? [], checklist), words: verification.state.answer?.text ?? '' },
  });
};

export const verificationJobs: Record<string, JobHandler> = { 'verifications.tell': tellApplication };
