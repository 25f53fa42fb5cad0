import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProblemBody, type Town, town, type Who } from '../../testing/matters.ts';
import { VILLAGE } from '../../testing/people.ts';

let place: Town;
beforeAll(async () => {
  place = await town();
});
afterAll(() => place.stop());

type Uploaded = { id: string; kind: string; mediaType: string; bytes: number };

const headersOf = (who: Who): Record<string, string> => {
  if (who === null) return {};
  return typeof who === 'string' ? { cookie: `linli_session=${place.as[who]}` } : { 'linli-receipt': who.receipt };
};

async function upload(
  who: Who,
  content: Buffer,
  name = 'photo.jpg',
  type = 'image/jpeg',
): Promise<{ status: number; body: Uploaded & ProblemBody }> {
  const boundary = `----linli${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const response = await place.http.inject({
    method: 'POST',
    url: '/api/files',
    headers: { 'x-linli': '1', 'content-type': `multipart/form-data; boundary=${boundary}`, ...headersOf(who) },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json() };
}

const fetched = (who: Who, id: string, thumbnail = false) =>
  place.http.inject({ method: 'GET', url: `/api/files/${id}${thumbnail ? '/thumbnail' : ''}`, headers: headersOf(who) });

/** A photo as a phone takes it: turned on its side, with the place, the device and a note in its metadata. */
const phonePhoto = () =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: '#336699' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'SecretPhone', ImageDescription: '马占山家门口' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 58/1 0/1' },
    })
    .jpeg()
    .toBuffer();

/** Noise, so that no two are the same file. */
const picture = () =>
  sharp(randomBytes(30 * 30 * 3), { raw: { width: 30, height: 30, channels: 3 } })
    .png()
    .toBuffer();
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const VOICE = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead'), Buffer.alloc(40)]);

describe('what is taken', () => {
  it('a photo loses place, device and words, is turned upright, and gets a thumbnail', async () => {
    const original = await phonePhoto();
    expect((await sharp(original).metadata()).exif, 'the photo does carry metadata').toBeDefined();
    const { status, body } = await upload('resident', original);
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'photo', mediaType: 'image/jpeg' });
    const kept = await fetched('resident', body.id);
    const meta = await sharp(kept.rawPayload).metadata();
    expect(meta).toMatchObject({ width: 200, height: 400 });
    expect([meta.exif, meta.xmp, meta.iptc]).toEqual([undefined, undefined, undefined]);
    for (const trace of ['SecretPhone', 'GPS', '马占山']) expect(kept.rawPayload.includes(trace)).toBe(false);
    expect(await sharp((await fetched('resident', body.id, true)).rawPayload).metadata()).toMatchObject({ width: 320, height: 320 });
  });

  it('a voice note and a PDF', async () => {
    expect((await upload('resident', VOICE, 'note.ogg', 'audio/ogg')).body).toMatchObject({ kind: 'voice', mediaType: 'audio/ogg' });
    const pdf = await upload('resident', PDF, 'paper.pdf', 'application/pdf');
    expect(pdf.body).toMatchObject({ kind: 'document', mediaType: 'application/pdf', bytes: PDF.length });
    expect((await fetched('resident', pdf.body.id)).headers['content-disposition']).toContain('attachment');
    expect((await fetched('resident', pdf.body.id, true)).statusCode).toBe(404);
  });

  it('is served as nothing a browser would run', async () => {
    const { body } = await upload('resident', await picture());
    const { headers } = await fetched('resident', body.id);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/jpeg',
    });
    expect(headers['cache-control']).toBe('private, no-store');
  });
});

describe('what is refused', () => {
  it.each([
    ['a page named as a picture', Buffer.from('<html><script>alert(1)</script></html>'), 415],
    ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 415],
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(2000)]), 415],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(2000)]), 415],
    ['a broken picture', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(400)]), 415],
    ['an empty file', Buffer.alloc(0), 400],
    ['more than 20 MB', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]), 413],
  ])('%s', async (_title, content, status) => {
    const answer = await upload('resident', content);
    expect(answer.status).toBe(status);
    expect(answer.body.title).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|at \w+ \(/);
  });

  it('a picture that would unfold to more than the memory holds', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect((await upload('resident', bomb)).status).toBe(415);
  });

  it('something else than a form', async () => {
    const response = await place.http.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'x-linli': '1', 'content-type': 'application/json', ...headersOf('resident') },
      payload: '{}',
    });
    expect([response.statusCode, response.json().type]).toEqual([400, '/problems/malformed-request']);
    const noHeader = await place.http.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--',
    });
    expect(noHeader.statusCode).toBe(403);
  });
});

describe('who may see a file', () => {
  it('until it is attached only who sent it; then whoever sees the matter, and nobody else', async () => {
    const { body: photo } = await upload('resident', await picture());
    expect((await fetched('resident', photo.id)).statusCode).toBe(200);
    for (const who of ['neighbour', 'stationWorker', 'administrator', null] as const)
      expect((await fetched(who, photo.id)).statusCode, String(who)).toBe(404);
    const { id, receiptCode } = await place.file('resident', { attachments: [photo.id] });
    expect((await place.view('stationWorker', id)).files).toMatchObject([{ id: photo.id, kind: 'photo', seq: 1 }]);
    for (const who of ['resident', 'stationWorker', 'dispatcher', { receipt: receiptCode }] as const)
      expect((await fetched(who, photo.id)).statusCode, JSON.stringify(who)).toBe(200);
    for (const who of [
      'neighbour',
      'villagerNext',
      'nextStationWorker',
      'waterOfficer',
      'otherDispatcher',
      { receipt: 'AAAA-BBBB' },
      null,
    ] as const) {
      expect((await fetched(who, photo.id)).statusCode, JSON.stringify(who)).toBe(404);
      expect((await fetched(who, photo.id, true)).statusCode, JSON.stringify(who)).toBe(404);
    }
  });

  it('what handlers attach for each other is not for the resident', async () => {
    const { id } = await place.file('resident');
    const { body: inside } = await upload('stationWorker', await picture());
    const { body: outside } = await upload('stationWorker', await picture());
    await place.take('stationWorker', 'comment', id, { words: '内部看', attachments: [inside.id] });
    await place.take('stationWorker', 'comment', id, { words: '进展', attachments: [outside.id], toResident: true });
    expect((await place.view('resident', id)).files.map((file) => file.id)).toEqual([outside.id]);
    expect((await place.view('dispatcher', id)).files).toHaveLength(2);
    expect([
      (await fetched('resident', inside.id)).statusCode,
      (await fetched('resident', outside.id)).statusCode,
      (await fetched('dispatcher', inside.id)).statusCode,
    ]).toEqual([404, 200, 200]);
  });

  it('one attaches one’s own uploads, once', async () => {
    const { body: mine } = await upload('resident', await picture());
    const stolen = await place.send('neighbour', 'matters.file', {
      words: '借用别人的照片',
      category: 'roads.lamp',
      village: '640121104205',
      attachments: [mine.id],
    });
    expect(stolen).toMatchObject({ status: 400, body: { errors: [{ path: 'attachments', message: '有附件没有找到，请重新上传。' }] } });
    const { id } = await place.file('resident', { attachments: [mine.id, mine.id] });
    expect((await place.view('resident', id)).files).toHaveLength(1);
    expect(await place.try('resident', 'add-words', id, { words: '再来一次', attachments: [mine.id] })).toMatchObject({ status: 400 });
  });

  it('an address that is no id is not found', async () => {
    for (const url of ['/api/files/1', '/api/files/..%2f..%2fetc%2fpasswd', '/api/files/01930000-0000-7000-8000-000000000000/thumbnail']) {
      expect((await place.http.inject({ method: 'GET', url, headers: headersOf('resident') })).statusCode, url).toBe(404);
    }
  });
});

it('the papers of an application are shown to the applicant, not to whoever holds only the receipt', async () => {
  const item = await place.send<{ id: string }>('administrator', 'services.save', {
    code: 'yn-heating',
    name: '困难群众取暖补贴',
    materials: [{ name: '户口簿' }],
    online: true,
    validFrom: '2026-11-24',
  });
  expect(item.status, JSON.stringify(item.body)).toBe(200);
  const paper = (await upload('resident', await picture(), 'hukou.png', 'image/png')).body.id;
  const applied = await place.send<{ receiptCode: string }>('resident', 'proxy.apply', {
    item: item.body.id,
    village: VILLAGE,
    materials: [{ name: '户口簿', how: 'photo', files: [paper] }],
  });
  expect(applied.status, JSON.stringify(applied.body)).toBe(200);
  for (const who of ['resident', 'clerk'] as const) expect((await fetched(who, paper)).statusCode, who).toBe(200);
  for (const who of [{ receipt: applied.body.receiptCode }, 'neighbour', null] as const) {
    expect((await fetched(who, paper)).statusCode, JSON.stringify(who)).toBe(404);
    expect((await fetched(who, paper, true)).statusCode, JSON.stringify(who)).toBe(404);
  }
});

describe('tidying up', () => {
  it('forgotten uploads go after a day, their content after two; what a matter needs stays', async () => {
    await place.at('2026-11-25 09:00');
    const { body: forgotten } = await upload('resident', await picture());
    const { body: kept } = await upload('resident', await picture());
    await place.file('resident', { attachments: [kept.id] });
    const hashes = () =>
      place.prepare(({ db }) => db.selectFrom('file').select(['id', 'sha256']).where('id', 'in', [forgotten.id, kept.id]).execute());
    const before = await hashes();
    const sweep = () =>
      place
        .prepare(({ db }) =>
          db
            .insertInto('job')
            .values({
              county: '000000',
              id: crypto.randomUUID(),
              kind: 'files.sweep',
              run_at: place.clock.now(),
              created_at: place.clock.now(),
            })
            .execute(),
        )
        .then(() => place.work());
    // The content on disk is as old as the real day; the clock of the test is moved past it.
    place.clock.set(new Date(Date.now() + 3 * 86_400_000).toISOString());
    await sweep();
    expect((await hashes()).map((row) => row.id)).toEqual([kept.id]);
    const has = async (id: string) => place.app.files.has(before.find((row) => row.id === id)!.sha256);
    expect([await has(kept.id), await has(forgotten.id)]).toEqual([true, false]);
  });

  it('what two uploads share stays as long as one of them needs it', async () => {
    const shared = await picture();
    const { body: one } = await upload('neighbour', shared);
    const { body: other } = await upload('resident', shared);
    expect(one.id).not.toBe(other.id);
    await place.file('resident', { attachments: [other.id] });
    await place.prepare(({ db }) => db.deleteFrom('file').where('id', '=', one.id).execute());
    await place.prepare(({ db }) =>
      db
        .insertInto('job')
        .values({
          county: '000000',
          id: crypto.randomUUID(),
          kind: 'files.sweep',
          run_at: place.clock.now(),
          created_at: place.clock.now(),
        })
        .execute(),
    );
    await place.work();
    expect((await fetched('resident', other.id)).statusCode).toBe(200);
  });
});
