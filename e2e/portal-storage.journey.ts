import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect } from 'vitest';
import { t } from '../web/portal/matters/messages.ts';
import { launchProfile } from './browser.ts';
import { PHONE } from './demo-server.ts';
import { inProfile, inStores, rarePhone, rareWord, type Words } from './left-behind.ts';
import { addPhoto, chooseVillage, draftsKept, followReceipt, openFiling, phonePhoto, sendAndGetCode, write } from './portal.ts';
import { journey, onPhone, sharedStage, watch } from './stage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-profile-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A phone with a profile of its own, then ended in order, as a person closes it. */
async function withPhone(use: (phone: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await launchProfile(folder, {
    baseURL: sharedStage().url,
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  try {
    context.setDefaultTimeout(15_000);
    const phone = await context.newPage();
    watch(phone, 'profile');
    await use(phone, context);
    // What is kept reaches the disk within a moment.
    await new Promise((resolve) => setTimeout(resolve, 500));
  } finally {
    await context.close();
  }
}

/** A draft as versions before kept it: open, in a database of another name. Runs in the page. */
function leaveOpenDraft(draft: object): Promise<void> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('linli-portal', 1);
    opening.onupgradeneeded = () => {
      for (const name of ['draft', 'outbox', 'receipts']) opening.result.createObjectStore(name);
    };
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction(['draft', 'receipts'], 'readwrite');
      tx.objectStore('draft').put(draft, 'appeal');
      tx.objectStore('receipts').put(
        { ...draft, commandId: 'old-1', matter: 'm', title: 'x', filedAt: '2026-01-01T00:00:00.000Z' },
        '7K3M92QD',
      );
      tx.oncomplete = () => {
        opening.result.close();
        done();
      };
    };
  });
}

journey('a draft with name, phone and words lies in no store and no file of the browser in the open, and is all there again', async () => {
  const words: Words = { words: rareWord(), name: rareWord(), phone: rarePhone(), address: rareWord() };
  let code = '';
  await withPhone(async (phone) => {
    await openFiling(phone);
    await write(phone, `门前${words.words}了`, '').catch(() => undefined);
    await phone.getByRole('textbox', { name: t('what') }).fill(`门前${words.words}了没有人管`);
    await phone.getByRole('textbox', { name: t('name') }).fill(words.name as string);
    await phone.getByRole('textbox', { name: t('phone') }).fill(words.phone as string);
    await addPhoto(phone, await phonePhoto());
    await expect.poll(() => phone.evaluate(draftsKept)).toEqual([{ words: `门前${words.words}了没有人管`, photos: 1 }]);
    expect(await inStores(phone, words)).toEqual([]);
  });
  expect(await inProfile(folder, words), 'while it is a draft').toEqual([]);

  // Opened again it is all there.
  await withPhone(async (phone) => {
    await phone.goto('/file');
    await phone.getByText(t('draftKept')).waitFor();
    expect(await phone.getByRole('textbox', { name: t('what') }).inputValue()).toBe(`门前${words.words}了没有人管`);
    expect(await phone.getByRole('textbox', { name: t('phone') }).inputValue()).toBe(words.phone);
    await phone.getByRole('img').first().waitFor();
    // The control: the same words, left open on purpose, are found in the store and in the profile.
    await phone.evaluate((open) => localStorage.setItem('control', open), words.words as string);
    expect(await inStores(phone, words)).toEqual(['words in localStorage']);
  });
  expect((await inProfile(folder, words)).length).toBeGreaterThan(0);
  code = '';
  expect(code).toBe('');
});

