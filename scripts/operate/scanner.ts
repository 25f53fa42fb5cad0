import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFileStore } from '../../server/platform/file-store.ts';
import { Problem } from '../../server/platform/problem.ts';
import { clamd } from '../../server/platform/scanner.ts';
import { isThere } from '../proxies.ts';
import { expectThat, skipped, until } from './told.ts';

/** Words that a signature of our own knows; no virus. */
const WORDS = 'linli operate check, found on purpose';

/** A real clamd with one signature of our own, asked as the server asks it. */
export async function checkScanner(folder: string): Promise<void> {
  if (!isThere('clamd')) {
    skipped('clamd is not installed: the scanner was not tried');
    return;
  }
  const signatures = join(folder, 'signatures');
  const path = join(folder, 'clamd.ctl');
  mkdirSync(signatures);
  writeFileSync(join(signatures, 'linli.ndb'), `Linli.Test:0:*:${Buffer.from(WORDS).toString('hex')}\n`);
  // As Debian sets it up, but for places, the one signature, and the size its stream may have.
  const settings = [`LocalSocket ${path}`, `DatabaseDirectory ${signatures}`, 'Foreground yes', 'StreamMaxLength 25M'];
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const program = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const files = openFileStore(join(folder, 'scanned'), { scanner: clamd({ path }) });
  const kept = (content: Buffer): Promise<string> =>
    files.keep(content).then(
      ({ kind }) => kind,
      (error) => (error instanceof Problem ? `${error.type} ${error.virus ?? ''}`.trim() : String(error)),
    );
  const paper = (inside: Buffer | string) => Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from(inside), Buffer.from('\n%%EOF\n')]);
  try {
    const ready = await until(
      () =>
        existsSync(path) &&
        clamd({ path })
          .ping()
          .then(
            () => true,
            () => false,
          ),
      60_000,
    );
    expectThat('clamd: answers at its socket', ready);
    const large = await kept(paper(randomBytes(20 * 1024 * 1024 - 1024)));
    expectThat('clamd: a harmless file of 20 MB is kept', large === 'document', large);
    const harmful = await kept(paper(WORDS));
    expectThat('clamd: what it knows is refused by its name', harmful === 'harmful-file Linli.Test.UNOFFICIAL', harmful);
  } finally {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill();
    if (program.exitCode === null) await ended;
  }
  const away = await kept(paper('harmless'));
  expectThat('clamd: nothing is kept while it is away', away === 'unavailable', away);
}
