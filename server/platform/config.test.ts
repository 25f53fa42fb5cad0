import { expect, test } from 'vitest';
import { configFrom, DEFAULT_CONFIG } from './config.ts';

const settings = (environment: NodeJS.ProcessEnv) => configFrom(environment, { demo: false, home: '/home/linli' });

test('an operator who sets nothing gets the defaults, and checkpoints in a file', () => {
  expect(settings({})).toEqual({ ...DEFAULT_CONFIG, witnesses: ['/home/linli/witness.notes'] });
});

test('what an operator sets holds, lists without their blanks', () => {
  expect(
    settings({
      LINLI_TILES_URL: 'https://tiles.example.cn/{z}/{x}/{y}.png',
      LINLI_PUBLIC_URL: 'https://linli.example.cn',
      LINLI_TRUST_PROXY: 'loopback',
      LINLI_WITNESS: '/mnt/usb/notes, ,https://witness.example.cn ',
      LINLI_WEBHOOK_HOSTS: 'hall.local:8080,',
      LINLI_POOL: '25',
      LINLI_MOST_WAITING: '30',
      LINLI_REQUESTS_PER_MINUTE: '90',
    }),
  ).toEqual({
    ...DEFAULT_CONFIG,
    tiles: { url: 'https://tiles.example.cn/{z}/{x}/{y}.png', attribution: '' },
    publicUrl: 'https://linli.example.cn',
    trustedProxies: 'loopback',
    witnesses: ['/home/linli/witness.notes', '/mnt/usb/notes', 'https://witness.example.cn'],
    webhookHosts: ['hall.local:8080'],
    connections: 25,
    pressure: { waiting: 30, delayMs: DEFAULT_CONFIG.pressure.delayMs },
    requestsPerMinute: 90,
  });
});

test.each(['0', '-3', '1e3', '10.5', 'ten', '1000000000000'])('a number that is none (%s) ends the start with a sentence', (text) => {
  for (const name of ['LINLI_POOL', 'LINLI_MOST_WAITING', 'LINLI_REQUESTS_PER_MINUTE'])
    expect(() => settings({ [name]: text })).toThrow(`${name} is "${text}": it must be a number from 1 to `);
});

test('a number that is set to nothing is not set', () => {
  expect(settings({ LINLI_POOL: '' }).connections).toBe(DEFAULT_CONFIG.connections);
});
