import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

let asked: string[] = [];
let online = true;
let stored: Record<string, string> = {};
/** The module as a page that was just opened has it. */
const openPage = async () => {
  vi.resetModules();
  return { ...(await import('./leaving.ts')), ...(await import('./call.ts')) };
};

beforeEach(() => {
  asked = [];
  online = true;
  stored = {};
  vi.stubGlobal('navigator', { onLine: false });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      stored[key] = value;
    },
    removeItem: (key: string) => {
      delete stored[key];
    },
  });
  vi.stubGlobal('fetch', async (path: string) => {
    if (!online) throw new TypeError('network');
    asked.push(path);
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('signing out without a network', () => {
  it('asks nothing in the name of whoever left before the server was told, also after the page was opened anew', async () => {
    const page = await openPage();
    online = false;
    page.beginLeaving();
    await expect(page.tellLeaving()).rejects.toThrow();
    expect(page.isUntold()).toBe(true);
    const anew = await openPage();
    expect(anew.isUntold()).toBe(true);
    await expect(anew.call('matters.mine', {})).rejects.toBeInstanceOf(anew.Offline);
    expect(asked).toEqual([]);
    online = true;
    await anew.call('matters.mine', {});
    await anew.call('accounts.me', {});
    expect(asked).toEqual(['/api/accounts/signOut', '/api/matters/mine', '/api/accounts/me']);
    expect(anew.isUntold()).toBe(false);
    expect(stored).toEqual({});
  });

  it('tries again by itself, and tells once where many ask together', async () => {
    const page = await openPage();
    online = false;
    page.beginLeaving();
    await page.tellLeaving().catch(() => undefined);
    online = true;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked).toEqual(['/api/accounts/signOut']);
    page.beginLeaving();
    await Promise.all([page.call('accounts.me', {}), page.call('matters.mine', {}), page.uploadFile(new Blob(['a']))]);
    expect(asked.filter((path) => path.endsWith('signOut'))).toHaveLength(2);
    expect(asked.slice(0, 2)).toEqual(['/api/accounts/signOut', '/api/accounts/signOut']);
  });

  it('keeps nothing that says who it was or could sign in again', async () => {
    const page = await openPage();
    online = false;
    page.beginLeaving();
    await page.tellLeaving().catch(() => undefined);
    expect(stored).toEqual({ 'linli.leaving': '1' });
  });

  it('is known as long as the page lasts where the browser keeps nothing', async () => {
    vi.stubGlobal('localStorage', undefined);
    const page = await openPage();
    online = false;
    page.beginLeaving();
    await page.tellLeaving().catch(() => undefined);
    await expect(page.call('matters.mine', {})).rejects.toBeInstanceOf(page.Offline);
    online = true;
    await page.call('matters.mine', {});
    expect(asked).toEqual(['/api/accounts/signOut', '/api/matters/mine']);
  });
});
