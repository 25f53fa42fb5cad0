import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { DESK, PHONE } from './demo-server.ts';
import { addressOf, SCREENS, type Screen } from './screen-list.ts';
import { atDesk, journey, onPhone, sharedStage } from './stage.ts';

/** Until a screen shows what it came to show. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Serious and critical findings, each with the element it is about; no page has frames, which the legacy mode leaves out. */
export async function findings(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
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

/** What is wrong with the screens one persona has at a size. */
async function lookAt(screens: readonly Screen[], page: Page): Promise<string[]> {
  const wrong: string[] = [];
  for (const screen of screens) {
    await page.emulateMedia({ colorScheme: screen.dark ? 'dark' : 'light' });
    await page.goto(await addressOf(screen, page.context()));
    if (screen.name.startsWith('portal'))
      await page.evaluate((elder) => document.documentElement.toggleAttribute('data-elder', elder), screen.elder === true);
    await settled(page);
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
          expect(
            await lookAt(
              screens.filter((one) => one.as === persona),
              page,
            ),
          ).toEqual([]);
        },
      );
    }
  }
}
