import { join } from 'node:path';
import { Command } from 'commander';
import { answer } from './answer.ts';
import { homeSetting } from './settings.ts';

/** `linli scan`: what was kept before there was a scanner, or before it knew what it knows today. */
export const scanCommand = new Command('scan')
  .description('ask the scanner of LINLI_SCANNER about every file that is kept, and put aside what it finds')
  .option('--json', 'print JSON')
  .action(async (options: { json?: boolean }) => {
    const { clamd, scannerPlace } = await import('../server/platform/scanner.ts');
    const { openFileStore } = await import('../server/platform/file-store.ts');
    const { scanKept } = await import('../server/platform/scan-kept.ts');
    const place = scannerPlace(process.env);
    if (!place) throw new Error('Name the scanner in LINLI_SCANNER first (docs/operate/install.md).');
    const home = homeSetting();
    const aside = join(home, 'quarantine');
    const { scanned, found } = await scanKept(openFileStore(join(home, 'files')), clamd(place), aside);
    answer(options, { scanned, found }, [
      ...found.map(({ hash, virus }) => `FOUND ${virus}: ${hash}, served no longer, now in ${aside}`),
      `${scanned} files scanned, ${found.length} put aside.`,
    ]);
    if (found.length > 0) process.exitCode = 1;
  });
