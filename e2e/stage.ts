import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { MovableClock } from './clock.ts';
import { DESK, PHONE, person, signInAs } from './demo-server.ts';

export { doAs } from './demo-server.ts';

const FAILURES = join(import.meta.dirname, 'failures');
const PATIENCE_MS = 15_000;

/** One playing of a journey. What a first try that ran out of time still does falls on its own, never on the second's. */
interface Try {
  over: boolean;
  opened: { name: string; context: BrowserContext }[];
  complaints: string[];
}

const playing = new AsyncLocalStorage<Try>();
let browser: Promise<Browser> | undefined;

function currentTry(): Try {
  const current = playing.getStore();
  if (!current || current.over) throw new Error('nobody enters before a journey begins or after it has ended');
  return current;
}

/** The browser all journeys of a worker share, which ends with it; one that crashed is started anew. */
async function theBrowser(): Promise<Browser> {
  const running = await browser?.catch(() => undefined);
  if (!running?.isConnected()) browser = launchBrowser();
  return browser as Promise<Browser>;
}

/** Where one journey is played: who comes in, with what in hand. */
export interface Stage {
  url: string;
  clock?: MovableClock;
}

/** A browser for somebody: `persona` signs in first. */
async function enter(stage: Stage, name: string, persona: string | null, viewport: { width: number; height: number }): Promise<Page> {
  const current = currentTry();
  const context = await person(await theBrowser(), stage.url, viewport);
  current.opened.push({ name, context });
  if (current.over) await context.close();
  context.setDefaultTimeout(PATIENCE_MS);
  await stage.clock?.follow(context);
  const page = await context.newPage();
  watch(page, name);
  if (persona) await signInAs(page, persona);
  return page;
}

/** Errors a person with the developer tools open would see: exceptions, failed scripts, refusals of the content security policy. */
export function watch(page: Page, name: string): void {
  const { complaints } = currentTry();
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is told to the person on the screen; the browser's own line about it says nothing more.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(`${name}: ${message.text()}`);
  });
}

export const onPhone = (stage: Stage, persona: string | null): Promise<Page> => enter(stage, `phone-${persona ?? 'guest'}`, persona, PHONE);

export const atDesk = (stage: Stage, persona: string | null): Promise<Page> => enter(stage, `desk-${persona ?? 'guest'}`, persona, DESK);

/** The demo county that all journeys share. */
export const sharedStage = (): Stage => ({ url: inject('demoUrl') });

/** Words nobody has said before, so that a journey finds its own matter, also when it is played a second time. */
export const unheard = (words: string): string => `${words}${String(Date.now()).slice(-7)}`;

/** One journey; when it fails, what everybody saw last is kept in `e2e/failures/`. */
export function journey(title: string, play: () => Promise<void>): void {
  test(title, async ({ task, onTestFinished }) => {
    const own: Try = { over: false, opened: [], complaints: [] };
    // Runs after every try; a crashed browser has taken its windows along, which must not fail the try that follows.
    onTestFinished(async () => {
      own.over = true;
      await Promise.allSettled(own.opened.map(({ context }) => context.close()));
    });
    try {
      await playing.run(own, play);
      expect(own.complaints, 'the browser complained').toEqual([]);
    } catch (error) {
      mkdirSync(FAILURES, { recursive: true });
      const file = basename(task.file.name, '.journey.ts');
      const pages = own.opened.flatMap(({ name, context }) => context.pages().map((page) => ({ name, page })));
      for (const [at, { name, page }] of pages.entries()) {
        await page.screenshot({ path: join(FAILURES, `${file}-${at + 1}-${name}.png`), fullPage: true }).catch(() => undefined);
      }
      throw error;
    }
  });
}
