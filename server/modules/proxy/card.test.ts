import { expect, test } from 'vitest';
import type { Who } from '../../testing/matters.ts';
import { atTheCounter } from '../../testing/proxy.ts';

const counter = atTheCounter();

const applicantFor = async (who: Who, id: string) => (await counter.place.view(who, id)).reporters.map(({ personId }) => personId);

test('whoever checks the card of an applicant is told whose it is, nobody else who handles the application', async () => {
  const { id } = await counter.collected();
  await counter.handIn(id);
  for (const who of ['stationWorker', 'stationHead', 'clerk'] as const)
    expect(await applicantFor(who, id), who).toEqual([counter.place.people.resident]);
  for (const who of ['gridWorker', 'dispatcher', 'supervisor'] as const) expect(await applicantFor(who, id), who).toEqual([null]);
});

test('where no card is checked, the same people are told a masked name only', async () => {
  const { id } = await counter.place.file('resident');
  for (const who of ['stationWorker', 'stationHead', 'clerk'] as const) expect(await applicantFor(who, id), who).toEqual([null]);
});
