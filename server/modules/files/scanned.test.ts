import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PART_BYTES, partsOf } from '../../../domain/outbox/entry.ts';
import { openFileStore } from '../../platform/file-store.ts';
import { scanKept } from '../../platform/scan-kept.ts';
import { clamd, ScannerAway, watched } from '../../platform/scanner.ts';
import { EICAR, type TestClamd, testClamd } from '../../testing/clamd.ts';
import { type Minning, minning } from '../../testing/minning.ts';

let server: Minning;
let scanner: TestClamd;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  server = await minning();
  scanner = await testClamd();
  server.app.log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const place = { host: '127.0.0.1', port: scanner.port };
  server.app.files = openFileStore(server.filesFolder, { scanner: watched(clamd(place, 500), server.app.log, server.app.metrics) });
});
afterAll(async () => {
  await scanner.stop();
  await server.stop();
});
beforeEach(() => {
  lines.length = 0;
  scanner.mood = 'judging';
});

interface Answered {
  status: number;
  retryAfter: unknown;
  body: { id?: string; fileId?: string | null; type?: string; title?: string; detail?: string };
}
const as = { 'x-linli': '1', cookie: '' };
beforeAll(() => {
  as.cookie = `linli_session=${server.cookies.gridWorker}`;
});

async function post(url: string, headers: Record<string, string>, payload: Buffer): Promise<Answered> {
  const response = await server.http.inject({ method: 'POST', url, headers: { ...as, ...headers }, payload });
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], body: response.json() };
}
function upload(content: Buffer): Promise<Answered> {
  const edge = 'edge-of-the-form';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${edge}--\r\n`)]);
  return post('/api/files', { 'content-type': `multipart/form-data; boundary=${edge}` }, body);
}
async function uploadInParts(content: Buffer, id: string = randomUUID()): Promise<Answered> {
  let last: Answered | undefined;
  const headers = { 'content-type': 'application/octet-stream', 'linli-bytes': String(content.length) };
  for (let part = 0; part < partsOf({ bytes: content.length }); part += 1)
    last = await post(`/api/files/parts/${id}/${part}`, headers, content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
  return last as Answered;
}
const paper = (words = randomUUID()) => Buffer.from(`%PDF-1.4\n1 0 obj<<>>endobj % ${words}\ntrailer<<>>\n%%EOF\n`);
/** A picture that is one, with the words behind its end, where encoding anew would lose them. */
const picture = async (words: string) =>
  Buffer.concat([
    await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
      .png()
      .toBuffer(),
    Buffer.from(words),
  ]);
const kept = () => server.prepare((tx) => tx.db.selectFrom('file').select('id').execute());
const counted = async (outcome: string) => {
  const { values } = await server.app.metrics.scans.get();
  return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
};

describe.each([
  ['sent whole', upload],
  ['sent in parts', uploadInParts],
])('a file %s', (_how, send) => {
  it('is kept when the scanner has seen it, as it came, and found nothing', async () => {
    const content = await picture('harmless words');
    const { status } = await send(content);
    expect(status).toBe(200);
    expect(scanner.streams.at(-1)?.equals(content)).toBe(true);
  });

  it.each([
    ['PDF', async () => paper(EICAR)],
    ['picture', () => picture(EICAR)],
    ['file of no kind we take', async () => Buffer.from(EICAR)],
  ])('is refused in plain words when something is found in a %s, and nothing is kept', async (_kind, make) => {
    const before = await kept();
    const found = await counted('found');
    const { status, body } = await send(await make());
    expect([status, body]).toEqual([
      422,
      {
        type: '/problems/harmful-file',
        status: 422,
        title: '这个文件里查出了病毒，没有收下。',
        detail: '请去掉它再交，或者重新拍一张、重新录一段。',
      },
    ]);
    expect(await kept()).toEqual(before);
    expect(await counted('found')).toBe(found + 1);
    const route = expect.stringMatching(/^\/api\/files/);
    const virus = 'Eicar-Test-Signature';
    expect(lines).toEqual([expect.objectContaining({ security: 'refused', problem: 'harmful-file', route, role: 'grid-worker', virus })]);
    expect(lines[0]?.account).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['silent', 'hanging-up', 'too-large'] as const)('waits while the scanner is %s: 503, and nothing is kept', async (mood) => {
    const before = await kept();
    scanner.mood = mood;
    const { status, retryAfter, body } = await send(paper());
    expect([status, retryAfter, body.type]).toEqual([503, '5', '/problems/unavailable']);
    expect(body.detail).toContain('过一会儿再传');
    expect(await kept()).toEqual(before);
    expect(lines).toEqual([expect.objectContaining({ level: 50, msg: 'a file was not taken, since nobody scanned it' })]);
  });
});

it('parts that waited for the scanner become a file when the last is sent again; a harmful one never does', async () => {
  const [content, id] = [await picture(''), randomUUID()];
  scanner.mood = 'silent';
  expect((await uploadInParts(content, id)).status).toBe(503);
  scanner.mood = 'judging';
  const again = await uploadInParts(content, id);
  expect([again.status, again.body.fileId]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  const harmful = randomUUID();
  for (const _try of [1, 2]) expect((await uploadInParts(paper(EICAR), harmful)).status).toBe(422);
});

it('what was kept before there was a scanner is put aside when it is found, and served no longer', async () => {
  const before = openFileStore(server.filesFolder);
  const { sha256: harmless } = await before.keep(paper());
  const { sha256: harmful } = await before.keep(paper(EICAR));
  const aside = join(server.filesFolder, '..', `${basename(server.filesFolder)}-aside`);
  scanner.mood = 'hanging-up';
  const scan = () => scanKept(before, clamd({ host: '127.0.0.1', port: scanner.port }), aside);
  await expect(scan()).rejects.toThrow(ScannerAway);
  expect(await before.has(harmful)).toBe(true);
  scanner.mood = 'judging';
  const { scanned, found } = await scan();
  expect(scanned).toBeGreaterThanOrEqual(2);
  expect(found).toEqual([{ hash: harmful, virus: 'Eicar-Test-Signature' }]);
  expect([await before.has(harmful), await before.has(harmless)]).toEqual([false, true]);
  expect(await readdir(aside)).toEqual([harmful]);
  await rm(aside, { recursive: true });
});
