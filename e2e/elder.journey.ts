import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { word } from '../web/kit/words.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { followReceipt, sendAndGetCode, write } from './portal.ts';
import { addressOf } from './screen-list.ts';
import { journey, onPhone, sharedStage } from './stage.ts';

const BODY_TEXT = 22;
const TARGET = 60;

/** Texts in view that are smaller than elder mode promises, with their size. */
const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const element = node.parentElement;
      if (!text || !element || element.closest('.visually-hidden, script, style, dialog:not([open])')) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least) found.push(`${size} px: ${text}`);
    }
    return found;
  }, BODY_TEXT);

/** What one can press that is lower or narrower than a shaking finger needs; a field counts with its label's row. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select')) {
      const row =
        element instanceof HTMLInputElement && ['radio', 'checkbox', 'file'].includes(element.type)
          ? (element.closest('label') ?? element.parentElement ?? element)
          : element;
      if (element.closest('dialog:not([open])')) continue;
      const box = row.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      if (box.height < least - 0.5 || box.width < least - 0.5)
        found.push(
          `${Math.round(box.width)}×${Math.round(box.height)}: ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.id}`,
        );
    }
    return found;
  }, TARGET);

async function isLargeEnough(page: Page): Promise<void> {
  expect(await smallTexts(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
}

journey('elder mode: large type and targets, read aloud, and filing works', async () => {
  const phone = await onPhone(sharedStage(), 'elder');
  // What the phone would say, since the test machine has no voice.
  await phone.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(globalThis, { spoken });
    const speech = {
      speak: (utterance: SpeechSynthesisUtterance) => spoken.push(`${utterance.lang} ${utterance.text}`),
      cancel: () => {},
      getVoices: () => [],
    };
    Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
  });
  await phone.goto('/');
  await phone.getByRole('button', { name: home('toElder') }).click();
  await phone.getByRole('link', { name: home('doorMineElder') }).waitFor();
  await phone.getByRole('heading', { name: home('running') }).waitFor();
  await isLargeEnough(phone);

  await phone
    .getByRole('button', { name: word('readAloud') })
    .first()
    .click();
  const said = () => phone.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
  await expect.poll(said).toHaveLength(1);
  const spoken = await said();
  expect(spoken[0]).toContain('zh-CN');
  expect(spoken[0]).toContain('养老金');

  // Kept on this phone when it is opened again.
  await phone.reload();
  await phone.getByRole('button', { name: home('toPlain') }).waitFor();
  await phone.getByRole('link', { name: home('doorFile') }).click();
  await write(phone, '水龙头三天没有水了', '木兰村');
  await isLargeEnough(phone);
  await sendAndGetCode(phone);
  await phone.getByRole('button', { name: word('readAloud') }).waitFor();
  await isLargeEnough(phone);
  await followReceipt(phone);
  await phone.getByText(t('promisedAt')).waitFor();
  await isLargeEnough(phone);
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);

  // Getting something done: the search, an item read aloud, applying.
  for (const path of ['/services', '/services/:item', '/services/:item/apply']) {
    await phone.goto(await addressOf({ name: 'portal', as: 'elder', path, sizes: [] }, phone.context()));
    await phone.waitForLoadState('networkidle');
    await isLargeEnough(phone);
  }
  await phone.goto(await addressOf({ name: 'portal', as: 'elder', path: '/services/:item', sizes: [] }, phone.context()));
  await phone.getByRole('button', { name: word('readAloud') }).click();
  await expect.poll(async () => (await said()).at(-1)).toContain('户口簿');
});
