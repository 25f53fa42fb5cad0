import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity, Type } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import { type TestServer, testServer } from './testing/server.ts';
import { policyFor } from './web-files.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const FACES = ['portal', 'field', 'office'] as const;
const graded = (policy: string) => new CspEvaluator(new CspParser(policy).csp).evaluate();
/** `HIGH`, `MEDIUM` and mistakes of writing, and what may be one of them. */
const grave = (policy: string) => graded(policy).filter(({ severity }) => severity <= Severity.HIGH_MAYBE);
const get = (url: string, headers: Record<string, string> = {}) => server.http.inject({ method: 'GET', url, headers });
const post = (url: string, headers: Record<string, string>, payload = '{}') =>
  server.http.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload });

describe.each(FACES)('the policy of the %s', (face) => {
  const policy = () => policyFor(face, server.app);

  it('has no grave finding of csp-evaluator; what it remarks is known', () => {
    expect(grave(policy())).toEqual([]);
    // 'self' would be weak where somebody's upload could be asked for as a script; uploads are served as pictures, sound and attachments, with nosniff.
    expect(
      graded(policy())
        .filter(({ severity }) => severity < Severity.INFO)
        .map(({ type, directive, value }) => [type, directive, value]),
    ).toEqual([[Type.SCRIPT_ALLOWLIST_BYPASS, 'script-src', "'self'"]]);
  });

  it('lets no inline script, no eval, no plug-in, no frame, no foreign form and no other origin in', () => {
    const { directives } = new CspParser(policy()).csp;
    expect(directives['script-src']).toEqual(["'self'"]);
    expect(directives).toMatchObject({
      'default-src': ["'none'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'connect-src': ["'self'"],
    });
    expect(policy()).not.toMatch(/unsafe-eval|https?:|\*/);
    if (face !== 'office') expect(policy()).not.toContain('unsafe-inline');
  });
});

describe('the grading', () => {
  it.each([
    "default-src 'self' 'unsafe-inline'",
    "script-src 'self' 'unsafe-eval' data:; object-src 'none'",
    "img-src 'self'",
    'default-src *',
  ])('sees what is grave in %s', (policy) => {
    expect(grave(policy).length).toBeGreaterThan(0);
  });
});

describe('a page', () => {
  it.each([
    ['/', 'portal'],
    ['/field/', 'field'],
    ['/office/', 'office'],
    ['/any/where', 'portal'],
  ] as const)('%s is framed by nobody, sniffed by nobody, and kept by no cache unasked', async (url, face) => {
    const { headers } = await get(url);
    expect(headers).toMatchObject({
      'content-security-policy': policyFor(face, server.app),
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['cache-control']).toMatch(/no-cache|no-store|max-age=0/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    '/healthz',
    '/metrics',
    '/icon.svg',
    '/assets/none.js',
    '/field/service-worker.js',
    '/field',
    '/data/counties.geojson',
    '/open311/v2/discovery.json',
    '/api/openapi.json',
    '/api/nothing',
  ])('nor is what is no page: %s', async (url) => {
    const { headers } = await get(url);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/office//evil.example',
    '/field/%2f%2fevil.example',
    '/?next=https://evil.example',
    '/office?to=//evil.example',
    '/office/..//evil.example',
    '/%0d%0alocation:%20//evil.example',
    '//evil.example/%2e%2e',
  ])('sends nobody to another site: %s', async (url) => {
    const { statusCode, headers } = await get(url, { host: 'linli.example' });
    expect(statusCode).toBeLessThan(500);
    if (statusCode >= 300 && statusCode < 400) expect(['/office/', '/field/']).toContain(headers.location);
    else expect(headers.location).toBeUndefined();
  });

  it.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/office/assets/..%2f..%2f..%2fserver/http.ts',
    '/field/..%5c..%5cpackage.json',
    '/assets/%00',
    '/.env',
    '/field/service-worker.js/../../../package.json',
  ])('shows no file that is no page: %s', async (url) => {
    const { body, statusCode } = await get(url);
    expect(statusCode).toBeLessThan(500);
    expect(body).not.toMatch(/"devDependencies"|httpServer|SESSION/);
  });
});

describe('an answer', () => {
  it('of every operation is kept by no cache, framed by nobody and read by no other site', async () => {
    for (const { name } of operations) {
      const { headers } = await post(`/api/${name.replace('.', '/')}`, { 'x-linli': '1', origin: 'https://evil.example' });
      expect(headers, name).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin'], name).toBeUndefined();
    }
  });

  it('a page of another site gets none, whatever it sends', async () => {
    const forms: Record<string, string>[] = [
      {},
      { 'x-linli': '1', 'sec-fetch-site': 'cross-site' },
      { 'x-linli': '1', 'sec-fetch-site': 'same-site' },
      { 'x-linli': '0' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'x-http-method-override': 'GET' },
    ];
    for (const headers of forms)
      for (const { name } of operations)
        expect((await post(`/api/${name.replace('.', '/')}`, headers)).statusCode, `${name} ${JSON.stringify(headers)}`).toBe(403);
    expect((await post('/api/files', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--')).statusCode).toBe(403);
    expect(
      (
        await server.http.inject({
          method: 'OPTIONS',
          url: '/api/matters/file',
          headers: { origin: 'https://evil.example', 'access-control-request-headers': 'x-linli' },
        })
      ).headers['access-control-allow-headers'],
    ).toBeUndefined();
  });

  it('believes no address, host or scheme a stranger names', async () => {
    const { headers } = await post('/api/accounts/signOut', {
      'x-linli': '1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
    });
    expect(String(headers['set-cookie'])).not.toContain('__Host-');
    for (const host of ['[', 'a b', 'linli.example/evil', 'user@evil.example', 'x#y', '%'])
      expect((await post('/api/accounts/passkeySignInOptions', { 'x-linli': '1', host }, '{"username":"nobody"}')).statusCode, host).toBe(
        400,
      );
  });
});
