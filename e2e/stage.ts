import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { MovableClock } from './clock.ts';
import { DESK, PHONE, person, signInAs } from './demo-server.ts';

export { doAs } from './demo-server.ts';

const FAILURES = join(import.meta.dirname, 'failures');
const PATIENCE_MS = 15_000;

let browser: Promise<Browser> | undefined;
let opened: { name: string; context: BrowserContext }[] = [];
let complaints: string[] = [];

/** Where one journey is played: who comes in, with what in hand. */
export interface Stage {
  url: string;
  clock?: MovableClock;
}

/** A browser for somebody: `persona` signs in first. */
async function enter(stage: Stage, name: string, persona: string | null, viewport: { width: number; height: number }): Promise<Page> {
  browser ??= launchBrowser();
  const context = await person(await browser, stage.url, viewport);
  context.setDefaultTimeout(PATIENCE_MS);
  await stage.clock?.follow(context);
  const page = await context.newPage();
  watch(page, name);
  opened.push({ name, context });
  if (persona) await signInAs(page, persona);
  return page;
}

/** Errors a person with the developer tools open would see: exceptions, failed scripts, refusals of the content security policy. */
export function watch(page: Page, name: string): void {
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

/** One journey; when it fails, what everybody saw last is kept in `e2e/failures/`. */
export function journey(title: string, play: () => Promise<void>): void {
  test(title, async ({ task }) => {
    try {
      await play();
      expect(complaints, 'the browser complained').toEqual([]);
    } catch (error) {
      mkdirSync(FAILURES, { recursive: true });
      const file = basename(task.file.name, '.journey.ts');
      const pages = opened.flatMap(({ name, context }) => context.pages().map((page) => ({ name, page })));
      for (const [at, { name, page }] of pages.entries()) {
        await page.screenshot({ path: join(FAILURES, `${file}-${at + 1}-${name}.png`), fullPage: true }).catch(() => undefined);
      }
      throw error;
    }
  });
}

afterEach(async () => {
  const leaving = opened;
  opened = [];
  complaints = [];
  await Promise.all(leaving.map(({ context }) => context.close()));
});

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});
