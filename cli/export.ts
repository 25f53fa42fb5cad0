import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Command } from 'commander';
import { answer } from './answer.ts';
import { ownSealKey } from './seal-key.ts';
import { withMigratedDatabase } from './with-database.ts';

const audit = new Command('audit')
  .description('write all sealed records with their seals for an outside verifier (verifier/README.md); holds names, keep it as such')
  .argument('<file>', 'where to; it must not exist yet')
  .option('--json', 'print JSON')
  .action(async (file: string, options: { json?: boolean }) => {
    const { exportAudit } = await import('../server/modules/sealing/index.ts');
    const key = (await ownSealKey()).public;
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    await once(out, 'open');
    const write = async (line: string) => {
      if (!out.write(line)) await once(out, 'drain');
    };
    const lines = await withMigratedDatabase((databaseUrl) => exportAudit(databaseUrl, { county: null, key, write }));
    out.end();
    await once(out, 'finish');
    answer(options, { file, lines }, [`${lines} lines in ${file}.`]);
  });

const sealKey = new Command('seal-key')
  .description('print the public key checkpoints are signed with, for witnesses and verifiers')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const key = (await ownSealKey()).public.toString('base64');
    answer(options, { key }, [key]);
  });

/** `linli export`: what leaves the system for others to check. */
export const exportCommand = new Command('export').description('write what others check').addCommand(audit).addCommand(sealKey);
