import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { goodPicture, HOSTILE_FILES, HOSTILE_NAMES, type HostileFile } from '../../testing/hostile-files.ts';
import { type Town, town } from '../../testing/matters.ts';
import { STAFF_KEYS, type StaffKey } from '../../testing/people.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

/** One uploader after the other: how often one may upload is another test's. */
let turn = 0;
beforeEach(() => {
  turn += 1;
});
const signedIn = () => ({ 'x-linli': '1', cookie: `linli_session=${place.as[STAFF_KEYS[turn % STAFF_KEYS.length] as StaffKey]}` });
const disposition = (name: string) => `form-data; name="file"; filename="${name.replaceAll('"', '%22')}"`;

async function send(content: Buffer, name = 'photo.jpg', type = 'image/jpeg') {
  const boundary = `----linli${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\ncontent-disposition: ${disposition(name)}\r\ncontent-type: ${type}\r\n\r\n`;
  return place.http.inject({
    method: 'POST',
    url: '/api/files',
    headers: { ...signedIn(), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

/** That what was kept is served as nothing a browser runs, and of pictures nothing but the picture is left. */
async function expectHarmless(id: string): Promise<void> {
  for (const path of [`/api/files/${id}`, `/api/files/${id}/thumbnail`]) {
    const served = await place.http.inject({ method: 'GET', url: path, headers: signedIn() });
    if (served.statusCode === 404 && path.endsWith('thumbnail')) continue;
    expect(served.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    });
    const type = String(served.headers['content-type']);
    expect(type).toMatch(/^(image\/jpeg|audio\/(mpeg|ogg|wav|mp4)|application\/pdf)$/);
    expect(served.headers['content-disposition']).toBe(type === 'application/pdf' ? 'attachment; filename="document.pdf"' : 'inline');
    if (type !== 'image/jpeg') continue;
    for (const trace of ['LINLI-PAYLOAD', '<script', '<?php', 'GPS', 'Exif', 'http://ns.adobe.com', 'ICC_PROFILE', 'PK\x03\x04'])
      expect(served.rawPayload.includes(trace), trace).toBe(false);
  }
}

const LONGEST = 5_000;
const MOST_MEMORY = 500 * 1024 * 1024;

async function expectRefusedOrHarmless({ outcome, make }: HostileFile): Promise<void> {
  const content = await make();
  const [before, since] = [process.memoryUsage.rss(), performance.now()];
  const answer = await send(content);
  expect(performance.now() - since).toBeLessThan(LONGEST);
  expect(process.memoryUsage.rss() - before).toBeLessThan(MOST_MEMORY);
  if (answer.statusCode === 200) {
    expect(outcome).not.toBe('refused');
    return expectHarmless(answer.json().id);
  }
  expect(outcome, answer.body).not.toBe('kept');
  expect([400, 413, 415]).toContain(answer.statusCode);
  expect(answer.json().detail).toMatch(/^\p{Script=Han}.*。$/u);
}

it('there are at least sixty hostile files', () => {
  expect(Object.values(HOSTILE_FILES).flat().length).toBeGreaterThanOrEqual(60);
});

describe.each(Object.entries(HOSTILE_FILES))('%s', (_kind, files) => {
  it.each(files.map((file) => [file.what, file] as const))('%s', async (_what, file) => expectRefusedOrHarmless(file));
});

describe('a name', () => {
  it.each(HOSTILE_NAMES.map((name) => [name.slice(0, 40), name]))('%j is not believed', async (_title, name) => {
    const answer = await send(await goodPicture(), name);
    if (answer.statusCode !== 200) return expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('passwd');
    await expectHarmless(answer.json().id);
  });
  it.each(['text/html', 'image/svg+xml', 'application/x-msdownload', 'image/jpeg; charset=utf-7', ''])(
    'nor is the type %j',
    async (type) => {
      const answer = await send(await goodPicture(), 'x.html', type);
      if (answer.statusCode === 200) await expectHarmless(answer.json().id);
      else expect(answer.statusCode).toBe(400);
    },
  );
});

describe('a form that is none', () => {
  const forms: [string, string, string][] = [
    ['without an end', 'multipart/form-data; boundary=x', `--x\r\ncontent-disposition: ${disposition('a.jpg')}\r\n\r\nabc`],
    ['without a boundary', 'multipart/form-data', '--x--'],
    ['with a boundary of 4,000 letters', `multipart/form-data; boundary=${'x'.repeat(4_000)}`, '--x--'],
    ['without a file', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'],
    ['with nothing', 'multipart/form-data; boundary=x', ''],
    [
      'with 2,000 fields',
      'multipart/form-data; boundary=x',
      `${Array.from({ length: 2_000 }, (_, at) => `--x\r\ncontent-disposition: form-data; name="f${at}"\r\n\r\nv\r\n`).join('')}--x--\r\n`,
    ],
    [
      'with a field named __proto__',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nb\r\n--x--\r\n',
    ],
    [
      'with 100 KB of headers in a part',
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: ${disposition('a.jpg')}\r\nx: ${'y'.repeat(100_000)}\r\n\r\nabc\r\n--x--\r\n`,
    ],
  ];
  it.each(forms)('%s is refused', async (_what, type, payload) => {
    const answer = await place.http.inject({
      method: 'POST',
      url: '/api/files',
      headers: { ...signedIn(), 'content-type': type },
      payload,
    });
    expect([400, 413, 415]).toContain(answer.statusCode);
    expect(answer.json().title).toMatch(/\p{Script=Han}/u);
  });
});

describe('a file in parts', () => {
  const part = (upload: string, number: string, bytes: string, content: Buffer) =>
    place.http.inject({
      method: 'POST',
      url: `/api/files/parts/${upload}/${number}`,
      headers: { ...signedIn(), 'content-type': 'application/octet-stream', 'linli-bytes': bytes },
      payload: content,
    });
  it.each([
    ['less than it says', '0', '100', 10],
    ['more than it says', '0', '10', 100],
    ['nothing', '0', '0', 0],
    ['less than nothing', '0', '-1', 10],
    ['half a byte', '0', '1.5', 1],
    ['more than we take', '0', '999999999', 10],
    ['a number no double holds', '0', '1e400', 10],
    ['a part after the last', '1', '10', 10],
    ['part -1', '-1', '10', 10],
    ['part 1e1', '1e1', '10', 10],
    ['part ../0', '..%2f0', '10', 10],
  ])('that says %s is refused', async (_what, number, bytes, size) => {
    const answer = await part(newId(), number, bytes, Buffer.alloc(size));
    expect([400, 404, 413]).toContain(answer.statusCode);
  });

  it('is judged as a whole like any other', async () => {
    for (const { make, outcome } of [HOSTILE_FILES.pages?.[0], HOSTILE_FILES.documents?.[1]] as HostileFile[]) {
      const content = await make();
      expect([(await part(newId(), '0', String(content.length), content)).statusCode, outcome]).toEqual([415, 'refused']);
    }
  });

  it('cannot grow under the name of another', async () => {
    const [upload, picture] = [newId(), await goodPicture()];
    expect((await part(upload, '0', String(picture.length), picture)).statusCode).toBe(200);
    const other = Buffer.concat([picture, Buffer.from('more')]);
    expect((await part(upload, '0', String(other.length), other)).statusCode).toBe(400);
  });
});
