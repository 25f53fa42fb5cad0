import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs', 'security', 'cryptography.md'), 'utf8');
/** What makes, checks or hides something; a comparison or a type does not. */
const USES =
  /\b(createHash|createHmac|createCipheriv|createDecipheriv|createSign|createVerify|generateKeyPair(?:Sync)?|hkdf(?:Sync)?|pbkdf2(?:Sync)?|scrypt(?:Sync)?|randomBytes|randomInt|randomFillSync|getRandomValues|subtle)\b|@node-rs\/argon2|@simplewebauthn\/server|openid-client/;
const files = ['server', 'web', 'cli', 'domain']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  )
  .filter((path) => /\.(ts|tsx|js)$/.test(path) && !/\.test\.|\.gen\.ts$|^server\/(testing|demo)\//.test(path));
const code = (path: string) => readFileSync(join(ROOT, path), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');

test('each file that uses cryptography stands on the page', () => {
  const using = files.filter((path) => USES.test(code(path)));
  expect(using.length).toBeGreaterThan(15);
  expect(using.filter((path) => !page.includes(`\`${path}\``))).toEqual([]);
});

test('each file the page names is there', () => {
  const named = [...page.matchAll(/`((?:server|web)\/[^`]+\.ts)`/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !files.includes(path))).toEqual([]);
});

test('nothing uses what is broken, or numbers that can be foreseen for what must not be', () => {
  const broken = /\b(md5|sha1|des-|rc4|aes-\d+-(ecb|cbc)|createCipher\()\b/i;
  const guessable = /Math\.random\(/;
  // The name RFC 6238 has for it, and two marks of versions that protect nothing; see the page.
  const known = ['server/modules/accounts/one-time.ts', 'server/modules/field/people-store.ts', 'server/modules/policy/store.ts'];
  expect(files.filter((path) => broken.test(code(path)) && !known.includes(path))).toEqual([]);
  expect(files.filter((path) => guessable.test(code(path)))).toEqual([]);
});
