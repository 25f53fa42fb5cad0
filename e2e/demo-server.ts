import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { loadDemo } from '../server/demo/load.ts';
import { serve } from '../server/start.ts';
import { testDatabase } from '../server/testing/database.ts';
import { uncounted } from '../server/testing/uncounted.ts';

export interface DemoServer {
  url: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

/** The real server with the demo county on a database of its own, as `npm start` would show it; `clock` moves its present time. */
export async function demoServer(clock?: { now(): Date }): Promise<DemoServer> {
  process.env.LINLI_REQUESTS_PER_MINUTE ??= '100000';
  // What is refused on purpose would fill the report.
  process.env.LINLI_LOG ??= 'error';
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'linli-e2e-'));
  await loadDemo(database.url, { home, ...(clock && { now: clock.now() }) });
  const server = await serve({ port: 0, databaseUrl: database.url, home, demo: true, operations: uncounted, ...(clock && { clock }) });
  return {
    url: server.url.replace('localhost', '127.0.0.1'),
    databaseUrl: database.url,
    async stop() {
      await server.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export const PHONE = { width: 360, height: 780 };
export const DESK = { width: 1440, height: 900 };

/** A browser of its own for one person; phones have touch. */
export function person(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<BrowserContext> {
  const phone = viewport.width < 600;
  return browser.newContext({
    baseURL: url,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
  });
}

/** Calls an operation with the session of a browser, as its pages would; a repeated `commandId` gets the first answer. */
export async function callAs(
  context: BrowserContext,
  operation: string,
  input: unknown,
  options: { commandId?: string; receipt?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const answer = await context.request.post(`/api/${operation.replace('.', '/')}`, {
    headers: {
      'content-type': 'application/json',
      'x-linli': '1',
      'linli-command': options.commandId ?? crypto.randomUUID(),
      ...(options.receipt && { 'linli-receipt': options.receipt }),
    },
    data: JSON.stringify(input),
  });
  return { status: answer.status(), body: await answer.json() };
}

/** Signs in as a demo persona through the same operation the button calls. */
export async function signInAs(page: Page, key: string): Promise<void> {
  const { status } = await callAs(page.context(), 'accounts.demoSignIn', { key });
  if (status !== 200) throw new Error(`signing in as ${key} answered ${status}`);
}

/** Calls an operation as the person at a page and gives back its answer. */
export async function doAs<Answer>(page: Page, operation: string, input: unknown, receipt?: string): Promise<Answer> {
  const { status, body } = await callAs(page.context(), operation, input, { receipt });
  if (status !== 200) throw new Error(`${operation} answered ${status}: ${JSON.stringify(body)}`);
  return body as Answer;
}
