import AxeBuilder from '@axe-core/playwright';
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { DESK, PHONE } from './demo-server.ts';
import { addressOf, SCREENS, type Screen } from './screen-list.ts';
import { atDesk, journey, onPhone, sharedStage } from './stage.ts';

/**
 * Watches what is on its way to a page, from before it is opened. What comes back waits until the screen shows what it came to show: nothing
 * is on its way, and the page has drawn what came without asking for more.
 */
export function settling(page: Page): () => Promise<void> {
  const under = new Set<Request>();
  let asked = 0;
  page.on('request', (request) => {
    under.add(request);
    asked++;
  });
  page.on('requestfinished', (request) => under.delete(request));
  page.on('requestfailed', (request) => under.delete(request));
  const drawn = () => page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => setTimeout(done, 50))));
  return async () => {
    for (let before = -1; before !== asked; ) {
      await expect.poll(() => under.size, { interval: 20 }).toBe(0);
      before = asked;
      await drawn();
    }
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  };
}

/** Serious and critical findings, each with the element it is about; no page has frames, which the legacy mode leaves out. */
export async function findings(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    // Only rules about media and about turning the screen would read the style sheets once more; none of them is on.
    .options({ resultTypes: ['violations'], preload: false })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${where}: ${id} at ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim()}`),
    );
}

/** How many pixels a page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const SIZES = { phone: { width: PHONE.width, enter: onPhone }, desk: { width: DESK.width, enter: atDesk } };

/** Goes to another screen of the office as a link of it does, without loading the office anew. */
const goInside = (page: Page, address: string): Promise<void> =>
  page.evaluate((there) => {
    history.pushState({}, '', there);
  }, address);

/**
 * What is wrong with the screens one persona has at a size. Each screen is opened by its address at one size; the office, which is the same code
 * at both, goes from one to the next inside itself at the other.
 */
async function lookAt(screens: readonly Screen[], page: Page, inside: boolean): Promise<string[]> {
  const wrong: string[] = [];
  const settled = settling(page);
  for (const [at, screen] of screens.entries()) {
    await page.emulateMedia({ colorScheme: screen.dark ? 'dark' : 'light' });
    const address = await addressOf(screen, page.context());
    await (inside && at > 0 ? goInside(page, address) : page.goto(address));
    if (screen.name.startsWith('portal'))
      await page.evaluate((elder) => document.documentElement.toggleAttribute('data-elder', elder), screen.elder === true);
    await settled();
    wrong.push(...(await findings(page, screen.name)));
    const over = await tooWide(page);
    if (over > 0) wrong.push(`${screen.name}: ${over} px wider than the window`);
  }
  return wrong;
}

/** One journey for each size and each persona: every screen of a face they have. */
export function everyScreen(face: 'portal' | 'office'): void {
  for (const [size, { width, enter }] of Object.entries(SIZES)) {
    const screens = SCREENS.filter((screen) => screen.name.startsWith(face) && screen.sizes.some((one) => one.width === width));
    for (const persona of new Set(screens.map((screen) => screen.as))) {
      journey(
        `every screen of the ${face} at ${size} size as ${persona ?? 'a guest'}: nothing serious for axe, nothing wider than the window, no complaint of the browser`,
        async () => {
          const page = await enter(sharedStage(), persona);
          const own = screens.filter((one) => one.as === persona);
          expect(await lookAt(own, page, face === 'office' && size === 'desk')).toEqual([]);
        },
      );
    }
  }
}
