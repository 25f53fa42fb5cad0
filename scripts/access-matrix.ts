import { writeFileSync } from 'node:fs';
import { lineOf, mismatchesOf, runMatrix } from '../server/testing/access/matrix.ts';
import { matrixPage } from '../server/testing/access/page.ts';
import { accessWorld } from '../server/testing/access/world.ts';
import testDatabase from './test-database.ts';

/** Calls the whole access matrix and writes its page; ends with 1 when the server and the rules differ. */
const stopDatabase = await testDatabase();
const world = await accessWorld();
try {
  const since = Date.now();
  const cells = await runMatrix(world);
  const mismatches = mismatchesOf(cells);
  for (const cell of mismatches) console.error(lineOf(cell));
  writeFileSync(new URL('../docs/security/access-matrix.md', import.meta.url), matrixPage(cells));
  console.log(`${cells.length} calls, ${mismatches.length} mismatches, ${Math.round((Date.now() - since) / 1000)} s`);
  if (mismatches.length > 0) process.exitCode = 1;
} finally {
  await world.place.stop();
  await stopDatabase?.();
}
