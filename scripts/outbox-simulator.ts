import { simulate } from '../domain/outbox/testing/simulate.ts';

/** `npm run outbox-simulator -- --seeds 10000 [--from 1] [--memory server|nobody]`: many lives of two phones and two servers behind one database; exit code 1 when one goes wrong. */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} needs a whole number`);
  return value;
};

const seeds = option('seeds', 1_000);
const from = option('from', 1);
const named = process.argv.indexOf('--memory');
const memory = named < 0 ? 'database' : process.argv[named + 1];
if (memory !== 'database' && memory !== 'server' && memory !== 'nobody') throw new Error('--memory is database, server or nobody');
const since = performance.now();
const total = { kept: 0, kills: 0, serverKills: 0, lost: 0, refusals: 0, conflicts: 0, wrong: 0 };
for (let seed = from; seed < from + seeds; seed += 1) {
  const result = await simulate(seed, { memory });
  for (const name of ['kept', 'kills', 'serverKills', 'lost', 'refusals', 'conflicts'] as const) total[name] += result[name];
  if (result.faults.length === 0) continue;
  total.wrong += 1;
  if (total.wrong <= 10) console.log(`seed ${seed}: ${result.faults.join('; ')}`);
}
console.log(
  `${seeds} seeds in ${((performance.now() - since) / 1000).toFixed(1)} s: ${total.kept} entries kept, ${total.kills} kills of phones and ${total.serverKills} of servers, ${total.lost} lost requests or answers, ` +
    `${total.refusals} refusals and ${total.conflicts} conflicts looked at; ${total.wrong} seeds went wrong`,
);
process.exitCode = total.wrong > 0 ? 1 : 0;
