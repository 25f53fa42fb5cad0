import { expect, it } from 'vitest';
import { demandClosedWay, demandEncrypted } from './outgoing.ts';

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
  ['postgres://linli_owner:x@db.county.gov/linli?host=/run/postgresql', true],
  ['postgres://linli_owner:x@%2Frun%2Fpostgresql/linli', true],
  ['postgres://linli_owner:x@db.county.gov/linli?sslmode=disable&host=127.0.0.1.example.cn', false],
  ['postgres://linli_owner:x@db.county.gov:5432/linli?ssl=true', false],
  ['postgres:///linli', true],
])('the way to %s is closed: %s', (address, closed) => {
  const goes = expect(() => demandClosedWay(address, 'DATABASE_URL', {}));
  if (closed) goes.not.toThrow();
  else goes.toThrow(/^DATABASE_URL names another machine without sslmode=verify-full: /);
});
it('an address without a host goes where the environment of the driver says', () => {
  expect(() => demandClosedWay('postgres:///linli', 'DATABASE_URL', { PGHOST: 'db.county.gov' })).toThrow('names another machine');
});
