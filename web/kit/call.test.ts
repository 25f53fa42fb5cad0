import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, newCommandId, Offline, Problem } from './call.ts';

type Sent = { path: string; headers: Record<string, string>; body: string };

let sent: Sent[] = [];

function serverAnswers(...answers: (Response | Error)[]): void {
  sent = [];
  vi.stubGlobal('fetch', async (path: string, init: { headers: Record<string, string>; body: string }) => {
    sent.push({ path, headers: init.headers, body: init.body });
    const answer = answers.shift() ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('call', () => {
  it('posts to the operation with the headers of its kind', async () => {
    serverAnswers(json({ matters: [] }));
    await expect(call('matters.mine', {}, { receipt: '7K3M92QD', commandId: 'one' })).resolves.toEqual({ matters: [] });
    expect(sent[0]?.path).toBe('/api/matters/mine');
    expect(sent[0]?.headers).toMatchObject({ 'x-linli': '1', 'linli-receipt': '7K3M92QD', 'linli-command': 'one' });
  });

  it('repeats a lost request with the same command id', async () => {
    serverAnswers(new TypeError('network'), json({ done: true }));
    await call('accounts.signOut', {}, { commandId: 'same' });
    expect(sent.map((one) => one.headers['linli-command'])).toEqual(['same', 'same']);
  });

  it('says that no answer came, after three tries', async () => {
    serverAnswers(new TypeError('network'), new TypeError('network'), new TypeError('network'));
    await expect(call('matters.mine', {})).rejects.toBeInstanceOf(Offline);
    expect(sent).toHaveLength(3);
  });

  it('takes a gateway’s page for no answer', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    serverAnswers(new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } }));
    await expect(call('matters.mine', {})).rejects.toBeInstanceOf(Offline);
  });

  it('passes a refusal on with its reason and clause, and does not repeat it', async () => {
    const body = { type: '/problems/refused', title: '现在不能这样做。', status: 409, reason: '已经催过多次。', clause: '4.8' };
    serverAnswers(json(body, 409, 'application/problem+json'));
    const refusal = await call('matters.mine', {}).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ status: 409, reason: '已经催过多次。', clause: '4.8' });
    expect(sent).toHaveLength(1);
  });

  it('finds the sentence about one field', () => {
    const problem = new Problem({
      title: '有些内容需要改一改。',
      status: 400,
      errors: [{ path: 'contact.phone', message: '电话号码不对' }],
    });
    expect(problem.about('contact')).toBe('电话号码不对');
    expect(problem.about('words')).toBeUndefined();
  });
});

describe('newCommandId', () => {
  it('makes random UUIDs of version 4', () => {
    expect(newCommandId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newCommandId()).not.toBe(newCommandId());
  });
});
