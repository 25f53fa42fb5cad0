import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { t as matters } from '../web/field/matters/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { word } from '../web/kit/words.ts';

export const PIN = '246813';
export const WORKER = 'grid-worker';

/** Types the PIN twice on a phone that has none. */
export async function choosePin(phone: Page, pin = PIN): Promise<void> {
  await phone.getByRole('heading', { name: t('choosePin') }).waitFor();
  await phone.getByLabel(t('pin'), { exact: true }).fill(pin);
  await phone.getByLabel(t('pinAgain')).fill(pin);
  await phone.getByRole('button', { name: t('pinSave') }).click();
}

export async function typePin(phone: Page, pin = PIN): Promise<void> {
  await phone.getByLabel(t('pin'), { exact: true }).fill(pin);
  await phone.getByRole('button', { name: t('unlock') }).click();
}

/** The first screen of an opened phone, up to date. */
export async function untilToday(phone: Page): Promise<void> {
  await phone.getByRole('link', { name: t('report') }).waitFor();
}

/** Until the service worker keeps the app, as on a phone that was opened in the morning. */
export async function untilKept(phone: Page): Promise<void> {
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });
  await phone.waitForTimeout(1500);
  await phone.waitForLoadState('networkidle');
}

/** A phone whose worker has signed in, chosen a PIN and taken the day along. */
export async function ready(phone: Page): Promise<void> {
  await phone.goto('/field/');
  await choosePin(phone);
  await untilToday(phone);
  await phone.getByText(matters('waiting')).waitFor();
  await untilKept(phone);
}

/** Opens the app again on the same phone, in a new tab. */
export async function openAgain(context: BrowserContext, pin = PIN): Promise<Page> {
  const phone = await context.newPage();
  await phone.goto('/field/');
  await typePin(phone, pin);
  await untilToday(phone);
  return phone;
}

/** Reports something with one sentence. */
export async function reportTrouble(phone: Page, words: string): Promise<void> {
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).fill(words);
  await phone.getByRole('button', { name: new RegExp(`${report('send')}|${report('sendOffline')}`) }).click();
  await phone.getByText(report('today')).waitFor();
}

/** 原隆村第3网格, which the persona looks after. */
export const GRID = '640121104205003';

/** Takes a step of a matter on the first screen, then goes back there. */
export async function takeStep(phone: Page, title: string, step: string, words?: string): Promise<void> {
  const row = phone.getByRole('link', { name: title.slice(0, 12) }).first();
  const all = phone.getByRole('button', { name: /^全部/ });
  await row.or(all).first().waitFor();
  if (!(await row.isVisible())) await all.click();
  await row.click();
  await phone.getByRole('button', { name: step, exact: true }).click();
  const sheet = phone.getByRole('dialog');
  if (words) await sheet.getByRole('textbox').first().fill(words);
  await sheet.getByRole('button', { name: step, exact: true }).click();
  await phone.getByText(matters('stepKept'), { exact: true }).waitFor();
  await phone.getByRole('button', { name: word('back') }).click();
  await untilToday(phone);
}

/** A photo of several parts, also after the phone has made it smaller. */
export function largePhoto(): Promise<Buffer> {
  return sharp(randomBytes(1500 * 1100 * 3), { raw: { width: 1500, height: 1100, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** Runs in the page: by which id the server knows this phone. */
export function deviceOf(): Promise<string> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('linli-field');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('phones').objectStore('phones').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        done(reading.result[0].device.id);
      };
    };
  });
}

/** Runs in the page: how many phones and sealed rows are left on the disk. */
export function rowsLeft(): Promise<number[]> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('linli-field');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['phones', 'sealed']);
      const phones = tx.objectStore('phones').count();
      const sealed = tx.objectStore('sealed').count();
      tx.oncomplete = () => {
        opening.result.close();
        done([phones.result, sealed.result]);
      };
    };
  });
}
