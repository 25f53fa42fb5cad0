import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SERVER = import.meta.dirname;
const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(path));
const that = (pattern: RegExp) => files.filter((path) => pattern.test(readFileSync(join(SERVER, path), 'utf8'))).sort();

it('only what docs/security/connections.md names calls anybody over a network', () => {
  expect(that(/\bfetch\(|from 'node:(https?|net|tls|dgram|http2)'|from 'undici'|import\('openid-client'\)/)).toEqual([
    'modules/accounts/provider.ts',
    'modules/messages/gateway.ts',
    'modules/sealing/witness.ts',
    // Judges addresses and calls none.
    'modules/webhooks/address.ts',
    'modules/webhooks/send.ts',
    // Both go to the database.
    'platform/backup/copy-rows.ts',
    'platform/embedded-postgres.ts',
    // To the scanner on this machine.
    'platform/scanner.ts',
  ]);
});

it('none follows to another address, but the provider’s library, which follows none by itself', () => {
  for (const path of that(/\bfetch\(/)) {
    const code = readFileSync(join(SERVER, path), 'utf8');
    expect(code.match(/redirect: 'error'/g)?.length, path).toBe(code.match(/\bfetch\(/g)?.length);
  }
});

it('no certificate goes unchecked', () => {
  expect(that(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/)).toEqual([]);
});
