import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumHere } from '../scripts/chromium.ts';
import { memoryDisk } from '../scripts/memory-disk.ts';

/** The package's own list of arguments holds --single-process, which a second context crashes, and switches web security off. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--font-render-hinting=none'];

/** Playwright lets Chromium's processes share files instead of memory, for machines that have little. */
const LEFT_OUT = memoryDisk() ? ['--disable-dev-shm-usage'] : [];

/**
 * Starts Chromium: the one CHROMIUM_PATH names, else the one the packages bring. Every test makes its own context.
 * @throws the sentence of `whyNoBrowser`
 */
export const launchBrowser = (): Promise<Browser> => chromium.launch({ ...chromiumHere(), args: ARGUMENTS, ignoreDefaultArgs: LEFT_OUT });

/** Starts Chromium with a profile folder that stays after it has ended, for looking at what a person's use leaves behind. */
export const launchProfile = (folder: string, options: BrowserContextOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...options, ...chromiumHere(), args: ARGUMENTS, ignoreDefaultArgs: LEFT_OUT });
