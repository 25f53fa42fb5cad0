import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Town, town } from '../../testing/matters.ts';

let place: Town;
beforeAll(async () => {
  place = await town({ now: '2026-11-24T09:00:00+08:00' });
});
afterAll(() => place.stop());

it('an extension is at most what the parameter of the day allows, said by name of the field', async () => {
  const { id } = await place.file('resident');
  await place.take('stationWorker', 'sign', id);
  const asked = (days: number) => place.try('stationWorker', 'ask-extension', id, { days, ground: 'survey', words: '要等勘察' });
  const tooLong = await asked(11);
  expect(tooLong.status).toBe(400);
  expect(tooLong.body.errors).toEqual([{ path: 'days', message: '一次延期最长是 10 个工作日。' }]);
  expect((await asked(10)).status).toBe(200);
});
