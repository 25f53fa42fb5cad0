import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { databaseSetting } from '../../cli/settings.ts';
import { gatewayOf } from '../modules/messages/index.ts';
import { backupDatabaseUrl, backupKeyFile, ownBackupKey } from './backup/index.ts';
import { providerFrom } from './identity-provider.ts';
import { masterSource, newMasterKey } from './master-key.ts';
import { sealKeyFile } from './seal-key.ts';
import { type SecretName, secretFile, secretText } from './secret-setting.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-secrets-'));
const credentials = join(folder, 'credentials');
mkdirSync(credentials);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}
const given = (name: SecretName, text: string) => {
  // As systemd leaves it: an access list makes the bits of the group show.
  writeFileSync(join(credentials, name), text);
  chmodSync(join(credentials, name), 0o440);
  return { CREDENTIALS_DIRECTORY: credentials };
};

describe('a secret', () => {
  it('comes from its setting, its file, or the credential of its name, without the end of the line', () => {
    expect(secretText('LINLI_SMS_TOKEN', {})).toBeNull();
    expect(secretText('LINLI_SMS_TOKEN', { LINLI_SMS_TOKEN: 'a' })).toBe('a');
    expect(secretText('LINLI_SMS_TOKEN', { LINLI_SMS_TOKEN_FILE: file('sms', 'b\n') })).toBe('b');
    expect(secretText('LINLI_SMS_TOKEN', given('LINLI_SMS_TOKEN', 'c\n'))).toBe('c');
    // A folder of credentials that holds others says nothing of this one.
    expect(secretText('LINLI_OIDC_SECRET', { CREDENTIALS_DIRECTORY: credentials })).toBeNull();
  });

  it('given twice, missing or empty is said in a sentence that does not tell it', () => {
    expect(() => secretText('LINLI_SMS_TOKEN', { LINLI_SMS_TOKEN: 'word', ...given('LINLI_SMS_TOKEN', 'word') })).toThrow(
      /^LINLI_SMS_TOKEN is given twice: by itself, and in [^ ]+\/LINLI_SMS_TOKEN\. Take one/,
    );
    const missing = { LINLI_SMS_TOKEN_FILE: join(folder, 'nowhere') };
    expect(() => secretText('LINLI_SMS_TOKEN', missing)).toThrow(/^LINLI_SMS_TOKEN cannot be read from .*nowhere \(ENOENT\)\.$/);
    expect(() => secretText('LINLI_SMS_TOKEN', { LINLI_SMS_TOKEN_FILE: file('empty', ' \n') })).toThrow(/empty is empty\.$/);
  });

  it.each([0o640, 0o604, 0o620])('in a file of mode %o is not read: others of the machine could', (mode) => {
    const open = file('open', 'word', mode);
    expect(() => secretText('LINLI_SMS_TOKEN', { LINLI_SMS_TOKEN_FILE: open })).toThrow(/^LINLI_SMS_TOKEN_FILE: .* is open to others/);
    expect(() => secretFile('LINLI_MASTER_KEY', { LINLI_MASTER_KEY_FILE: open })).toThrow(/ \(mode 6\d\d\): chmod 600 /);
  });
});

describe('each secret of the server is read this way', () => {
  it('the database, and the one backups are read from', () => {
    expect(databaseSetting(given('DATABASE_URL', 'postgres://linli:word@127.0.0.1/linli\n'))).toBe('postgres://linli:word@127.0.0.1/linli');
    const backup = given('LINLI_BACKUP_DATABASE_URL', 'postgres:///linli?host=/run/postgresql\n');
    expect(backupDatabaseUrl('postgres://other', backup)).toBe('postgres:///linli?host=/run/postgresql');
    expect(backupDatabaseUrl('postgres://other', {})).toBe('postgres://other');
  });

  it('the client secret of the identity provider', () => {
    const provider = { LINLI_OIDC_ISSUER: 'https://id.example.cn', LINLI_OIDC_CLIENT_ID: 'linli' };
    expect(providerFrom({ ...provider, ...given('LINLI_OIDC_SECRET', 'word\n') })?.clientSecret).toBe('word');
    expect(providerFrom({ ...provider, LINLI_OIDC_SECRET_FILE: file('oidc', 'word') })?.clientSecret).toBe('word');
    expect(providerFrom(provider)?.clientSecret).toBeNull();
    expect(() => providerFrom({ ...provider, LINLI_OIDC_SECRET_FILE: file('oidc', 'word', 0o644) })).toThrow('is open to others');
  });

  it('the token of the gateway of short messages, which is asked for only where there is a gateway', () => {
    const open = { LINLI_SMS_TOKEN_FILE: file('token', 'word', 0o644) };
    expect(() => gatewayOf({ LINLI_SMS_URL: 'https://sms.example.cn', ...open })).toThrow('is open to others');
    expect(gatewayOf(open).delivers).toBe(false);
  });

  it('the keys: of people, of seals, of backups; none of those handed over is written', async () => {
    const key = newMasterKey();
    const source = masterSource(folder, given('LINLI_MASTER_KEY', `${key.secret.toString('base64')}\n`));
    expect([source.file, (await source.read()).map(({ id }) => id)]).toEqual([null, [key.id]]);
    const environment = { ...given('LINLI_SEAL_KEY', 'pem'), ...given('LINLI_BACKUP_KEY', `${Buffer.alloc(32, 7).toString('base64')}\n`) };
    expect(sealKeyFile(folder, environment)).toBe(join(credentials, 'LINLI_SEAL_KEY'));
    const { key: backupKey, made } = await ownBackupKey(backupKeyFile(folder, environment));
    expect([backupKey, made]).toEqual([Buffer.alloc(32, 7), false]);
    // Without any of it, the files of the data folder.
    expect([masterSource(folder, {}).file, sealKeyFile(folder, {}), backupKeyFile(folder, {})]).toEqual(
      ['master.key', 'seal.pem', 'backup.key'].map((name) => join(folder, 'keys', name)),
    );
  });
});
