import { tellKept } from './memory.ts';

/** A process for the test of what is kept: litters 20 MB, or holds them, when told to. */
const held: unknown[] = [];
const twentyMegabytes = () => Array.from({ length: 2_500_000 }, (_, at) => at + 0.5);
tellKept();
process.on('message', (asked) => {
  if (asked === 'collect') return;
  const made = twentyMegabytes();
  if (asked === 'hold') held.push(made);
  process.send?.('done');
});
process.send?.('ready');
