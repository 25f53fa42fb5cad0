import type { MatterView } from '../../../domain/matters/contract.ts';
import type { Theirs } from '../../../domain/outbox/entry.ts';
import type { OutboxEvent } from '../../../domain/outbox/reduce.ts';
import { call } from '../../kit/call.ts';
import { matterOf } from '../matters/matters-of-day.ts';
import type { OpenState } from '../shell/state.ts';

const theirsOf = (matter: MatterView, since: number): Theirs => ({
  seq: matter.seq,
  lines: matter.story
    .filter((entry) => entry.seq > since)
    .map((entry) => ({ at: entry.at, by: entry.by.body?.name ?? '', words: [entry.headline, entry.words].filter(Boolean).join('：') })),
});

/** For what was set aside because somebody was faster: what they did, to stand beside one's own. */
export async function learnTheirs(open: OpenState): Promise<OutboxEvent[]> {
  const events: OutboxEvent[] = [];
  for (const entry of open.entries) {
    const id = entry.input.id;
    if (entry.state !== 'conflict' || entry.theirs || entry.author !== open.vault.owner || typeof id !== 'string') continue;
    // What is no longer in the day (given to somebody else, closed) is asked for by itself.
    const matter = matterOf(open, id) ?? (await call('matters.view', { id }, { account: open.vault.owner }).catch(() => undefined));
    if (matter)
      events.push({ kind: 'learned', commandId: entry.commandId, theirs: theirsOf(matter as MatterView, Number(entry.input.seq) || 0) });
  }
  return events;
}
