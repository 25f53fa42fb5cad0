import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FieldDay } from '../domain/field/contract.ts';
import { drain, type Outcome } from '../domain/outbox/drain.ts';
import { fileMark, type NewEntry, PART_BYTES, partsOf } from '../domain/outbox/entry.ts';
import { migrate } from '../server/migrations/migrate.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { setUpPhone } from '../web/field/device/phone.ts';
import { OutboxStore } from '../web/field/outbox/outbox-store.ts';
import { MemoryDisk } from '../web/field/testing/memory-disk.ts';
import { fill, VILLAGE } from './fill.ts';
import { fillGrid, GRID, HOUSEHOLDS, type Worker } from './fill-grid.ts';
import { median, start } from './load.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS) || 3;
const ENTRIES = 200;
const PHOTOS = 50;
const PORT = 18_205;
const URL = `http://127.0.0.1:${PORT}`;

type Answer = Record<string, unknown>;

/** One request to the real server; throws when it is refused, since then the figures mean nothing. */
async function post({ account, token }: Worker, path: string, body: BodyInit, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${URL}/api/${path}`, {
    method: 'POST',
    headers: { 'x-linli': '1', 'linli-account': account, cookie: `linli_session=${token}`, ...headers },
    body,
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const call = (worker: Worker, operation: string, input: unknown, command: string, madeAt?: string): Promise<Answer> =>
  post(worker, operation.replace('.', '/'), JSON.stringify(input), {
    'content-type': 'application/json',
    'linli-command': command,
    ...(madeAt && { 'linli-made-at': madeAt }),
  });

const upload = (worker: Worker, key: string, photo: ArrayBuffer, part: number): Promise<Answer> =>
  post(worker, `files/parts/${key}/${part}`, photo.slice(part * PART_BYTES, (part + 1) * PART_BYTES), {
    'content-type': 'application/octet-stream',
    'linli-bytes': String(photo.byteLength),
  });

/** What a worker did on a day without a network: reports, a quarter of them with a photo. */
function dayOfWork(photo: ArrayBuffer): Omit<NewEntry, 'author'>[] {
  return Array.from({ length: ENTRIES }, (_, at) => {
    const commandId = randomUUID();
    const key = randomUUID();
    const withPhoto = at % (ENTRIES / PHOTOS) === 0;
    return {
      commandId,
      operation: 'matters.file',
      thread: commandId,
      title: `第 ${at} 件`,
      madeAt: new Date().toISOString(),
      input: {
        words: `学校门口路灯坏了一星期，孩子放学看不见路。${at}`,
        category: 'roads.lamp',
        village: VILLAGE,
        grid: GRID,
        channel: 'field',
        attachments: withPhoto ? [fileMark(key)] : [],
      },
      attachments: withPhoto ? [{ key, bytes: photo.byteLength, mediaType: 'image/jpeg' }] : [],
    };
  });
}

const answered = async <Value>(request: Promise<Value>): Promise<Outcome<Value>> => ({ kind: 'answer', answer: await request });

/** Seconds in which the real sender empties a sealed outbox; the store is the phone's own, on a disk of memory. */
async function drained(worker: Worker, photo: ArrayBuffer): Promise<number> {
  const store = new OutboxStore(await setUpPhone(new MemoryDisk(), worker.account, '246813', Date.now()));
  for (const made of dayOfWork(photo))
    await store.add({ ...made, author: worker.account }, new Map((made.attachments ?? []).map(({ key }) => [key, new Blob([photo])])));
  const since = performance.now();
  const { why } = await drain({
    account: worker.account,
    online: () => true,
    now: Date.now,
    instant: () => new Date().toISOString(),
    entries: () => store.entries(),
    apply: (event) => store.apply(event),
    upload: async ({ key, part }) =>
      answered(upload(worker, key, (await store.file(key)) ?? new ArrayBuffer(0), part)) as Promise<
        Outcome<{ received: number[]; fileId: string | null }>
      >,
    call: (operation, input, commandId, madeAt) => answered(call(worker, operation, input, commandId, madeAt)),
  });
  const seconds = (performance.now() - since) / 1000;
  const left = (await store.entries()).filter(({ state }) => state !== 'sent').length;
  if (left > 0) throw new Error(`${left} entries were not sent (${why}), the figures mean nothing`);
  return seconds;
}

/** Seconds for the same requests, one after the other, with nothing in between. */
async function plain(worker: Worker, photo: ArrayBuffer): Promise<number> {
  const work = dayOfWork(photo);
  const since = performance.now();
  for (const { input, commandId, attachments = [], madeAt } of work) {
    const files: unknown[] = [];
    for (const file of attachments) {
      let answer: Answer = {};
      for (let part = 0; part < partsOf(file); part += 1) answer = await upload(worker, file.key, photo, part);
      files.push(answer.fileId);
    }
    await call(worker, 'matters.file', { ...input, attachments: files }, commandId, madeAt);
  }
  return (performance.now() - since) / 1000;
}

/** Milliseconds and kilobytes (JSON, before compression) of everything a phone takes along the first time; and of asking again when nothing changed. */
async function synced(worker: Worker): Promise<{ first: number; kilobytes: number; households: number; again: number }> {
  const device = randomUUID();
  const registering = randomUUID();
  await call(worker, 'field.register', { device, secret: randomBytes(32).toString('base64url') }, registering);
  const had: Record<string, unknown> = {};
  const ask = (since: unknown, parts?: string[]) =>
    call(worker, 'field.sync', { device, since, parts }, randomUUID()) as unknown as Promise<FieldDay>;
  let [bytes, households] = [0, 0];
  const began = performance.now();
  let since: Record<string, unknown> = {};
  let only: string[] | undefined;
  do {
    const day = await ask(since, only);
    bytes += JSON.stringify(day).length;
    households += day.parts.households?.items.length ?? 0;
    const more = Object.entries(day.parts).filter(([, part]) => part.next);
    for (const [name, part] of Object.entries(day.parts))
      had[name] =
        part.whole === null ? { items: Object.fromEntries(part.items.map(({ id, version }) => [id, version])) } : { whole: part.whole };
    since = Object.fromEntries(more.map(([name, part]) => [name, { after: part.next }]));
    only = more.map(([name]) => name);
  } while (only.length > 0);
  const first = performance.now() - began;
  const asked = performance.now();
  await ask(had);
  return { first, kilobytes: bytes / 1000, households, again: performance.now() - asked };
}

/** A photo of two parts, as a phone shrinks it. */
async function aPhoto(): Promise<ArrayBuffer> {
  const noise = { raw: { width: 640, height: 480, channels: 3 as const } };
  const picture = await sharp(randomBytes(640 * 480 * 3), noise)
    .resize(900, 675)
    .jpeg({ quality: 40 })
    .toBuffer();
  if (partsOf({ bytes: picture.length }) !== 2) throw new Error(`a photo of ${picture.length} bytes is not of two parts`);
  return new Uint8Array(picture).buffer;
}

const home = await mkdtemp(join(tmpdir(), 'linli-bench-'));
const postgres = await startEmbeddedPostgres({ home });
let server: { kill(): unknown } | undefined;
try {
  await migrate(postgres.url);
  const token = randomBytes(32).toString('base64url');
  const { station } = await fill(postgres.url, 0, createHash('sha256').update(`session:${token}`).digest('hex'), token);
  // One worker for each way: an account may send four hundred parts a minute.
  const [ours, theirs, reader] = (await fillGrid(postgres.url, station, 3)) as [Worker, Worker, Worker];
  server = await start('./linli-server.ts', [postgres.url, String(PORT), home], { LINLI_JOBS: 'off' });
  await synced(reader);
  const syncs = [await synced(reader), await synced(reader), await synced(reader)];
  const photo = await aPhoto();
  const [mine, plainly]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    mine.push(await drained(ours, photo));
    plainly.push(await plain(theirs, photo));
  }
  const ratio = median(mine.map((seconds, at) => (plainly[at] ?? 0) / seconds));
  console.log(
    `| ${ENTRIES} entries, ${PHOTOS} photos of ${(photo.byteLength / 1000).toFixed(0)} KB (medians of ${ROUNDS} in turns) | seconds | entries /s |`,
  );
  console.log('|---|---|---|');
  console.log(`| the outbox: sealed store, real sender | ${median(mine).toFixed(2)} | ${(ENTRIES / median(mine)).toFixed(0)} |`);
  console.log(
    `| the same requests by plain fetch, one after the other | ${median(plainly).toFixed(2)} | ${(ENTRIES / median(plainly)).toFixed(0)} |`,
  );
  console.log(`\nThe outbox keeps ${(ratio * 100).toFixed(0)} % of the rate of plain requests.`);
  const { kilobytes, households } = syncs[0] as (typeof syncs)[number];
  if (households !== HOUSEHOLDS) throw new Error(`${households} households came along, not ${HOUSEHOLDS}`);
  console.log(
    `First sync of a grid of ${households} households: ${median(syncs.map(({ first }) => first)).toFixed(0)} ms, ${kilobytes.toFixed(0)} KB of JSON; ` +
      `asked again with nothing changed ${median(syncs.map(({ again }) => again)).toFixed(0)} ms (medians of 3)`,
  );
} finally {
  server?.kill();
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}
