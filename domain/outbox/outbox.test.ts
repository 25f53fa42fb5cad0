import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue, LONGEST_PAUSE, pauseAfter } from './back-off.ts';
import { drain, type Outcome, type Sender } from './drain.ts';
import { fileMark, inputToSend, type NewEntry, type OutboxEntry, PART_BYTES } from './entry.ts';
import { countOutbox, nextToSend, waitsFor } from './next-to-send.ts';
import { type OutboxEvent, OutboxRefusal, reduce } from './reduce.ts';

const made = (commandId: string, thread: string, more: Partial<NewEntry> = {}): NewEntry => ({
  commandId,
  operation: 'matters.sign',
  input: { id: thread, seq: 3 },
  madeAt: '2026-11-24T01:00:00.000Z',
  author: 'li',
  thread,
  title: commandId,
  ...more,
});

const outboxOf = (...events: OutboxEvent[]): OutboxEntry[] => events.reduce<OutboxEntry[]>((entries, event) => reduce(entries, event), []);
const added = (entry: NewEntry): OutboxEvent => ({ kind: 'added', entry });
const problem = { type: '/problems/refused', title: '现在不能这样做。', errors: [] };
const refused = (commandId: string): OutboxEvent => ({ kind: 'refused', commandId, problem });
const sent = (entries: OutboxEntry[], now = 0) => {
  const next = nextToSend(entries, now, true, 'li');
  return next.do === 'send' || next.do === 'upload' ? next.entry.commandId : next.do;
};

describe('what goes out next', () => {
  test('earlier before later, and of one matter only the first', () => {
    const entries = outboxOf(added(made('a1', 'a')), added(made('a2', 'a')), added(made('b1', 'b')));
    expect(sent(entries)).toBe('a1');
    expect(sent(reduce(entries, { kind: 'lost', commandId: 'a1', now: 0 }))).toBe('b1');
    expect(waitsFor(entries, entries[1] as OutboxEntry)?.commandId).toBe('a1');
  });

  test('a refused one holds back its own matter and nothing else', () => {
    const entries = outboxOf(added(made('a1', 'a')), added(made('a2', 'a')), added(made('b1', 'b')), refused('a1'));
    expect(sent(entries)).toBe('b1');
    expect(sent(reduce(entries, { kind: 'answered', commandId: 'b1', answer: {}, at: '' }))).toBe('nothing');
    expect(sent(reduce(entries, { kind: 'dropped', commandId: 'a1', by: 'li' }))).toBe('a2');
    expect(countOutbox(entries, 'li')).toEqual({ waiting: 2, aside: 1 });
  });

  test('files before their entry, part by part, beginning with the first that is missing', () => {
    const attachments = [{ key: 'p', bytes: PART_BYTES * 2 + 1, mediaType: 'image/jpeg' }];
    let entries = outboxOf(added(made('a1', 'a', { input: { id: 'a', attachments: [fileMark('p')] }, attachments })));
    const part = () => {
      const next = nextToSend(entries, 0, true, 'li');
      return next.do === 'upload' ? next.part : next.do;
    };
    expect(part()).toBe(0);
    entries = reduce(entries, { kind: 'part-received', commandId: 'a1', key: 'p', received: [0, 2], fileId: null });
    expect(part()).toBe(1);
    expect(() => inputToSend(entries[0] as OutboxEntry)).toThrow();
    entries = reduce(entries, { kind: 'part-received', commandId: 'a1', key: 'p', received: [0, 1, 2], fileId: 'f-9' });
    expect(part()).toBe('send');
    expect(inputToSend(entries[0] as OutboxEntry)).toEqual({ id: 'a', attachments: ['f-9'] });
  });

  test('nothing without a network, and nothing of another account', () => {
    const entries = outboxOf(added(made('a1', 'a')));
    expect(nextToSend(entries, 0, false, 'li')).toEqual({ do: 'nothing' });
    expect(nextToSend(entries, 0, true, 'ma')).toEqual({ do: 'nothing' });
  });

  test('a clock put back does not hold anything back for longer than the longest pause', () => {
    const entries = outboxOf(added(made('a1', 'a')), { kind: 'lost', commandId: 'a1', now: 1_000_000_000 });
    expect(sent(entries, 1_000_000_001)).toBe('wait');
    expect(sent(entries, 5)).toBe('a1');
  });
});

test('pauses double from two seconds to five minutes', () => {
  expect([1, 2, 3, 9, 40].map(pauseAfter)).toEqual([2000, 4000, 8000, LONGEST_PAUSE, LONGEST_PAUSE]);
  fc.assert(fc.property(fc.nat(60), (n) => pauseAfter(n + 1) >= pauseAfter(n) && isDue(pauseAfter(n), LONGEST_PAUSE)));
});

