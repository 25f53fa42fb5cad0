import { contentOf, type ProxyContent } from '../../../domain/matters/proxy-service/content.ts';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import { newCommandId } from '../../kit/call.ts';
import type { DayMatter } from '../matters/matters-of-day.ts';

export type How = 'delivered' | 'fetched' | 'posted' | 'online';
export type PapersDone = NonNullable<ProxyContent['delivery']>['papers'];

/** A result or papers being brought home. */
export interface Delivering {
  commandId: string;
  how: How;
  papers?: PapersDone | undefined;
  words: string;
}

/** At a door it is most often delivered there; what became of originals is always said. */
export const newDelivering = (): Delivering => ({ commandId: newCommandId(), how: 'delivered', words: '' });

export const HOW_AT_DOOR: readonly How[] = ['delivered', 'fetched', 'posted', 'online'];

/** The originals a resident gave us, by name. */
export const originalsOf = (matter: DayMatter): string[] =>
  contentOf(matter.state as unknown as { content: Record<string, unknown> }).materials.flatMap(({ name, original }) =>
    original ? [name] : [],
  );

/** What can have become of the papers: of originals one of three, where none were taken nothing but that, or that copies are gone. */
export const papersChoices = (originals: readonly string[]): readonly PapersDone[] =>
  originals.length > 0 ? ['returned', 'kept', 'destroyed'] : ['none', 'destroyed'];

/** What is to be brought home: a result with the papers, or after a withdrawal the papers alone. */
export const stepOf = ({ status }: Pick<DayMatter, 'status'>): 'deliver' | 'return-papers' | null =>
  status === 'answered' ? 'deliver' : status === 'withdrawn' || status === 'declined' ? 'return-papers' : null;

/** What is missing before it can be sent. */
export function faultsOf({ papers, words }: Delivering): { papers?: true; words?: true } {
  return { ...(!papers && { papers: true }), ...(papers === 'destroyed' && words.trim().length < 2 && { words: true }) };
}

/** What was sent, from an entry that is to be mended. */
export const deliveringOf = ({ commandId, input }: OutboxEntry): Delivering => ({
  commandId,
  how: (input.how as How | undefined) ?? 'delivered',
  papers: input.papers as PapersDone,
  words: String(input.words ?? ''),
});
