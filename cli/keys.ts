import { join } from 'node:path';
import { Command } from 'commander';
import { answer } from './answer.ts';
import { homeSetting } from './settings.ts';
import { withMigratedDatabase } from './with-database.ts';

const source = async () => (await import('../server/platform/master-key.ts')).masterSource(homeSetting());
const modules = () => import('../server/modules/keys/index.ts');

const status = new Command('status')
  .description('the master keys the database knows, and how many keys of people each wraps')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { keyStatus } = await modules();
    const from = await source();
    const found = await withMigratedDatabase((databaseUrl) => keyStatus(databaseUrl, from));
    const lines = found.masters.map(
      ({ id, state, since, keys, here }) => `${id}  ${state.padEnd(8)} since ${since}  ${keys} keys${here ? '' : `  NOT in ${from.where}`}`,
    );
    answer(options, found, lines.length ? lines : ['Nothing is sealed yet: linli start makes the master key.']);
    if (found.masters.some(({ here }) => !here)) process.exitCode = 1;
  });

const rotate = new Command('rotate')
  .description('a new master key, while Linli runs; killed, the next call goes on')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { rotateKeys } = await modules();
    const from = await source();
    const told = options.json ? () => {} : (line: string) => console.log(line);
    const done = await withMigratedDatabase((databaseUrl) => rotateKeys(databaseUrl, from, { told }));
    answer(options, done, [
      `${done.keys} keys are wrapped by ${done.to} now; ${done.from.join(', ') || 'no other key'} is needed no more.`,
      from.file
        ? `Copy ${from.where} to its safe place, and destroy the copies of the old one.`
        : 'Take the old key out of the command or the credential.',
    ]);
  });

const index = new Command('index')
  .description(
    'a new key for the blind indexes that phones and identity numbers are found by, of the algorithm LINLI_CIPHER names, while Linli runs; killed, the next call goes on',
  )
  .option('--status', 'only say under which keys they are found')
  .option('--json', 'print JSON')
  .action(async (options: { status?: boolean; json?: boolean }) => {
    const { indexStatus, moveIndexes } = await modules();
    const from = await source();
    if (options.status) {
      const { roots } = await withMigratedDatabase((databaseUrl) => indexStatus(databaseUrl, from));
      const lines = roots.map(
        ({ version, algorithm }, at) => `version ${version}  HMAC-${algorithm.toUpperCase()}  ${at === 0 ? 'written' : 'still found by'}`,
      );
      return answer(options, { roots }, lines);
    }
    const told = options.json ? () => {} : (line: string) => console.log(line);
    const done = await withMigratedDatabase((databaseUrl) => moveIndexes(databaseUrl, from, { told }));
    answer(options, done, [`${done.rows} rows are found by version ${done.to} now; the key of version ${done.from} is gone.`]);
  });

const erase = new Command('erase')
  .description("erase a person's keys: their phones can never be read again")
  .argument('<person>', 'the id of the person')
  .requiredOption('--reason <text>', 'why, for the audit')
  .option('--json', 'print JSON')
  .action(async (personId: string, options: { reason: string; json?: boolean }) => {
    const { isId } = await import('../server/platform/ids.ts');
    if (!isId(personId)) throw new Error(`${personId} is not the id of a person.`);
    const { ERASED_KEYS, eraseNumbersOf } = await modules();
    const { keysFolder } = await import('../server/platform/keys-folder.ts');
    const list = join(keysFolder(homeSetting()), ERASED_KEYS);
    const keys = await withMigratedDatabase((databaseUrl) =>
      eraseNumbersOf(databaseUrl, { personId, reason: options.reason, list, now: new Date() }),
    );
    answer(options, { keys }, [`${keys} keys erased and noted in ${list}.`]);
  });

/** `linli keys`: what the numbers of people are sealed with. */
export const keysCommand = new Command('keys')
  .description('the master key that phones are sealed under')
  .addCommand(status)
  .addCommand(rotate)
  .addCommand(index)
  .addCommand(erase);
