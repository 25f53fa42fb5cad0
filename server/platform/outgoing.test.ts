import { expect, it } from 'vitest';
import { demandEncrypted, openWayTo } from './outgoing.ts';

it.each(['https://sms.example.cn/send', 'http://127.0.0.1:9000/', 'http://localhost/x', 'http://[::1]:9/'])('goes to %s', (address) => {
  expect(() => demandEncrypted('LINLI_SMS_URL', address)).not.toThrow();
});
it.each([
  'http://sms.example.cn/send',
  'http://10.1.2.3/',
  'ftp://127.0.0.1/',
  'sms.example.cn',
  'http://localhost.example.cn/',
  'http://127.0.0.1.nip.io/',
])('does not go to %s', (address) =>
  expect(() => demandEncrypted('LINLI_SMS_URL', address)).toThrow('LINLI_SMS_URL must be an https address'),
);
it.each([
  ['postgres://linli_owner:x@127.0.0.1:5432/linli', true],
  ['postgres:///linli?host=/var/run/postgresql', true],
  ['postgres://linli_owner:x@db.county.gov:5432/linli?sslmode=verify-full', true],
  ['postgres://linli_owner:x@db.county.gov:5432/linli?sslmode=require', false],
  ['postgres://linli_owner:x@db.county.gov:5432/linli', false],
  ['postgres://linli_owner:x@127.0.0.1/linli?host=10.1.2.3', false],
])('the way to %s is closed: %s', (address, closed) => expect(openWayTo(address) === null).toBe(closed));
