import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tellKept } from './memory.ts';

/** A process for the test of what is kept: litters 20 MB, or holds them, when told to. */
const held: unknown[] = [];
const twentyMegabytes = () => Array.from({ length: 2_500_000 }, (_, at) => at + 0.5);
tellKept();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', (asked) => {
  if (asked === 'kept') return;
  const made = twentyMegabytes();
  if (asked === 'hold') held.push(made);
  // The stack holds it until the next turn, and what was collected is told in the one after.
  setImmediate(() => {
    collect();
    setTimeout(() => process.send?.('done'), 50);
  });
});
process.send?.('ready');
