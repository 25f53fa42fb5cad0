import { canaryScan } from '../server/testing/canary/scan.ts';

/** Plants known people, plays, makes a backup, and looks for them wherever they must not be; then does so with everything done wrong on purpose, which must be found. */
const scan = await canaryScan();
const broken = await canaryScan({ broken: true });
console.log(
  `${scan.calls} calls (${Object.entries(scan.statuses)
    .map(([status, n]) => `${n} answered ${status}`)
    .join(', ')})`,
);
console.log(
  `${scan.logged} log lines, ${scan.columns} columns, files: ${Object.entries(scan.files)
    .map(([place, n]) => `${n} ${place}`)
    .join(', ')}`,
);
console.log(`found where they may stand: ${scan.planted.join('; ')}`);
for (const { canary, where } of scan.leaks) console.log(`LEAK: ${canary} in ${where}`);
console.log(
  `${scan.leaks.length} leaks; done wrong on purpose ${broken.leaks.length}, in ${[...new Set(broken.leaks.map(({ where }) => where))].sort().join(', ')}`,
);
if (scan.leaks.length || !broken.leaks.length) process.exitCode = 1;
