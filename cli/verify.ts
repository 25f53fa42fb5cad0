import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { TerritoryCode } from '../domain/territory/code.ts';
import { answer } from './answer.ts';
import { backupTarget, missingLines } from './backup.ts';
import { showProgress } from './progress.ts';
import { ownSealKey } from './seal-key.ts';
import { homeSetting } from './settings.ts';
import { withMigratedDatabase } from './with-database.ts';

/** The day it is in the region. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

const date = (text: string) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Write a date as 2026-12-31.');
  return text;
};

const rates = new Command('rates')
  .description('recompute every rate from the actions and compare it with the stored figures')
  .option('--from <date>', 'first day, else 1 January of this year', date)
  .option('--until <date>', 'last day, else today', date)
  .option('--territory <code>', 'the place, by its code', '64')
  .option('--json', 'print JSON')
  .action(async (options: { from?: string; until?: string; territory: string; json?: boolean }) => {
    const until = options.until ?? today();
    const from = options.from ?? `${until.slice(0, 4)}-01-01`;
    const { verifyRates } = await import('../server/modules/statistics/index.ts');
    const result = await withMigratedDatabase((databaseUrl) =>
      verifyRates(databaseUrl, { territory: options.territory, from, until, now: new Date() }),
    );
    answer(options, { from, until, ...result }, [
      ...result.differences.map((difference) => JSON.stringify(difference)),
      `${result.checked} figures of ${result.matters} matters filed from ${from} to ${until} counted anew from their actions, ${result.differences.length} differ.`,
    ]);
    if (result.differences.length > 0) process.exitCode = 1;
  });

const county = (text: string) => {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('Write a county as its six digits.');
  return text;
};

const publicKey = (text: string, before: Buffer[] = []) => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new InvalidArgumentError('Write a key as linli export seal-key prints it.');
  return [...before, key];
};

const gather = (text: string, before: string[] = []) => [...before, text];

const audit = new Command('audit')
  .description('check every audit row and action against its seal, and the seals against what witnesses kept')
  .option('--county <code>', 'one county only', county)
  .option('--key <base64>', 'a public key to believe, may be repeated; else the one of this server', publicKey)
  .option('--witness <file>', "a witness's file of notes, may be repeated", gather)
  .option('--checkpoint <note>', 'a checkpoint from paper, as a file or as its text, may be repeated', gather)
  .option('--json', 'print JSON')
  .action(async (options: { county?: string; key?: Buffer[]; witness?: string[]; checkpoint?: string[]; json?: boolean }) => {
    const { noteFromPaper, verifyAudit, witnessed } = await import('../server/modules/sealing/index.ts');
    const papers = await Promise.all(
      (options.checkpoint ?? []).map(async (given) => {
        const note = noteFromPaper(/^\s*linli\//.test(given) ? given : await readFile(given, 'utf8'));
        if (!note) throw new Error(`--checkpoint is no checkpoint as it is printed: ${given.slice(0, 80)}`);
        return note;
      }),
    );
    const keys = options.key ?? [(await ownSealKey()).public];
    const notes = [...papers, ...(await Promise.all((options.witness ?? []).map(witnessed))).flat()];
    const result = await withMigratedDatabase((databaseUrl) =>
      verifyAudit(databaseUrl, { county: options.county ?? null, keys, witnessed: notes, now: new Date() }),
    );
    answer(options, result, [
      ...result.findings.map((finding) => `${finding.county}: ${finding.where} ${finding.what}`),
      `${result.records} records under ${result.checkpoints} checkpoints, ${result.waiting} not yet sealed, ${result.findings.length} findings.`,
    ]);
    if (result.findings.length > 0) process.exitCode = 1;
  });

const board = new Command('board')
  .description('count the register and judge every place anew, and compare with what the clause board keeps')
  .option('--territory <code>', 'the place, by its code', '64')
  .option('--json', 'print JSON')
  .action(async (options: { territory: string; json?: boolean }) => {
    if (!TerritoryCode.safeParse(options.territory).success)
      throw new Error(`--territory is "${options.territory}", not the code of a place.`);
    const { verifyBoard } = await import('../server/modules/board/index.ts');
    const result = await withMigratedDatabase((databaseUrl) => verifyBoard(databaseUrl, { territory: options.territory, now: new Date() }));
    const { places, cells, waiting, grids, differing } = result;
    answer(options, result, [
      ...[...grids, ...differing].map((difference) => JSON.stringify(difference)),
      `${cells} cells of ${places} places judged anew, ${differing.length} differ; the register counted anew, ${grids.length} grids differ.`,
      ...(waiting ? [`${waiting} changes wait to be judged; what they are about may be among these.`] : []),
    ]);
    if (grids.length + differing.length > 0) process.exitCode = 1;
  });

const backup = new Command('backup')
  .description('read a backup and the chain after it to the last byte and prove every piece')
  .option('--from <folder>', 'where the backups lie, else LINLI_BACKUP_TO')
  .option('--backup <name>', 'which, else the newest')
  .option('--json', 'print JSON')
  .action(async (options: { from?: string; backup?: string; json?: boolean }) => {
    const { backupKeyFile, checkBackup, checkLinks, findBackup, readBackupKey } = await import('../server/platform/backup/index.ts');
    const target = backupTarget(options.from);
    const key = await readBackupKey(backupKeyFile(homeSetting()));
    const found = await findBackup(target, options.backup);
    const { manifest, ...checked } = await checkBackup({ backup: found, target, key, progress: showProgress() });
    const chain = manifest.chain ? await checkLinks(target, key, manifest.chain) : null;
    answer(options, { ...checked, missing: manifest.missing, chain }, [
      `${checked.name} is whole: ${checked.rows} rows, ${checked.files} files, made ${checked.made}.`,
      ...(chain
        ? [`The chain after it is whole: ${chain.changes} changes in ${chain.links} links, everything until ${chain.reached}.`]
        : []),
      ...missingLines(manifest.missing),
    ]);
  });

/** `linli verify`: proofs that what is shown follows from what was recorded. */
export const verifyCommand = new Command('verify')
  .description('prove that the figures follow from the records')
  .addCommand(rates)
  .addCommand(board)
  .addCommand(audit)
  .addCommand(backup);
