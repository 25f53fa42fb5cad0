import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { DESK, PHONE } from './demo-server.ts';
import { WORKER } from './field.ts';
import { fieldScreens } from './field-screens.ts';
import { addressOf, SCREENS, type Screen } from './screen-list.ts';
import { atDesk, journey, onPhone, sharedStage } from './stage.ts';

/** Until a screen shows what it came to show. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Serious and critical findings, each with the element it is about; no page has frames, which the legacy mode leaves out. */
async function findings(page: Page, where: string): Promise<string[]> {
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
const tooWide = (page: Page): Promise<number> =>
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

for (const face of ['portal', 'office'] as const) {
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

for (const size of [PHONE, { width: 390, height: 844 }]) {
  journey(`every screen of the field app at ${size.width} px, with and without a network`, async () => {
    const stage = sharedStage();
    const phone = await onPhone(stage, WORKER);
    await phone.setViewportSize(size);
    const wrong: string[] = [];
    let seen = 0;
    for await (const name of fieldScreens(phone, await atDesk(stage, 'window'), await atDesk(stage, 'administrator'))) {
      seen += 1;
      await phone.locator('.skeleton').first().waitFor({ state: 'detached' });
      wrong.push(...(await findings(phone, name)));
      const over = await tooWide(phone);
      if (over > 0) wrong.push(`${name}: ${over} px wider than the window`);
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(20);
  });
}

journey('the first screen of the portal at 200 % zoom', async () => {
  // Twice the size on the same phone is a window of half the width.
  const phone = await onPhone(sharedStage(), 'resident');
  await phone.setViewportSize({ width: PHONE.width / 2, height: PHONE.height / 2 });
  await phone.goto('/');
  await settled(phone);
  expect(await tooWide(phone)).toBeLessThanOrEqual(0);
  for (const door of ['doorFile', 'doorServices', 'doorMine', 'doorVillage'] as const) {
    const box = await phone.getByRole('link', { name: home(door) }).boundingBox();
    expect(box?.x, door).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), door).toBeLessThanOrEqual(PHONE.width / 2);
  }
  await phone.getByRole('link', { name: home('doorFile') }).click();
  await phone.getByRole('textbox').first().waitFor();
});

journey('the queue by keyboard: down, up, and Enter opens', async () => {
  const desk = await atDesk(sharedStage(), 'dispatcher');
  await desk.goto('/office/');
  const table = desk.getByRole('table', { name: queueWords('tabMine') });
  await table.getByRole('link').nth(2).waitFor();
  const titles = await table.getByRole('link').allInnerTexts();
  const focused = () => desk.evaluate(() => document.activeElement?.textContent ?? '');
  await desk.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(titles[0]);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(titles[2]);
  await desk.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe(titles[1]);
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { level: 1, name: titles[1] ?? '' }).waitFor();
});
