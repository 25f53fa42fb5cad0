import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newReceiptCode } from '../../platform/ids.ts';
import { type Town, town } from '../../testing/matters.ts';
import { movable, newAddress } from '../../testing/world.ts';

let place: Town;
let moveTo: (address: string) => void;
beforeAll(async () => {
  place = await town();
  moveTo = movable(place);
});
afterAll(() => place.stop());
beforeEach(() => {
  moveTo(newAddress());
  place.clock.advance(2 * 3_600_000);
  place.app.config.wrongReceipts = { perAddress: 5, total: 20 };
});

const look = (receipt: string) => place.call<{ matters: unknown[]; detail?: string }>('matters.mine', {}, { receipt });
const guess = async (times: number) => {
  const found = [];
  for (let at = 0; at < times; at++) found.push((await look(newReceiptCode())).status);
  return found;
};

describe('receipt codes that are guessed at', () => {
  it('are answered a few times an hour from one address, and no more, right or wrong', async () => {
    const { receiptCode } = await place.file(null);
    expect(await guess(6)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await look(receiptCode);
    expect(refused.status, 'a right code would tell the guesser').toBe(429);
    expect(refused.body.detail).toContain('输错凭条码的次数太多了');
    expect((await look(newReceiptCode())).body).toEqual(refused.body);
    place.clock.advance(3_600_000);
    expect((await look(receiptCode)).body.matters).toHaveLength(1);
  });

  it('count by household where addresses are long, and by no other door than this limit', async () => {
    const answers = [];
    for (let at = 0; at < 6; at++) {
      moveTo(`2001:db8:1:2::${at + 1}`);
      const calls = [
        () => look(newReceiptCode()),
        () => place.call('matters.view', { id: crypto.randomUUID() }, { receipt: newReceiptCode() }),
      ];
      answers.push((await (calls[at % 2] as () => Promise<{ status: number }>)()).status);
    }
    expect(answers).toEqual([200, 404, 200, 404, 200, 429]);
    moveTo('2001:db8:1:3::1');
    expect((await look(newReceiptCode())).status).toBe(200);
  });

  it('count from all addresses together', async () => {
    const { receiptCode } = await place.file(null);
    const statuses = [];
    for (let at = 0; at < 21; at++) {
      moveTo(newAddress());
      statuses.push((await look(newReceiptCode())).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    moveTo(newAddress());
    expect((await look(receiptCode)).status).toBe(429);
  });

  it('shut nobody out of a matter they have looked at before', async () => {
    const { receiptCode } = await place.file(null);
    expect((await look(receiptCode)).status).toBe(200);
    await guess(6);
    expect((await look(receiptCode)).body.matters).toHaveLength(1);
    // As it was typed, with or without the dash.
    expect((await look(receiptCode.toLowerCase().replace('-', ' '))).body.matters).toHaveLength(1);
  });

  it('are not counted when they are right', async () => {
    for (let at = 0; at < 8; at++) expect((await look((await place.file(null)).receiptCode)).status).toBe(200);
  });
});