journey(
  'a page left or killed while one writes keeps the draft; what an older version left open is taken over, sealed, and removed',
  async () => {
    const words = { words: rareWord(), name: rareWord() };
    await withPhone(async (phone, context) => {
      // A page that does not start the portal.
      await phone.goto('/icon.svg');
      await phone.evaluate(leaveOpenDraft, {
        words: `门前${words.words}了`,
        photos: [],
        address: '',
        hideName: false,
        name: words.name,
        phone: '',
      });
      expect(await inStores(phone, words), 'the control: an open draft is found').toEqual(
        ['name', 'words'].flatMap((word) => [`${word} in linli-portal/draft`, `${word} in linli-portal/receipts`]),
      );
      await phone.goto('/file');
      await phone.getByText(t('draftKept')).waitFor();
      expect(await phone.getByRole('textbox', { name: t('what') }).inputValue()).toBe(`门前${words.words}了`);
      expect(await inStores(phone, words)).toEqual([]);
      expect(await phone.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(['linli-device']);

      // Left before the half second after the last key is over.
      await phone.getByRole('textbox', { name: t('what') }).pressSequentially('快来人', { delay: 30 });
      expect(await phone.evaluate(draftsKept)).toEqual([{ words: `门前${words.words}了`, photos: 0 }]);
      await phone.goto('about:blank');
      const again = await context.newPage();
      watch(again, 'again');
      await again.goto('/file');
      expect(await again.getByRole('textbox', { name: t('what') }).inputValue()).toBe(`门前${words.words}了快来人`);

      // Killed without a word to the page, as by an empty battery.
      await again.getByRole('textbox', { name: t('what') }).pressSequentially('看看', { delay: 30 });
      await expect.poll(() => again.evaluate(draftsKept)).toEqual([{ words: `门前${words.words}了快来人看看`, photos: 0 }]);
      const devtools = await context.newCDPSession(again);
      const crashed = again.waitForEvent('crash');
      void devtools.send('Page.crash').catch(() => undefined);
      await crashed;
      const last = await context.newPage();
      watch(last, 'last');
      await last.goto('/file');
      expect(await last.getByRole('textbox', { name: t('what') }).inputValue()).toBe(`门前${words.words}了快来人看看`);
    });
  },
);

journey('a draft nobody came back to is gone after two weeks', async () => {
  const words = { words: rareWord() };
  await withPhone(async (phone, context) => {
    await openFiling(phone);
    await phone.getByRole('textbox', { name: t('what') }).fill(`门前${words.words}了`);
    await expect.poll(() => phone.evaluate(draftsKept)).toHaveLength(1);
    await phone.close();
    const opened = async (days: number) => {
      const later = await context.newPage();
      await later.clock.setFixedTime(Date.now() + days * 86_400_000);
      await later.goto('/file');
      const what = later.getByRole('textbox', { name: t('what') });
      await what.waitFor();
      const value = await what.inputValue();
      // Closed without being written anew, which would make it younger.
      await later.goto('about:blank');
      await later.close();
      return value;
    };
    expect(await opened(13)).toContain(words.words);
    expect(await opened(15)).toBe('');
  });
});

journey('a receipt code looked up on a borrowed phone is kept nowhere', async () => {
  await withPhone(async (phone) => {
    await openFiling(phone);
    const words = `门前${rareWord()}了没有人管`;
    await phone.getByRole('textbox', { name: t('what') }).fill(words);
    await phone.getByRole('button', { name: t('whereUnknown') }).click();
    await chooseVillage(phone.getByRole('dialog'), '原隆');
    await phone.getByRole('button', { name: t('placeDone') }).click();
    await write(phone, words, '原隆');
    await phone.getByRole('textbox', { name: t('name') }).fill('马丽花');
    await phone.getByRole('textbox', { name: t('phone') }).fill(rarePhone());
    const receipt = await sendAndGetCode(phone);
    await followReceipt(phone);
    const code: Words = { code: receipt.replace('-', ''), dashed: `${receipt.slice(0, 4)}-${receipt.slice(-4)}` };
    expect(await inStores(phone, code), 'sealed where it was filed').toEqual([]);
    // On another's phone: looked up and read, in memory alone.
    const borrowed = await onPhone(sharedStage(), null);
    await borrowed.goto('/progress');
    await borrowed.getByRole('textbox', { name: t('progressLabel') }).fill(receipt);
    await borrowed.getByRole('button', { name: t('progressLook') }).click();
    await borrowed.getByRole('region', { name: t('story') }).waitFor();
    expect(await inStores(borrowed, code)).toEqual([]);
  });
});
