import { loseMachine } from './lost-machine.ts';

/**
 * `npm run lost-machine -- [--rounds 5] [--load 90] [--point 60] [--every 10] [--continuous off]`: everything killed and deleted under load, then brought back from the
 * backup target alone; exit code 1 when something is missing that was confirmed earlier than the point. With `--continuous off` it has to be.
 */
function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? '');
}
function number(name: string, otherwise: number): number {
  const value = Number(option(name, String(otherwise)));
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} needs a whole number`);
  return value;
}

const rounds = number('rounds', 5);
const settings = { everySeconds: number('every', 10), pointSeconds: number('point', 60), loadSeconds: number('load', 90) };
const continuous = option('continuous', 'on') !== 'off';
let faults = 0;
for (let round = 1; round <= rounds; round += 1) {
  const {
    acknowledged,
    due,
    later,
    links,
    changes,
    behindSeconds,
    restoreSeconds,
    files,
    faults: found,
  } = await loseMachine({
    ...{ ...settings, continuous },
    log: (line) => console.log(`  ${line}`),
  });
  console.log(
    `${round} of ${rounds}: ${acknowledged} writes acknowledged, ${due} of them more than ${settings.pointSeconds} s before the end; ` +
      `restored in ${restoreSeconds.toFixed(1)} s with ${links} links, ${changes} changes, ${files} files, to ${behindSeconds.toFixed(1)} s before it; ` +
      `of the ${later.there + later.lost} of the last seconds ${later.there} are there`,
  );
  for (const { kind, what, count, examples } of found) console.log(`  ${kind}: ${what}: ${count}, as ${examples.join('; ')}`);
  faults += found.length;
}
console.log(faults ? `${faults} promises broken` : 'Everything confirmed early enough was there, once.');
process.exit(faults ? 1 : 0);
