import { type Mutant, mutatePermits, mutatePolicies } from '../server/testing/access/mutants.ts';
import { accessWorld } from '../server/testing/access/world.ts';
import testDatabase from './test-database.ts';

/** Breaks each policy and each permit, one after another, and prints who noticed and which survived. */
function report(what: string, mutants: readonly Mutant[]): void {
  const by = (caught: Mutant['caught']) => mutants.filter((mutant) => mutant.caught === caught);
  console.log(
    `${what}: ${mutants.length} broken, ${by('by a cell of the matrix').length} caught by a cell, ${by('by the rows a caller sees').length} by the rows a caller sees, ${by('by the call of nobody').length} by the call of nobody, ${by(null).length} survived`,
  );
  for (const { name } of by('by the call of nobody')) console.log(`  by nobody  ${name}`);
  for (const { name } of by(null)) console.log(`  survived   ${name}`);
}

const stopDatabase = await testDatabase();
const world = await accessWorld();
try {
  const since = Date.now();
  report('permits', await mutatePermits(world));
  report('policies', await mutatePolicies(world));
  console.log(`${Math.round((Date.now() - since) / 1000)} s`);
} finally {
  await world.place.stop();
  await stopDatabase?.();
}
