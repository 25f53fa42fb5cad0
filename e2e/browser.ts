import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumHere } from '../scripts/chromium.ts';

/** The package's own list of arguments holds --single-process, which a second context crashes, and switches web security off. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--font-render-hinting=none'];

/**
 * Starts Chromium: the one CHROMIUM_PATH names, else the one the packages bring. Every test makes its own context.
 * @throws the sentence of `whyNoBrowser`
 */
export const launchBrowser = (): Promise<Browser> => chromium.launch({ ...chromiumHere(), args: ARGUMENTS });

/** Starts Chromium with a profile folder that stays after it has ended, for looking at what a person's use leaves behind. */
export const launchProfile = (folder: string, options: BrowserContextOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...options, ...chromiumHere(), args: ARGUMENTS });
