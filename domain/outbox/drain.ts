import { inputToSend, type OutboxEntry, type OutboxProblem } from './entry.ts';
import { nextToSend } from './next-to-send.ts';
import type { OutboxEvent } from './reduce.ts';

/** What came back from the network. */
export type Outcome<Answer> =
  | { kind: 'answer'; answer: Answer }
  /** No answer, or one that says "later": it may or may not have arrived. `pause` in milliseconds when the server named one. */
  | { kind: 'lost'; pause?: number }
  /** Nobody, or somebody else, is signed in. */
  | { kind: 'signed-out' }
  | { kind: 'refused'; problem: OutboxProblem; changed: boolean };

/** Everything the sender needs of the device and the network. */
export interface Sender {
  account: string;
  online(): boolean;
  /** Milliseconds of the device's clock. */
  now(): number;
  /** The corrected time as an ISO instant. */
  instant(): string;
  entries(): Promise<OutboxEntry[]>;
  /** Applies an event durably; when it resolves, a dead battery cannot undo it. */
  apply(event: OutboxEvent): Promise<OutboxEntry[]>;
  upload(file: { key: string; bytes: number; part: number }): Promise<Outcome<{ received: number[]; fileId: string | null }>>;
  /** `madeAt` travels beside the input: a correction of the words is not a correction of the time. */
  call(operation: string, input: Record<string, unknown>, commandId: string, madeAt: string): Promise<Outcome<Record<string, unknown>>>;
}

/** Why the sender stopped. `until`: milliseconds of the device's clock. */
export type Drained = { why: 'nothing' } | { why: 'wait'; until: number } | { why: 'signed-out' } | { why: 'lost' };

/** Two losses in a row are the network's fault, one may be the entry's own. */
const LOSSES = 2;

/**
 * Sends what waits, one thing at a time, until nothing is left that can go out now. Each step is durable before the next begins, so that it may be
 * cut off anywhere and begun again: the command id makes the repetition harmless.
 */
export async function drain(sender: Sender): Promise<Drained> {
  let losses = 0;
  let entries = await sender.entries();
  for (;;) {
    const next = nextToSend(entries, sender.now(), sender.online(), sender.account);
    if (next.do === 'nothing') return { why: 'nothing' };
    if (next.do === 'wait') return { why: 'wait', until: next.until };
    const { commandId } = next.entry;
    let outcome: Outcome<unknown>;
    if (next.do === 'upload') {
      const { key, bytes } = next.attachment;
      const uploaded = await sender.upload({ key, bytes, part: next.part });
      // An answer that says nothing new would be asked for without end.
      const news =
        uploaded.kind === 'answer' &&
        (uploaded.answer.fileId !== null || String(uploaded.answer.received) !== String(next.attachment.received));
      outcome = uploaded.kind === 'answer' && !news ? { kind: 'lost' } : uploaded;
      if (uploaded.kind === 'answer' && outcome.kind === 'answer')
        entries = await sender.apply({ kind: 'part-received', commandId, key, ...uploaded.answer });
    } else {
      // Before the request, not after: what may have arrived must not be changed under a new id, and what another tab dropped must not go out.
      entries = await sender.apply({ kind: 'begun', commandId });
      const entry = entries.find((one) => one.commandId === commandId && one.state === 'waiting');
      if (!entry || entry.attachments.some((file) => file.fileId === null)) continue;
      const called = await sender.call(entry.operation, inputToSend(entry), commandId, entry.madeAt);
      outcome = called;
      if (called.kind === 'answer')
        entries = await sender.apply({ kind: 'answered', commandId, answer: called.answer, at: sender.instant() });
    }
    if (outcome.kind === 'answer') losses = 0;
    if (outcome.kind === 'signed-out') return { why: 'signed-out' };
    if (outcome.kind === 'refused') {
      entries = await sender.apply({ kind: outcome.changed ? 'conflicted' : 'refused', commandId, problem: outcome.problem });
      losses = 0;
    }
    if (outcome.kind === 'lost') {
      entries = await sender.apply({ kind: 'lost', commandId, now: sender.now(), ...(outcome.pause && { pause: outcome.pause }) });
      losses += 1;
      if (losses >= LOSSES) return { why: 'lost' };
    }
  }
}
