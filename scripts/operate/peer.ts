import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../server/start.ts';
import { blockOf, expectThat, FILES, PAGES, run, skipped, until } from './told.ts';

const DEBIAN = '/usr/lib/postgresql';
const LINLI = fileURLToPath(new URL('../../cli/linli.mjs', import.meta.url));

/** The newest PostgreSQL of Debian on this machine, and what runs a command as its owner; null where there is none or we are not root. */
function programs(): string | null {
  const version =
    existsSync(DEBIAN) && userInfo().uid === 0
      ? readdirSync(DEBIAN)
          .map(Number)
          .sort((one, other) => other - one)[0]
      : null;
  return version ? join(DEBIAN, String(version), 'bin') : null;
}
const asPostgres = (program: string, ...args: string[]) => run('runuser', ['-u', 'postgres', '--', program, ...args], { cwd: '/' });

/** The lines of a file of docs/operate/files; who is `linli` on the machine is whoever runs this. */
const lines = (name: string): string =>
  readFileSync(join(FILES, name), 'utf8').replace(/^(linli\s+)linli(\s)/gm, `$1${userInfo().username}$2`);

/** A PostgreSQL that knows people by the user of the machine: step 2 of install.md, the role of the backups, and every way in but that one shut. */
export async function checkPeer(): Promise<void> {
  const bin = programs();
  if (!bin) {
    skipped('no PostgreSQL of Debian, or not root: the database without a password was not tried');
    return;
  }
  // Short, since the path of a socket may be no longer than 107 letters.
  const folder = mkdtempSync('/tmp/linli-peer-');
  spawnSync('chown', ['postgres', folder]);
  spawnSync('chmod', ['755', folder]);
  const data = join(folder, 'data');
  const made = asPostgres(join(bin, 'initdb'), '-D', data, '--auth-local=peer', '--auth-host=scram-sha-256', '-E', 'UTF8');
  expectThat('peer: a cluster as Debian makes it', made.good, made.said);
  const debian = readFileSync(join(data, 'pg_hba.conf'), 'utf8');
  writeFileSync(join(data, 'pg_hba.conf'), `${readFileSync(join(FILES, 'pg_hba.conf'), 'utf8')}${debian}`);
  appendFileSync(join(data, 'pg_ident.conf'), lines('pg_ident.conf'));
  const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'port=5499', 'wal_level=logical'];
  const server = spawn(
    'runuser',
    ['-u', 'postgres', '--', join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { stdio: 'ignore', cwd: '/' },
  );
  const psql = (as: string, ...args: string[]) =>
    run('runuser', ['-u', as, '--', join(bin, 'psql'), '-h', folder, '-p', '5499', '-v', 'ON_ERROR_STOP=1', '-tA', ...args], { cwd: '/' });
  const before = { ...process.env };
  try {
    expectThat('peer: it starts', await until(() => psql('postgres', '-c', 'select 1').good));
    const install = readFileSync(join(PAGES, 'install.md'), 'utf8');
    for (const [what, sql] of [
      ['the role and the database of install.md', blockOf(install, '2\\. The database', 'sql')],
      [
        'the role of the backups',
        blockOf(readFileSync(join(PAGES, '..', 'how-to', 'back-up-and-restore.md'), 'utf8'), 'Make backups', 'sql'),
      ],
    ] as const) {
      // One statement at a time, as one types them: some may stand in no transaction.
      const said = sql
        .split('\n')
        .filter((line) => line.trim())
        .map((line) => psql('postgres', '-c', line));
      expectThat(`peer: ${what} can be made`, said.length > 1 && said.every(({ good }) => good), said.map((one) => one.said).join(''));
    }
    const env = blockOf(install, '4\\. Settings', 'sh');
    const [, url = ''] = /^DATABASE_URL="([^"]+)"/m.exec(env) ?? [];
    const [, backupUrl = ''] = /^LINLI_BACKUP_DATABASE_URL="([^"]+)"/m.exec(env) ?? [];
    const here = (address: string) => address.replace('/var/run/postgresql', `${folder}&port=5499`);
    expectThat('peer: the settings of install.md hold no password', url !== '' && backupUrl !== '' && !/:[^/]*@|password/.test(env), env);
    const home = join(folder, 'home');
    mkdirSync(home);
    Object.assign(process.env, { LINLI_JOBS: 'off', LINLI_LOG: 'silent', LINLI_BACKUP_DATABASE_URL: here(backupUrl) });
    const linli = (...args: string[]) =>
      run(process.execPath, [LINLI, ...args], { env: { ...process.env, DATABASE_URL: here(url), LINLI_HOME: home } });
    const migrated = linli('migrate');
    expectThat('peer: linli migrate', migrated.good, migrated.said);
    const running = await serve({ port: 0, databaseUrl: here(url), home, demo: false });
    const { status } = await fetch(`${running.url}/readyz`);
    await running.close();
    expectThat('peer: it serves', status === 200, status);
    const backup = linli('backup', '--to', join(folder, 'backups'));
    const verified = linli('verify', 'backup', '--from', join(folder, 'backups'));
    expectThat('peer: linli backup as its own role, and it can be read', backup.good && verified.good, backup.said + verified.said);
    const other = psql('nobody', '-U', 'linli', '-d', 'linli', '-c', 'select 1');
    expectThat(
      'peer: another user of the machine is not let in',
      !other.good && /[Pp]eer authentication failed/.test(other.said),
      other.said,
    );
    const network = run(join(bin, 'psql'), ['-h', '127.0.0.1', '-p', '5499', '-U', 'linli', '-d', 'linli', '-c', 'select 1'], { cwd: '/' });
    expectThat('peer: nobody comes over a network', !network.good && /pg_hba.conf rejects/.test(network.said), network.said);
  } finally {
    process.env = before;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    asPostgres(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop');
    if (server.exitCode === null) await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
