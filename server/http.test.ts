import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import { LAMP, type ProblemBody, type Town, town } from './testing/matters.ts';
import { newAddress } from './testing/world.ts';

let place: Town;
let id: string;
beforeAll(async () => {
  place = await town();
  ({ id } = await place.file('resident'));
});
afterAll(() => place.stop());

interface Raw {
  status: number;
  type: string | undefined;
  problem: ProblemBody;
  headers: Record<string, unknown>;
}

async function post(path: string, payload: string | Buffer, headers: Record<string, string> = {}): Promise<Raw> {
  const response = await place.http.inject({
    method: 'POST',
    url: path,
    // Each from an address of its own: how often one may call is another test's.
    remoteAddress: newAddress(),
    headers: { 'content-type': 'application/json', 'x-linli': '1', ...headers },
    payload,
  });
  const problem = response.headers['content-type']?.toString().includes('json') ? response.json() : {};
  return { status: response.statusCode, type: response.headers['content-type']?.toString(), problem, headers: response.headers };
}

function expectProblem(raw: Raw, status: number, type: string): void {
  expect([raw.status, raw.problem.type]).toEqual([status, `/problems/${type}`]);
  expect(raw.type).toContain('application/problem+json');
  expect(raw.problem.title).toMatch(/^\p{Script=Han}.*。$/u);
  expect(JSON.stringify(raw.problem)).not.toMatch(/ at \S+:\d+|node_modules|Error:|select |postgres/i);
}

const FILE = '/api/matters/file';
const session = () => `linli_session=${place.as.resident}`;

describe('a request that is no request', () => {
  it.each([
    ['broken JSON', '{"words": ', {}, 400, 'malformed-request'],
    ['nothing at all', '', {}, 400, 'malformed-request'],
    ['a list', '[1,2]', {}, 400, 'malformed-request'],
    ['a word', '"file"', {}, 400, 'malformed-request'],
    ['a number', '7', {}, 400, 'malformed-request'],
    ['a poisoned prototype', '{"__proto__": {"role": "administrator"}}', {}, 400, 'malformed-request'],
    ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400, 'malformed-request'],
    ['another format', 'words=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'wrong-media-type'],
    ['plain text, as another site may send it', JSON.stringify(LAMP), { 'content-type': 'text/plain' }, 415, 'wrong-media-type'],
    ['more than a form can hold', JSON.stringify({ words: '长'.repeat(200_000) }), {}, 413, 'too-large'],
    ['a form from another site', JSON.stringify(LAMP), { 'sec-fetch-site': 'cross-site' }, 403, 'cross-site'],
    ['a form from a neighbouring site', JSON.stringify(LAMP), { 'sec-fetch-site': 'same-site' }, 403, 'cross-site'],
    ['a call without our header', JSON.stringify(LAMP), { 'x-linli': '' }, 403, 'cross-site'],
  ] as const)('%s', async (_title, payload, headers, status, type) => {
    expectProblem(await post(FILE, payload as string, headers), status, type);
  });

  it('an operation that does not exist, or another method', async () => {
    expectProblem(await post('/api/matters/explode', '{}'), 404, 'not-found');
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const) {
      const response = await place.http.inject({ method, url: FILE, headers: { 'x-linli': '1' } });
      expect(response.statusCode, method).toBe(404);
    }
  });

  it('an address written another way goes no other way', async () => {
    const view = JSON.stringify({ id });
    for (const path of ['/%61pi/matters/view', '/api/%6Datters/view']) {
      expectProblem(await post(path, view, { 'x-linli': '' }), 403, 'cross-site');
      expectProblem(await post(path, view), 401, 'sign-in-needed');
      expect((await post(path, view, { cookie: session() })).status).toBe(200);
    }
    expect([404, 403]).toContain((await post('//api/matters/view', view)).status);
  });
});

