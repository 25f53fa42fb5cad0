import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { OpenState } from '../shell/state.ts';
import { runningOf } from './services-of-day.ts';

const matter = (id: string, item: string, endedAt: string | null = null) => ({
  ...{ id, kind: 'proxy-service', number: `No. ${id}`, reporters: [] },
  state: { endedAt, content: { item: { id: item }, materials: [], mandate: null } },
});

const entry = (commandId: string, item: string, state: OutboxEntry['state'] = 'waiting') =>
  ({ commandId, operation: 'proxy.collect', state, input: { personId: 'old-man', item } }) as unknown as OutboxEntry;

const phone = (matters: object[], entries: OutboxEntry[] = []) =>
  ({
    parts: new Map([
      ['matters', { items: matters.map((value) => ({ id: '', value })) }],
      ['papers', { items: [{ id: 'old-man', value: { matters: ['m1', 'm2'], papers: {} } }] }],
    ]),
    entries,
  }) as unknown as OpenState;

const ask = (open: OpenState, itemId: string, { personId = 'old-man', mended }: { personId?: string; mended?: string } = {}) =>
  runningOf(open, { personId, itemId, mended });

describe('what already runs of an item for a person', () => {
  test('is the matter of the day that is not over', () => {
    expect(ask(phone([matter('m1', 'pension')]), 'pension')).toEqual({ href: '/matters/m1', number: 'No. m1' });
    expect(ask(phone([matter('m1', 'pension', '2026-11-20T00:00:00.000Z')]), 'pension')).toBeNull();
  });

  test('is not another item’s, nor another person’s', () => {
    const open = phone([matter('m1', 'pension'), matter('m3', 'allowance')]);
    expect(ask(open, 'allowance')).toBeNull();
    expect(ask(open, 'pension', { personId: 'daughter' })).toBeNull();
  });

  test('is also what this phone has not sent yet, but not the very entry that is being mended', () => {
    const open = phone([], [entry('c0', 'pension', 'sent'), entry('c1', 'pension')]);
    expect(ask(open, 'pension')).toEqual({ href: '/outbox/c1', number: null });
    expect(ask(open, 'pension', { mended: 'c1' })).toBeNull();
    expect(ask(phone([], [entry('c0', 'pension', 'sent')]), 'pension')).toBeNull();
  });
});
