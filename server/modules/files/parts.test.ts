import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_BYTES, partsOf } from '../../../domain/outbox/entry.ts';
import { keepTerm } from '../../platform/retention.ts';
import { type Minning, type MinningPerson, minning } from '../../testing/minning.ts';
import { fileRetention } from './retention-store.ts';

let server: Minning;
let photo: Buffer;
beforeAll(async () => {
  server = await minning();
  photo = await sharp(randomBytes(400 * 400 * 3), { raw: { width: 400, height: 400, channels: 3 } })
    .png()
    .toBuffer();
});
afterAll(() => server.stop());

type Answered = { status: number; body: { received: number[]; fileId: string | null } };

async function send(
  upload: string,
  part: number,
  options: { as?: MinningPerson | null; bytes?: number; content?: Buffer } = {},
): Promise<Answered> {
  const { as = 'gridWorker', bytes = photo.length, content = photo.subarray(part * PART_BYTES, (part + 1) * PART_BYTES) } = options;
  const response = await server.http.inject({
    method: 'POST',
    url: `/api/files/parts/${upload}/${part}`,
    headers: {
      'x-linli': '1',
      'content-type': 'application/octet-stream',
      'linli-bytes': String(bytes),
      ...(as && { cookie: `linli_session=${server.cookies[as]}` }),
    },
    payload: content,
  });
  return { status: response.statusCode, body: response.json() };
}

const last = () => partsOf({ bytes: photo.length }) - 1;

test('parts arrive in any order and more than once; the last makes one file', async () => {
  expect(last()).toBeGreaterThan(1);
  const upload = randomUUID();
  expect((await send(upload, last())).body).toEqual({ received: [last()], fileId: null });
  expect((await send(upload, 0)).body.received).toEqual([0, last()]);
  expect((await send(upload, 0)).body.received).toEqual([0, last()]);
  const middle = Array.from({ length: last() - 1 }, (_, at) => at + 1);
  let whole: Answered | undefined;
  for (const part of middle) whole = await send(upload, part);
  expect(whole?.body.fileId).toMatch(/^[0-9a-f-]{36}$/);
  const again = await send(upload, 0);
  expect(again.body.fileId, 'asked again it is the same file').toBe(whole?.body.fileId);
  const seen = await server.http.inject({
    method: 'GET',
    url: `/api/files/${whole?.body.fileId}`,
    headers: { cookie: `linli_session=${server.cookies.gridWorker}` },
  });
  expect((await sharp(seen.rawPayload).metadata()).width).toBe(400);
});

test('two last parts at the same moment make one file', async () => {
  const upload = randomUUID();
  for (let part = 0; part < last(); part += 1) await send(upload, part);
  const both = await Promise.all([send(upload, last()), send(upload, last())]);
  expect(new Set(both.map(({ body }) => body.fileId)).size).toBe(1);
  const rows = await server.prepare((tx) => tx.db.selectFrom('upload').select('file_id').where('id', '=', upload).execute());
  expect(rows).toEqual([{ file_id: both[0]?.body.fileId }]);
  expect(await server.prepare((tx) => tx.db.selectFrom('upload_part').select('part').where('upload_id', '=', upload).execute())).toEqual(
    [],
  );
});

test('what was swept because nobody claimed it can be uploaded anew under the same name', async () => {
  const upload = randomUUID();
  let first: Answered | undefined;
  for (let part = 0; part <= last(); part += 1) first = await send(upload, part);
  const later = new Date(server.clock.now().getTime() + 1);
  const after = new Date(later.getTime() + 86_400_000);
  const sweep = (id: string) =>
    server.prepare(async (tx) => {
      for (const rule of fileRetention) if (rule.id === id) await keepTerm(tx, rule, after);
    });
  await sweep('file');
  let second: Answered | undefined;
  for (let part = 0; part <= last(); part += 1) second = await send(upload, part);
  expect(second?.body.fileId).not.toBeNull();
  expect(second?.body.fileId).not.toBe(first?.body.fileId);
  await sweep('upload');
  expect((await send(upload, 0)).body).toEqual({ received: [0], fileId: null });
});

test('an upload is its uploader’s: the same name from somebody else is another upload', async () => {
  const upload = randomUUID();
  await send(upload, 0);
  expect((await send(upload, 1, { as: 'stationWorker' })).body).toEqual({ received: [1], fileId: null });
});

test('nobody without an account, nothing of the wrong size, no part that does not exist', async () => {
  const upload = randomUUID();
  expect((await send(upload, 0, { as: null })).status).toBe(401);
  expect((await send(upload, 0, { content: Buffer.from('short') })).status).toBe(400);
  expect((await send(upload, last() + 1)).status).toBe(400);
  expect((await send(upload, 0, { bytes: 21 * 1024 * 1024 })).status).toBe(413);
  await send(upload, 0);
  expect((await send(upload, 1, { bytes: photo.length + PART_BYTES })).status, 'another size than at first').toBe(400);
  expect((await send('x', 0)).status).toBe(400);
  const text = Buffer.from('no photo at all');
  expect((await send(randomUUID(), 0, { bytes: text.length, content: text })).status).toBe(415);
});
