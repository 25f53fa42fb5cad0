import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device } from '../device.ts';
import { EMPTY_DRAFT } from './draft.ts';
import { send, sendWaiting, takeBack } from './outbox.ts';

type Request = { path: string; command: string | undefined; body: unknown };

let requests: Request[] = [];
let online = true;
let refuse = false;
let photosUntilLost = Number.POSITIVE_INFINITY;

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' },
  });

const village = { code: '640121104205', name: '原隆村', township: '永宁县 闽宁镇' };
const draft = () => ({
  ...EMPTY_DRAFT,
  words: '学校门口路灯坏了一星期',
  category: 'roads.lamp',
  village,
  photos: [
    { key: 'a', blob: new Blob(['a']) },
    { key: 'b', blob: new Blob(['b']) },
  ],
});

beforeEach(async () => {
  requests = [];
  online = true;
  refuse = false;
  photosUntilLost = Number.POSITIVE_INFINITY;
  vi.stubGlobal('navigator', { onLine: false });
  vi.stubGlobal('fetch', async (path: string, init: { headers: Record<string, string>; body: unknown }) => {
    const isPhoto = path === '/api/files';
    if (!online || (isPhoto && photosUntilLost-- <= 0)) throw new TypeError('network');
    requests.push({ path, command: init.headers['linli-command'], body: isPhoto ? undefined : JSON.parse(String(init.body)) });
    if (isPhoto) return json({ id: `file-${requests.length}` });
    if (refuse)
      return json({ title: '有些内容需要改一改。', status: 400, errors: [{ path: 'grid', message: '这个村没有这个网格。' }] }, 400);
    return json({
      id: 'm1',
      number: 'N1',
      receiptCode: '7K3M92QD',
      holder: '原隆村服务站',
      signBy: null,
      answerBy: '2026-11-27T10:00:00Z',
    });
  });
  for (const outgoing of await device.outbox()) await device.dropOutgoing(outgoing.commandId);
  for (const kept of await device.receipts()) await device.dropReceipt(kept.receipt);
});
afterEach(() => vi.unstubAllGlobals());

const filings = () => requests.filter((request) => request.path === '/api/matters/file');

describe('the outbox', () => {
  it('uploads the photos, files with their ids and keeps the receipt', async () => {
    const commandId = await send(draft());
    await vi.waitFor(async () => expect(await device.outbox()).toEqual([]));
    expect(filings()[0]?.body).toMatchObject({
      words: '学校门口路灯坏了一星期',
      category: 'roads.lamp',
      attachments: ['file-1', 'file-2'],
    });
    expect(await device.receiptOfCommand(commandId)).toMatchObject({ receipt: '7K3M92QD', matter: 'm1', holder: '原隆村服务站' });
  });

  it('keeps what could not be sent and sends it later under the same command id', async () => {
    online = false;
    const commandId = await send(draft());
    await sendWaiting();
    expect((await device.outbox()).map((outgoing) => outgoing.commandId)).toEqual([commandId]);
    online = true;
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await device.outbox()).toEqual([]);
    });
    expect(filings().map((request) => request.command)).toEqual([commandId]);
  });

  it('does not upload a photo twice when the network drops between two', async () => {
    photosUntilLost = 1;
    await send(draft());
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    photosUntilLost = Number.POSITIVE_INFINITY;
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await device.outbox()).toEqual([]);
    });
    expect(requests.filter((request) => request.path === '/api/files')).toHaveLength(2);
  });

  it('sets a refused one aside with its reason, and gives it back to the form', async () => {
    refuse = true;
    const commandId = await send(draft());
    await vi.waitFor(async () => expect((await device.outgoing(commandId))?.refused?.errors[0]?.message).toBe('这个村没有这个网格。'));
    await sendWaiting();
    expect(filings()).toHaveLength(1);
    await takeBack(commandId);
    expect(await device.outbox()).toEqual([]);
    expect((await device.draft())?.words).toBe('学校门口路灯坏了一星期');
  });
});
