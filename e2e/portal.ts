import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { word } from '../web/kit/words.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { t as territory } from '../web/portal/territory/messages.ts';

/** A photo as a phone makes it: with the camera's name and the place where it was taken inside. */
export function phonePhoto(): Promise<Buffer> {
  return sharp({ create: { width: 1800, height: 1350, channels: 3, background: '#31424f' } })
    .composite([{ input: Buffer.from('<svg width="1800" height="1350"><circle cx="900" cy="400" r="180" fill="#f0dcae"/></svg>') }])
    .withExif({ IFD0: { Make: 'Linli', Model: 'Journey' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 15/1 36/1' } })
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** Until the other screens have been fetched, as on a phone that opened the portal a few seconds ago. */
export async function untilFetched(phone: Page): Promise<void> {
  const fetched = () =>
    phone.evaluate(() => performance.getEntriesByType('resource').flatMap(({ name }) => (name.includes('/assets/') ? [name] : [])));
  // The last screen that is asked for.
  await expect.poll(fetched).toContainEqual(expect.stringContaining('/me-page-'));
  for (let before = -1, now = 0; now !== before; now = (await fetched()).length) {
    before = now;
    await phone.waitForTimeout(500);
  }
}

/** Runs in the page: what its drafts say, and how many pictures each holds; only the key of this browser opens them. */
export async function draftsKept(): Promise<{ words: string; photos: number }[]> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  if (!(await indexedDB.databases()).some(({ name }) => name === 'linli-device')) return [];
  const database = await asked(indexedDB.open('linli-device'));
  const stores = database.transaction(['key', 'draft']);
  const drafts = stores.objectStore('draft');
  const [key, places, rows] = await Promise.all([
    asked<CryptoKey>(stores.objectStore('key').get('device')),
    asked(drafts.getAllKeys()),
    asked<{ iv: BufferSource; data: BufferSource }[]>(drafts.getAll()),
  ]);
  database.close();
  const opened = rows.map(async ({ iv, data }, at) => {
    const additionalData = new TextEncoder().encode(`draft\n${places[at]}`);
    const {
      words,
      photos = [],
      papers = [],
    } = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data)));
    return { words, photos: photos.length + papers.reduce((sum: number, paper: { photos: unknown[] }) => sum + paper.photos.length, 0) };
  });
  return Promise.all(opened);
}

/** Opens filing through its door on the first screen. */
export async function openFiling(phone: Page): Promise<void> {
  await phone.goto('/');
  await phone.getByRole('link', { name: home('doorFile') }).click();
  await phone.getByRole('textbox', { name: t('what') }).waitFor();
}

/** Writes what the trouble is, once the page knows where the resident lives. */
export async function write(phone: Page, words: string, village: string): Promise<void> {
  await phone.getByRole('textbox', { name: t('what') }).fill(words);
  await phone.locator('[aria-haspopup="dialog"]').filter({ hasText: village }).waitFor();
}

/** Says where one lives, on a phone nobody has told yet. */
export async function chooseVillage(page: Page | Locator, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: territory('searchLabel') }).fill(name);
  await page.getByRole('button', { name }).first().click();
}

export async function addPhoto(phone: Page, picture: Buffer): Promise<void> {
  await phone.getByLabel(word('photoAdd')).setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: picture });
  await phone.getByRole('img', { name: word('photoNth', { n: 1 }) }).waitFor();
}

/** Presses send and waits for the receipt; gives back its code as printed, without the gaps. */
export async function sendAndGetCode(phone: Page): Promise<string> {
  await phone.getByRole('button', { name: t('submit') }).click();
  return receiptCode(phone);
}

export async function receiptCode(phone: Page): Promise<string> {
  await phone.getByText(t('filedLead')).first().waitFor();
  const code = await phone.locator('.receipt-code').textContent();
  return code?.replaceAll(/\s/g, '') ?? '';
}

/** From the receipt to the page of the matter; gives back its id. */
export async function followReceipt(phone: Page): Promise<string> {
  await phone.getByRole('link', { name: t('receiptFollow') }).click();
  await phone.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
  await phone.getByRole('region', { name: t('story') }).waitFor();
  return phone.url().split('/').at(-1) ?? '';
}

/** Opens the page of a matter again, as somebody who comes back to look. */
export async function lookAt(phone: Page, id: string): Promise<void> {
  await phone.goto(`/matters/${id}`);
  await phone.getByRole('region', { name: t('story') }).waitFor();
}

/** Opens the sheet of a step by its button, writes, and sends it. */
export async function tell(phone: Page, button: string, words: string, send: string = t('sendIt')): Promise<void> {
  await phone.getByRole('button', { name: button, exact: true }).click();
  const sheet = phone.getByRole('dialog');
  await sheet.getByRole('textbox').fill(words);
  await sheet.getByRole('button', { name: send, exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
}
