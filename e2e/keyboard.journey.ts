import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { t } from '../web/portal/matters/messages.ts';
import { openFromQueue, stepsOf, titleOf } from './office.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const MOST_TABS = 60;

/** Whether one sees where the focus is: a line around it or around what stands for it. */
const shown = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    let element = document.activeElement;
    for (let above = 0; element && above < 3; above++, element = element.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      if ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none') return true;
    }
    return false;
  });

/** Presses Tab until the focus is on what is called so; on the way it is never lost from sight. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const called = (await focused.getAttribute('aria-label')) ?? (await focused.innerText());
    expect(await shown(page), `one does not see that ${called} has the focus`).toBe(true);
    if (typeof name === 'string' ? called.includes(name) : name.test(called)) return;
  }
  throw new Error(`${MOST_TABS} times Tab did not come to ${name}`);
}

journey('a trouble is filed with the keyboard alone, and the receipt has the focus', async () => {
  const phone = await onPhone(sharedStage(), 'resident');
  await phone.goto('/file');
  await phone.getByRole('textbox', { name: t('what') }).waitFor();
  await phone.keyboard.press('Tab');
  await phone.keyboard.type('键盘走一遍：村口的路灯不亮');
  // The sheet that asks where: Escape closes it and the focus comes back.
  await tabTo(phone, '原隆村');
  await phone.keyboard.press('Enter');
  await phone.getByRole('dialog').waitFor();
  await phone.keyboard.press('Escape');
  await phone.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await phone.locator(':focus').innerText()).toContain('原隆村');
  await tabTo(phone, t('submit'));
  await phone.keyboard.press('Enter');
  await phone.getByText(t('filedLead')).first().waitFor();
  expect(await phone.locator('h1:focus').count()).toBe(1);
  await tabTo(phone, t('receiptFollow'));
});

journey('a step on the page of a matter: opened by Enter, the focus stays inside, Escape gives it back', async () => {
  const words = unheard('井盖响了一夜');
  await doAs(await onPhone(sharedStage(), 'resident'), 'matters.file', { words, category: 'roads.lamp', village: '640121104205' });
  const desk = await atDesk(sharedStage(), 'station');
  await openFromQueue(desk, words);
  const name = titleOf('answer');
  await stepsOf(desk).getByRole('button', { name, exact: true }).waitFor();
  await tabTo(desk, new RegExp(`^${name}$`));
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog').waitFor();
  const inside = () => desk.evaluate(() => document.activeElement?.closest('[role=dialog]') != null);
  expect(await inside(), 'the focus is in the dialog as soon as it stands').toBe(true);
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let pressed = 1; pressed <= 30; pressed++) {
      await desk.keyboard.press(key);
      expect(await inside(), `after ${pressed} times ${key} the focus is still in the dialog`).toBe(true);
    }
  }
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await desk.locator(':focus').innerText()).toBe(name);
});
