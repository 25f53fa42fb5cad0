import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { sealKeyIn } from '../../server/platform/seal-key.ts';
import { isThere } from '../proxies.ts';
import { blockOf, expectThat, FILES, PAGES, run, skipped } from './told.ts';

/** The secrets of install.md made by its own lines, and the command `linli`, which hands them over decrypted and leaves nothing. */
export async function checkCredentials(folder: string): Promise<void> {
  if (!isThere('systemd-creds') || userInfo().uid !== 0) {
    skipped('systemd-creds is not installed, or not root: the credentials were not tried');
    return;
  }
  const etc = join(folder, 'etc');
  mkdirSync(etc, { mode: 0o700 });
  const install = readFileSync(join(PAGES, 'install.md'), 'utf8');
  const steps = blockOf(install, 'Secrets', 'sh').replaceAll('/etc/linli', etc);
  const made = run('sh', ['-euc', steps], { cwd: folder });
  const names = readdirSync(join(etc, 'credentials')).sort();
  expectThat('credentials: the lines of install.md make them', made.good && names.length >= 3, made.said);
  const sealed = names.map((name) => readFileSync(join(etc, 'credentials', name), 'utf8'));
  expectThat('credentials: none of them lies readable', !sealed.some((text) => /PRIVATE KEY|^[A-Za-z0-9+/]{43}=$/m.test(text)));
  const unit = readFileSync(join(FILES, 'linli.service'), 'utf8');
  const loaded = [...unit.matchAll(/^LoadCredentialEncrypted=(\w+):\/etc\/linli\/credentials\/\1$/gm)].map(([, name = '']) => name).sort();
  expectThat('credentials: the unit loads just these', String(loaded) === String(names), `${loaded} but ${names}`);

  // The command with the folders of here; what it runs shows what it was handed.
  const shown = join(folder, 'shown');
  mkdirSync(shown);
  chmodSync(shown, 0o777);
  chmodSync(folder, 0o711);
  const show = `id -un > ${shown}/who; ls -l "$CREDENTIALS_DIRECTORY" > ${shown}/modes; cp "$CREDENTIALS_DIRECTORY"/* ${shown}; echo "$LINLI_PUBLIC_URL" > ${shown}/setting; exit 7`;
  writeFileSync(join(etc, 'linli.env'), 'LINLI_PUBLIC_URL="https://linli.example.cn"\n');
  const command = readFileSync(join(FILES, 'linli'), 'utf8')
    .replaceAll('/etc/linli', etc)
    .replace('chown -R linli', 'chown -R nobody')
    .replace('-u linli', '-u nobody')
    .replace('/usr/bin/node /opt/linli/cli/linli.mjs "$@"', `sh -c '${show}'`);
  const before = readdirSync('/run').filter((name) => name.startsWith('linli-command.'));
  const ran = run('sh', ['-c', command], { cwd: '/' });
  const said = (name: string) => readFileSync(join(shown, name), 'utf8').trim();
  expectThat(
    'linli: runs as the user, with the settings',
    said('who') === 'nobody' && said('setting') === 'https://linli.example.cn',
    ran.said,
  );
  const seal = await sealKeyIn(join(shown, 'LINLI_SEAL_KEY'));
  const keys = ['LINLI_MASTER_KEY', 'LINLI_BACKUP_KEY'].map((name) => Buffer.from(said(name), 'base64').length);
  expectThat('linli: with the keys, each of its right kind', String(keys) === '32,32' && seal.public.length === 32, keys);
  expectThat('linli: which nobody else can read', !/^-r.{2}[^-]|^-.{6}[^-]/m.test(said('modes')), said('modes'));
  const after = readdirSync('/run').filter((name) => name.startsWith('linli-command.'));
  expectThat('linli: leaves nothing behind, and ends as what it ran', String(after) === String(before) && ran.status === 7, after);
}