describe('a field that is wrong', () => {
  it.each([
    ['missing', { words: undefined }, 'words'],
    ['empty', { words: '' }, 'words'],
    ['only blanks', { words: '   \n ' }, 'words'],
    ['too long', { words: '长'.repeat(1001) }, 'words'],
    ['of another type', { words: 12 }, 'words'],
    ['a list', { words: ['路灯'] }, 'words'],
    ['with a control character', { words: '路灯\u0007坏了' }, 'words'],
    ['with a zero byte', { words: '路灯\u0000' }, 'words'],
    ['with half a character', { words: '路灯\ud83d' }, 'words'],
    ['a category that is none', { category: 'roads.moon' }, 'category'],
    ['a village of eleven digits', { village: '64012110420' }, 'village'],
    ['a village that has no station', { village: '640121104999' }, 'village'],
    ['a grid of another village', { grid: '640121104201001' }, 'grid'],
    ['a grid that is none', { grid: '640121104205777' }, 'grid'],
    ['a point on the other side of the world', { point: { lon: -70, lat: 38 } }, 'point.lon'],
    ['a phone that is none', { contact: { name: '马', phone: '123' } }, 'contact.phone'],
    ['an attachment that is no id', { attachments: ['photo.jpg'] }, 'attachments.0'],
    ['ten attachments', { attachments: Array.from({ length: 10 }, () => '01930000-0000-7000-8000-000000000000') }, 'attachments'],
    ['a person that is none', { personId: '01930000-0000-7000-8000-000000000000' }, 'personId'],
  ])('%s', async (_title, change, path) => {
    const raw = await post(FILE, JSON.stringify({ ...LAMP, ...change }));
    expectProblem(raw, 400, 'invalid-input');
    expect(raw.problem.errors?.map((error) => error.path)).toContain(path);
    for (const error of raw.problem.errors ?? []) expect(error.message).toMatch(/\p{Script=Han}/u);
  });

  it('unknown fields are refused by name, deep nesting too', async () => {
    const unknown = await post(FILE, JSON.stringify({ ...LAMP, status: 'closed', holder: 'me' }));
    expectProblem(unknown, 400, 'invalid-input');
    expect(JSON.stringify(unknown.problem.errors)).toMatch(/status.*holder/);
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
    expectProblem(await post(FILE, deep), 400, 'invalid-input');
  });

  it('several are named at once', async () => {
    const raw = await post(FILE, JSON.stringify({ ...LAMP, words: '', category: 'x', village: '1' }));
    expect(raw.problem.errors?.map((error) => error.path).sort()).toEqual(['category', 'village', 'words']);
  });

  it.each([
    ['matters/view', { id: 'abc' }, 400],
    ['matters/view', { id: '01930000-0000-7000-8000-000000000000' }, 404],
    ['matters/sign', { id: '01930000-0000-7000-8000-000000000000', seq: 1 }, 403],
    ['matters/urge', { id: '01930000-0000-7000-8000-000000000000', seq: 1 }, 404],
    ['matters/promise', { village: LAMP.village, category: 'nonsense' }, 400],
    ['matters/promise', { village: '640121104999', category: 'roads.lamp' }, 404],
    ['matters/similar', { words: '路灯', village: '1' }, 400],
    ['matters/join', { id: '01930000-0000-7000-8000-000000000000' }, 404],
  ])('%s %j', async (path, input, status) => {
    const raw = await post(`/api/${path}`, JSON.stringify(input), { cookie: session() });
    expect(raw.status, JSON.stringify(raw.problem)).toBe(status);
    expect(raw.type).toContain('application/problem+json');
  });

  it.each([
    [{ tab: 'mine', filedFrom: '0000-01-01', filedUntil: '9999-12-31' }],
    [{ tab: 'all', q: "%_\\' or 1=1 --" }],
    [{ tab: 'all', q: '马 占 山 路 灯' }],
    [{ tab: 'done', after: 'nonsense' }],
    [{ tab: 'done', after: "2026-01-01T00:00:00Z|'; drop table matter; --" }],
    [{ tab: 'mine', after: '|01930000-0000-7000-8000-000000000000' }],
    [{ tab: 'all', territory: '999999999999999' }],
  ])('a strange queue %j is a list or a 4xx, never a failure', async (input) => {
    const { status } = await place.send('stationWorker', 'matters.queue', input);
    expect([200, 400]).toContain(status);
  });

  it.each(['0000-01-01', '0001-01-01', '1899-12-31'])('the day %s is before anything and is refused, not counted from', async (day) => {
    const { status, body } = await place.send('stationWorker', 'matters.counts', { filedFrom: day });
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ path: 'filedFrom', message: '日期太早了' }] });
  });
});

describe('every operation', () => {
  it.each(operations.map((operation) => [operation.name]))('%s answers rubbish with a sentence', async (name) => {
    for (const payload of [
      '{}',
      '{"nonsense":true}',
      JSON.stringify({ id: 1, seq: 'x', words: {}, code: [], q: '\u0000', ids: {}, territory: null }),
    ]) {
      for (const cookie of [
        `linli_session=${place.as.administrator}`,
        `linli_session=${place.as.stationHead}`,
        `linli_session=${place.as.resident}`,
        '',
        'linli_session=forged',
      ]) {
        if (name === 'accounts.signOut') continue;
        const raw = await post(`/api/${name.replace('.', '/')}`, payload, { cookie });
        expect(raw.status, `${name} ${payload} ${JSON.stringify(raw.problem)}`).toBeLessThan(500);
        if (raw.status >= 400) expect(raw.problem.title, name).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('each answer', () => {
  it('is kept by no cache and protected against framing and sniffing', async () => {
    const { headers } = await post('/api/matters/view', JSON.stringify({ id }), { cookie: session() });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': expect.any(String),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