describe('set aside', () => {
  const second = made('a2', 'a', { input: { id: 'a', words: '修好了' }, follows: { commandId: 'a1', fill: { seq: 'seq' } } });

  test('corrected it goes out under a new id, unchanged under the old one; its followers keep up', () => {
    const entries = outboxOf(added(made('a1', 'a')), added(second), refused('a1'));
    const correct = (input: Record<string, unknown>) =>
      reduce(entries, { kind: 'corrected', commandId: 'a1', by: 'li', input, newCommandId: 'a1-new' });
    expect(correct({ id: 'a', seq: 3 })[0]).toMatchObject({ commandId: 'a1', state: 'waiting', problem: null });
    const changed = correct({ id: 'a', seq: 4 });
    expect(changed[0]).toMatchObject({ commandId: 'a1-new', state: 'waiting', begun: false });
    expect(changed[1]?.follows?.commandId).toBe('a1-new');
    const done = reduce(changed, { kind: 'answered', commandId: 'a1-new', answer: { seq: 5 }, at: '' });
    expect(done[1]?.input).toEqual({ id: 'a', words: '修好了', seq: 5 });
  });

  test('corrected with other files it keeps what is uploaded, begins the new ones, and forgets those taken out', () => {
    const file = (key: string) => ({ key, bytes: 10, mediaType: 'image/jpeg' });
    const before = outboxOf(
      added(made('a1', 'a', { attachments: [file('p'), file('q')] })),
      { kind: 'part-received', commandId: 'a1', key: 'p', received: [0], fileId: 'f-1' },
      refused('a1'),
    );
    const attachments = [file('p'), { ...file('r'), label: '户口簿' }];
    const [after] = reduce(before, { kind: 'corrected', commandId: 'a1', by: 'li', input: {}, newCommandId: 'a2', attachments });
    expect(after?.attachments.map(({ key, fileId, label }) => [key, fileId, label])).toEqual([
      ['p', 'f-1', undefined],
      ['r', null, '户口簿'],
    ]);
  });

  test('what may have arrived is not corrected, and nobody touches another’s', () => {
    const entries = outboxOf(added(made('a1', 'a')), { kind: 'begun', commandId: 'a1' });
    const correct = { kind: 'corrected', commandId: 'a1', by: 'li', input: {}, newCommandId: 'x' } as const;
    expect(() => reduce(entries, correct)).toThrow(OutboxRefusal);
    const aside = reduce(entries, refused('a1'));
    expect(() => reduce(aside, { ...correct, by: 'ma' })).toThrow(OutboxRefusal);
    expect(() => reduce(aside, { kind: 'dropped', commandId: 'a1', by: 'ma' })).toThrow(OutboxRefusal);
  });

  test('dropped, its follower stands on the same ground; without any ground it is set aside and says so', () => {
    const step = outboxOf(added(made('a1', 'a')), added(second), { kind: 'dropped', commandId: 'a1', by: 'li' });
    expect(step).toHaveLength(1);
    expect(step[0]).toMatchObject({ input: { id: 'a', seq: 3 }, follows: null, state: 'waiting' });
    const onFiled = { ...second, follows: { commandId: 'a1', fill: { id: 'id', seq: 'seq' } } };
    const filed = outboxOf(added(made('a1', 'a', { input: { words: '水管爆了' } })), added(onFiled), {
      kind: 'dropped',
      commandId: 'a1',
      by: 'li',
    });
    expect(filed[0]).toMatchObject({ state: 'refused', problem: { type: 'dropped-before' } });
  });

  test('a conflict keeps both values', () => {
    const entries = outboxOf(added(second), { kind: 'conflicted', commandId: 'a2', problem: { ...problem, type: '/problems/changed' } });
    const theirs = { seq: 7, lines: [{ at: '2026-11-24T02:00:00.000Z', by: '原隆村服务站', words: '已答复' }] };
    const learned = reduce(entries, { kind: 'learned', commandId: 'a2', theirs })[0];
    expect(learned).toMatchObject({ state: 'conflict', input: { words: '修好了' }, theirs });
  });

  test('files the server has forgotten are uploaded anew, once', () => {
    const attachments = [{ key: 'p', bytes: 10, mediaType: 'image/jpeg' }];
    const gone: OutboxEvent = {
      kind: 'refused',
      commandId: 'a1',
      problem: { ...problem, errors: [{ path: 'attachments', message: '有附件没有找到' }] },
    };
    const once = outboxOf(
      added(made('a1', 'a', { attachments })),
      { kind: 'part-received', commandId: 'a1', key: 'p', received: [0], fileId: 'f' },
      gone,
    );
    expect(once[0]).toMatchObject({ state: 'waiting', attachments: [{ received: [], fileId: null }] });
    expect(reduce(once, gone)[0]?.state).toBe('refused');
  });
});

