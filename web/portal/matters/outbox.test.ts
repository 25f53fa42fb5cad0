import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { device } from '../device.ts';
import { EMPTY_DRAFT } from './appeal-draft.ts';
import { send, sendWaiting, takeBack } from './outbox.ts';

type Request = { path: string; command: string | undefined; account: string | undefined; body: unknown };

let requests: Request[] = [];
let online = true;
let refuse = false;
let photosUntilLost = Number.POSITIVE_INFINITY;
let signedIn = true;
/** What the server answers to the next photos instead of taking them. */
let photoAnswers: ({ title: string; status: number; detail?: string } | null)[] = [];
/** File ids the server has dropped meanwhile. */
let dropped: string[] = [];

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
  signedIn = true;
  photoAnswers = [];
  dropped = [];
  photosUntilLost = Number.POSITIVE_INFINITY;
  vi.stubGlobal('navigator', { onLine: false });
  vi.stubGlobal('fetch', async (path: string, init: { headers: Record<string, string>; body: unknown }) => {
    const isPhoto = path === '/api/files';
    if (!online || (isPhoto && photosUntilLost-- <= 0)) throw new TypeError('network');
    if (!signedIn) return json({ title: '请先登录。', status: 401 }, 401);
    const { 'linli-command': command, 'linli-account': account } = init.headers;
    requests.push({ path, command, account, body: isPhoto ? undefined : JSON.parse(String(init.body)) });
    const instead = isPhoto ? photoAnswers.shift() : null;
    if (instead) return json(instead, instead.status);
    if (isPhoto) return json({ id: `file-${requests.length}` });
    if (dropped.some((id) => String(init.body).includes(`"${id}"`)))
      return json(
        { title: '有些内容需要改一改。', status: 400, errors: [{ path: 'attachments', message: '有附件没有找到，请重新上传。' }] },
        400,
      );
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
  for (const kept of await device.receipts()) await device.dropReceipt(kept.commandId);
});
afterEach(() => vi.unstubAllGlobals());

const filings = () => requests.filter((request) => request.path === '/api/matters/file');

describe('the outbox', () => {
  it('uploads the photos, files with their ids and keeps the receipt', async () => {
    const commandId = await send({ kind: 'appeal', draft: draft() });
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
    const commandId = await send({ kind: 'appeal', draft: draft() });
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
    await send({ kind: 'appeal', draft: draft() });
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
    const commandId = await send({ kind: 'appeal', draft: draft() });
    await vi.waitFor(async () => expect((await device.outgoing(commandId))?.refused?.errors[0]?.message).toBe('这个村没有这个网格。'));
    await sendWaiting();
    expect(filings()).toHaveLength(1);
    await takeBack(commandId);
    expect(await device.outbox()).toEqual([]);
    expect((await device.draft('appeal'))?.words).toBe('学校门口路灯坏了一星期');
  });

  it('keeps what a server in trouble said until the network or the server says otherwise', async () => {
    photoAnswers = [{ title: '系统正忙', status: 503, detail: '文件现在查不了病毒，先不能收。' }];
    const commandId = await send({ kind: 'appeal', draft: draft() });
    const held = async () => (await device.outgoing(commandId))?.held;
    await vi.waitFor(async () => expect(await held()).toBe('文件现在查不了病毒，先不能收。'));
    online = false;
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await held()).toBeUndefined();
    });
    online = true;
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await device.outbox()).toEqual([]);
    });
    expect(filings()).toHaveLength(1);
  });

  it('says which photo was refused, and of none where the words were', async () => {
    photoAnswers = [null, { title: '文件里有病毒，没有收下。', status: 400 }];
    const photo = await send({ kind: 'appeal', draft: draft() });
    await vi.waitFor(async () =>
      expect((await device.outgoing(photo))?.refused).toMatchObject({ title: '文件里有病毒，没有收下。', file: 1 }),
    );
    await takeBack(photo);
    refuse = true;
    const words = await send({ kind: 'appeal', draft: draft() });
    await vi.waitFor(async () => expect((await device.outgoing(words))?.refused).toBeDefined());
    expect((await device.outgoing(words))?.refused?.file).toBeUndefined();
  });

  it('uploads anew what waited so long that the server dropped it', async () => {
    photosUntilLost = 1;
    await send({ kind: 'appeal', draft: draft() });
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    photosUntilLost = Number.POSITIVE_INFINITY;
    dropped = ['file-1'];
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await device.outbox()).toEqual([]);
    });
    expect(filings().at(-1)?.body).toMatchObject({ attachments: ['file-4', 'file-5'] });
  });
});

describe('an application', () => {
  const application = () => ({
    item: { id: 'item-1', name: '困难群众取暖补贴' },
    papers: [
      { name: '户口簿', photos: [{ key: 'a', blob: new Blob(['a']) }] },
      { name: '身份证', photos: [{ key: 'b', blob: new Blob(['b']) }] },
      { name: '低保证', photos: [] },
    ],
    words: ' 家里三口人 ',
    village,
    person: 'p1',
    account: 'account-1',
  });
  const sent = () => requests.filter(({ path }) => path === '/api/proxy/apply');

  it('is sent for the person it is for, each paper with its pictures; an identity card leaves the phone in no case', async () => {
    const commandId = await send({ kind: 'application', draft: application() });
    await vi.waitFor(async () => expect(await device.outbox()).toEqual([]));
    expect(sent()[0]?.body).toEqual({
      item: 'item-1',
      village: village.code,
      words: '家里三口人',
      materials: [{ name: '户口簿', how: 'photo', files: ['file-1'] }],
      personId: 'p1',
      channel: 'portal',
    });
    expect(requests.filter(({ path }) => path === '/api/files')).toHaveLength(1);
    expect(await device.receiptOfCommand(commandId)).toMatchObject({ title: '困难群众取暖补贴', kind: 'application' });
  });

  it('waits for its own writer to sign in again, and is sent under nobody else', async () => {
    signedIn = false;
    const commandId = await send({ kind: 'application', draft: application() });
    await vi.waitFor(async () => expect((await device.outgoing(commandId))?.signIn).toBe(true));
    signedIn = true;
    await vi.waitFor(async () => {
      await sendWaiting();
      expect(await device.outbox()).toEqual([]);
    });
    expect(new Set(requests.map(({ account }) => account))).toEqual(new Set(['account-1']));
  });

  it('goes back to its own form when it was refused, and leaves the appeal being written alone', async () => {
    await device.keepDraft('appeal', { ...EMPTY_DRAFT, words: '路灯' });
    refuse = true;
    const commandId = await send({ kind: 'application', draft: application() });
    await vi.waitFor(async () => expect((await device.outgoing(commandId))?.refused).toBeDefined());
    await takeBack(commandId);
    expect((await device.draft('application:item-1'))?.words).toBe(' 家里三口人 ');
    expect((await device.draft('appeal'))?.words).toBe('路灯');
    await device.forgetPerson();
  });
});
