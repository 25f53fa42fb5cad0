import { QUEUE_TABS, type QueueTab } from '../../../../domain/matters/contract.ts';
import { MATTER_KINDS } from '../../../../domain/matters/kinds.ts';

export type { QueueTab };
export { QUEUE_TABS };

/** What the queue shows, kept in its address; searched words are not among them, they may name a person. */
export interface QueueAddress {
  tab?: QueueTab;
  category?: string;
  kind?: string;
  body?: string;
  territory?: string;
  from?: string;
  until?: string;
}

const date = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

/** Reads the address leniently: what makes no sense is left out. */
export function readQueueAddress(search: Record<string, unknown>): QueueAddress {
  const territory = String(search.territory ?? '');
  const body = String(search.body ?? '');
  return {
    tab: QUEUE_TABS.find((tab) => tab === search.tab),
    category: typeof search.category === 'string' && search.category.length <= 40 ? search.category : undefined,
    kind: MATTER_KINDS.find(({ kind }) => kind === search.kind)?.kind,
    body: /^[0-9a-f-]{36}$/i.test(body) ? body : undefined,
    territory: /^\d{2,15}$/.test(territory) ? territory : undefined,
    from: date(search.from),
    until: date(search.until),
  };
}

/** The address as the filters of `matters.queue` and `matters.counts`. */
export function filtersOf(address: QueueAddress, q: string) {
  return {
    q,
    ...(address.category && { category: address.category }),
    ...(address.kind && { kind: address.kind }),
    ...(address.body && { body: address.body }),
    ...(address.territory && { territory: address.territory }),
    ...(address.from && { filedFrom: address.from }),
    ...(address.until && { filedUntil: address.until }),
  };
}