test('bad news about what has arrived changes nothing, a late answer wins over a refusal', () => {
  const arrived = outboxOf(added(made('a1', 'a')), { kind: 'answered', commandId: 'a1', answer: { seq: 4 }, at: 'then' });
  for (const event of [refused('a1'), { kind: 'lost', commandId: 'a1', now: 1 } as const]) expect(reduce(arrived, event)).toEqual(arrived);
  const late = outboxOf(added(made('a1', 'a')), refused('a1'), { kind: 'answered', commandId: 'a1', answer: {}, at: 'then' });
  expect(late[0]?.state).toBe('sent');
});

test('whatever happens in whatever order, only its author’s drop or clearing takes an entry away, and ids stay unique', () => {
  const ids = ['1', '2', '3'];
  const id = fc.constantFrom(...ids);
  const event: fc.Arbitrary<OutboxEvent> = fc.oneof(
    id.map((commandId) => ({ kind: 'begun' as const, commandId })),
    id.map((commandId) => ({ kind: 'answered' as const, commandId, answer: { seq: 1, id: 'x' }, at: '' })),
    id.map((commandId) => ({ kind: 'lost' as const, commandId, now: 0 })),
    id.map(refused),
    id.map((commandId) => ({ kind: 'conflicted' as const, commandId, problem })),
    fc
      .tuple(id, fc.nat(3))
      .map(([commandId, seq]) => ({ kind: 'corrected' as const, commandId, by: 'li', input: { seq }, newCommandId: `${commandId}` })),
    fc.constant({ kind: 'retried' as const, by: 'li' }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let entries = outboxOf(
        ...ids.map((one, at) => added(made(one, 't', at > 0 ? { follows: { commandId: ids[at - 1] ?? '', fill: { seq: 'seq' } } } : {}))),
      );
      for (const happened of events) {
        try {
          entries = reduce(entries, happened);
        } catch (error) {
          if (!(error instanceof OutboxRefusal)) throw error;
        }
      }
      expect(entries.map(({ n }) => n)).toEqual([1, 2, 3]);
      expect(new Set(entries.map(({ commandId }) => commandId)).size).toBe(3);
    }),
  );
});

describe('the sender', () => {
  function play(answers: Outcome<Record<string, unknown>>[], ...entries: NewEntry[]) {
    let kept = outboxOf(...entries.map(added));
    const calls: string[] = [];
    const sender: Sender = {
      account: 'li',
      online: () => true,
      now: () => 0,
      instant: () => 'now',
      entries: async () => kept,
      apply: async (event) => {
        kept = reduce(kept, event);
        return kept;
      },
      upload: async () => ({ kind: 'lost' }),
      call: async (_operation, _input, commandId) => {
        calls.push(commandId);
        return answers.shift() ?? { kind: 'answer', answer: {} };
      },
    };
    return { calls, run: () => drain(sender), entries: () => kept };
  }

  test('sends everything in order and stops', async () => {
    const it = play([], made('a1', 'a'), made('a2', 'a'), made('b1', 'b'));
    expect(await it.run()).toEqual({ why: 'nothing' });
    expect(it.calls).toEqual(['a1', 'a2', 'b1']);
    expect(it.entries().every((entry) => entry.state === 'sent' && entry.begun)).toBe(true);
  });

  test('stops when nobody is signed in, and nothing is spoilt by it', async () => {
    const it = play([{ kind: 'signed-out' }], made('a1', 'a'), made('b1', 'b'));
    expect(await it.run()).toEqual({ why: 'signed-out' });
    expect(it.calls).toEqual(['a1']);
    expect(it.entries().map(({ state, tries }) => [state, tries])).toEqual([
      ['waiting', 0],
      ['waiting', 0],
    ]);
  });

  test('one loss lets the others pass, two in a row end the round', async () => {
    const one = play([{ kind: 'lost' }], made('a1', 'a'), made('b1', 'b'));
    expect(await one.run()).toMatchObject({ why: 'wait' });
    expect(one.calls).toEqual(['a1', 'b1']);
    const two = play([{ kind: 'lost' }, { kind: 'lost' }], made('a1', 'a'), made('b1', 'b'), made('c1', 'c'));
    expect(await two.run()).toEqual({ why: 'lost' });
    expect(two.calls).toEqual(['a1', 'b1']);
  });
});
