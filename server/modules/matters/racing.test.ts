import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appeal } from '../../../domain/matters/appeal/appeal.ts';
import { fold } from '../../../domain/matters/fold.ts';
import { type StepDone, type Town, town } from '../../testing/matters.ts';
import { readActions } from './store.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

async function stored(id: string) {
  return place.prepare(async (tx) => {
    const row = await tx.db.selectFrom('matter').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return { row, actions: await readActions(tx, row) };
  });
}

describe('two people at once', () => {
  it('a step on a state that is gone is answered with "changed"', async () => {
    const { id } = await place.file(null);
    await place.take('stationWorker', 'sign', id);
    const stale = await place.send('stationHead', 'matters.answer', { id, seq: 1, words: '好了' });
    expect(stale).toMatchObject({ status: 409, body: { type: '/problems/changed', title: '这件事刚刚有变化，请再看一下。' } });
  });

  it('have one winner, and the other is told', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, receiptCode } = await place.file(null);
      const answers = await Promise.all([
        place.send<StepDone>('stationWorker', 'matters.answer', { id, seq: 1, words: '甲答' }),
        place.send<StepDone>('stationHead', 'matters.pass-up', { id, seq: 1, words: '乙报' }),
        place.send<StepDone>({ receipt: receiptCode }, 'matters.withdraw', { id, seq: 1 }),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
      for (const answer of answers) if (answer.status === 409) expect(answer.body).toMatchObject({ type: '/problems/changed' });
      const { row, actions } = await stored(id);
      expect(actions.map((action) => action.seq)).toEqual([1, 2]);
      expect(row.seq).toBe(2);
    }
  });

  it('joining at once from many phones loses nobody', async () => {
    const { id } = await place.file(null);
    let left = 6;
    for (let wave = 0; wave < 8 && left > 0; wave++) {
      const answers = await Promise.all(Array.from({ length: left }, () => place.send(null, 'matters.join', { id })));
      left -= answers.filter((answer) => answer.status === 200).length;
      for (const answer of answers) expect([200, 409]).toContain(answer.status);
    }
    const { row } = await stored(id);
    expect(left).toBe(0);
    expect([row.joined, row.receipts.length, new Set(row.receipts).size]).toEqual([6, 7, 7]);
  });

  it('the same step sent twice, as a phone does on a bad line, is taken once', async () => {
    const { id, receiptCode } = await place.file(null);
    const commandId = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => place.send<StepDone>({ receipt: receiptCode }, 'matters.urge', { id, seq: 1 }, { commandId })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    expect((await stored(id)).row).toMatchObject({ seq: 2, urged: 1 });
  });
});

describe('what is stored', () => {
  it('follows from the actions: the fold, and each column drawn from it', async () => {
    const { id, receiptCode } = await place.file(null);
    await place.take('stationWorker', 'sign', id);
    await place.take('stationWorker', 'ask', id, { words: '哪一盏？' });
    await place.at('2026-11-24 15:00');
    await place.take({ receipt: receiptCode }, 'reply', id, { words: '东头' });
    await place.take('stationWorker', 'ask-help', id, { words: '请看线路', body: place.bodies.housing });
    await place.take('housingOfficer', 'help-answer', id, { words: '线路好的' });
    await place.take('stationWorker', 'answer', id, { words: '好了' });
    const { row, actions } = await stored(id);
    const again = fold(appeal, actions);
    expect(row.state).toEqual(JSON.parse(JSON.stringify(again)));
    expect(row).toMatchObject({
      status: 'answered',
      seq: actions.length,
      paused: false,
      due: null,
      sign_due: null,
      answer_due: null,
      answered_at: new Date(again.answeredAt!),
      participants: again.participants,
    });
    expect(row.sweep_at?.toISOString()).toBe(again.deadlines.confirm);
  });

  it('is never changed: actions and audit rows refuse update and delete for the role that serves', async () => {
    const { id } = await place.file(null);
    for (const statement of [
      `update matter_action set step = 'answer' where matter_id = '${id}'`,
      `delete from matter_action where matter_id = '${id}'`,
      `update audit set actor = 'x' where matter_id = '${id}'`,
      `delete from audit where matter_id = '${id}'`,
      `delete from matter where id = '${id}'`,
    ]) {
      await expect(
        place.prepare((tx) => tx.send(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
    }
  });
});

describe('what happens by itself', () => {
  it('silence after an answer closes it on the sixteenth day, and silence after a question ends the wait', async () => {
    await place.at('2026-11-24 09:00');
    const answered = await place.file(null);
    await place.take('stationWorker', 'answer', answered.id, { words: '好了' });
    const asked = await place.file(null);
    await place.take('stationWorker', 'sign', asked.id);
    await place.take('stationWorker', 'ask', asked.id, { words: '哪一盏？' });
    const sweep = () =>
      place
        .prepare(({ db }) =>
          db
            .insertInto('job')
            .values({
              county: '000000',
              id: crypto.randomUUID(),
              kind: 'matters.sweep',
              run_at: place.clock.now(),
              created_at: place.clock.now(),
            })
            .execute(),
        )
        .then(() => place.work());
    await place.at('2026-12-04 23:59');
    await sweep();
    expect((await stored(asked.id)).row.status).toBe('waiting-resident');
    await place.at('2026-12-09 09:00');
    await sweep();
    expect((await stored(asked.id)).row.status).toBe('in-hand');
    expect((await stored(answered.id)).row.status).toBe('answered');
    await place.at('2026-12-10 00:00');
    await sweep();
    const { row, actions } = await stored(answered.id);
    expect(row).toMatchObject({ status: 'closed', sweep_at: null });
    expect(actions.at(-1)).toMatchObject({ step: 'close', by: { kind: 'system' } });
  });
});
