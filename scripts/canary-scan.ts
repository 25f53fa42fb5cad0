import { canaryScan } from '../server/testing/canary.ts';
import { CANARY_COLUMNS } from '../server/testing/canary-columns.ts';
import testDatabase from './test-database.ts';

/** Plants known people, plays, and looks for them in logs, metrics, headers, jobs, files and every other column; then does so with a broken logger, which must be found. */
const stop = await testDatabase();
try {
  const scan = await canaryScan();
  const broken = await canaryScan({ logsBodies: true });
  console.log(
    `${scan.calls} calls (${Object.entries(scan.statuses)
      .map(([status, n]) => `${n} answered ${status}`)
      .join(', ')})`,
  );
  console.log(`${scan.logged} log lines, ${scan.columns} columns and ${scan.files} files scanned`);
  console.log(`${new Set(Object.values(CANARY_COLUMNS).flat()).size} columns may hold them as they are`);
  for (const { canary, where } of scan.leaks) console.log(`LEAK: ${canary} in ${where}`);
  console.log(`${scan.leaks.length} leaks; with a logger broken on purpose ${broken.leaks.length}`);
  if (scan.leaks.length || !broken.leaks.length) process.exitCode = 1;
} finally {
  await stop?.();
}
