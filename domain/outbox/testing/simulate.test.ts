import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';

const SEEDS = 1_000;

test(`in ${SEEDS} lives of two phones and two servers nothing that was kept is lost, doubled, out of order or sent by somebody else`, {
  timeout: 60_000,
}, async () => {
  const total = { kept: 0, kills: 0, serverKills: 0, lost: 0, refusals: 0, conflicts: 0 };
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const result = await simulate(seed);
    expect(result.faults, `seed ${seed}`).toEqual([]);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += result[name];
  }
  // A simulation in which nothing bad happens proves nothing.
  expect(total.kept).toBeGreaterThan(SEEDS * 5);
  for (const name of ['kills', 'serverKills', 'lost', 'refusals', 'conflicts'] as const)
    expect(total[name], name).toBeGreaterThan(SEEDS / 2);
});

test.each(['nobody', 'server'] as const)(
  'when not the database but %s remembers which commands were answered, the simulation finds doubles',
  async (memory) => {
    let doubled = 0;
    for (let seed = 1; seed <= 50; seed += 1) {
      const { faults } = await simulate(seed, { memory });
      if (faults.some((fault) => /done \d+ times/.test(fault))) doubled += 1;
    }
    expect(doubled).toBeGreaterThan(5);
  },
);

test('a seed tells the same story each time', async () => {
  expect(await simulate(42)).toEqual(await simulate(42));
});
