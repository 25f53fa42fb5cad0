import type { MatterView } from '../../../domain/matters/contract.ts';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { OpenState } from '../shell/state.ts';

/** A matter as the phone has it; `mine`: it waits for the worker's station. */
export type DayMatter = MatterView & { mine: boolean };

export const mattersOf = (open: Pick<OpenState, 'parts'>): DayMatter[] =>
  (open.parts.get('matters')?.items ?? []).map(({ value }) => value as DayMatter);

export const matterOf = (open: Pick<OpenState, 'parts'>, id: string): DayMatter | undefined =>
  mattersOf(open).find((matter) => matter.id === id);

/** The steps of a matter that are still on this phone, in their order. */
export const pendingOf = (entries: readonly OutboxEntry[], matter: string, author: string): OutboxEntry[] =>
  entries
    .filter((entry) => entry.thread === matter && entry.author === author && entry.state !== 'sent')
    .sort((one, other) => one.n - other.n);

/** The last step of a matter that this phone has sent today. */
export const sentOf = (entries: readonly OutboxEntry[], matter: string, author: string): OutboxEntry | undefined =>
  entries.filter((entry) => entry.thread === matter && entry.author === author && entry.state === 'sent').at(-1);
