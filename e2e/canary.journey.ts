import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, inject } from 'vitest';
import { canariesIn } from '../server/testing/canary/canaries.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as people } from '../web/office/people/messages.ts';
import { say as frame } from '../web/office/shell/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { launchProfile } from './browser.ts';
import { callAs, DESK, PHONE, signInAs } from './demo-server.ts';
import { GRID } from './field.ts';
import { inProfile, inStores, listeningWire, rarePhone, rareWord, type Words } from './left-behind.ts';
import { openFromQueue } from './office.ts';
import { addPhoto, chooseVillage, followReceipt, openFiling, phonePhoto, sendAndGetCode, write } from './portal.ts';
import { atDesk, doAs, journey, sharedStage, watch } from './stage.ts';

let wire: Awaited<ReturnType<typeof listeningWire>>;
let folder: string;
beforeEach(async () => {
  wire = await listeningWire(inject('demoUrl'));
  folder = await mkdtemp(join(tmpdir(), 'linli-profile-'));
});
afterEach(async () => {
  wire.close();
  await rm(folder, { recursive: true, force: true });
});

/** Uses a browser with a profile of its own, then ends it in order, as a person closes it. */
async function withProfile(viewport: { width: number; height: number }, use: (page: Page, context: BrowserContext) => Promise<void>) {
  const context = await launchProfile(folder, { baseURL: wire.url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    watch(page, 'profile');
    await use(page, context);
    // What is kept reaches the disk within a moment.
    await page.waitForTimeout(500);
  } finally {
    await context.close();
  }
}

/** What passed on the wire in addresses, referrers and other headers. */
const onTheWire = (words: Words) => [...new Set(wire.heard.flatMap((line) => canariesIn(line, words).map((word) => `${word}: ${line}`)))];

/** Does wrong on purpose in each place that is looked at; the search must find each. */
async function leaveOpen(page: Page, word: string): Promise<void> {
  await page.evaluate(async (open) => {
    localStorage.setItem('control', open);
    await (await caches.open('control')).put('/control', new Response(open));
    await fetch(`/api/health?q=${encodeURIComponent(open)}`);
    history.replaceState(history.state, '', `${location.pathname}?control=${encodeURIComponent(open)}`);
  }, word);
}
const controlOf = (control: string) => ({ control });

journey('a borrowed phone: after filing and looking up by receipt code neither name nor phone of the person stays in it', async () => {
  const control = rareWord();
  const person = { name: rareWord(), phone: rarePhone(), address: rareWord() };
  const words = rareWord();
  await withProfile(PHONE, async (phone) => {
    await openFiling(phone);
    await phone.getByRole('textbox', { name: t('what') }).fill(`门前${words}了没有人管`);
    await phone.getByRole('button', { name: t('whereUnknown') }).click();
    await chooseVillage(phone.getByRole('dialog'), '原隆');
    await phone
      .getByRole('dialog')
      .getByRole('textbox', { name: t('placeAddress') })
      .fill(person.address);
    await phone.getByRole('button', { name: t('placeDone') }).click();
    await write(phone, `门前${words}了没有人管`, '原隆');
    await phone.getByRole('textbox', { name: t('name') }).fill(person.name);
    await phone.getByRole('textbox', { name: t('phone') }).fill(person.phone);
    await addPhoto(phone, await phonePhoto());
    await sendAndGetCode(phone);
    await followReceipt(phone);
    expect(await inStores(phone, { ...person, words }), 'what is kept while it is open').toEqual([]);
    await leaveOpen(phone, control);
    expect(await inStores(phone, controlOf(control))).toEqual([
      'control in Cache Storage',
      'control in address',
      'control in localStorage',
    ]);
  });
  expect(onTheWire({ ...person, words }), 'addresses and headers').toEqual([]);
  expect(onTheWire(controlOf(control)), 'the control on the wire').not.toEqual([]);
  expect(await inProfile(folder, controlOf(control)), 'the control in the profile').not.toEqual([]);
  // What was deleted from the store stands in the browser's own log of it until that is tidied up; nowhere else.
  const left = await inProfile(folder, { ...person, words });
  expect(left.filter((line) => !/ in Default.IndexedDB/.test(line))).toEqual([]);
});

journey('a desk in the station: after finding, opening, ringing and filing nothing of the person stays in its browser', async () => {
  const control = rareWord();
  const person = { name: rareWord(), phone: rarePhone(), address: rareWord() };
  const words = rareWord();
  const worker = await atDesk(sharedStage(), 'grid-worker');
  const household = await doAs<{ id: string }>(worker, 'people.saveHousehold', { grid: GRID, address: `${person.address}号` });
  await doAs(worker, 'people.save', { householdId: household.id, name: person.name, phone: person.phone, relation: '户主' });
  await withProfile(DESK, async (desk, context) => {
    await signInAs(desk, 'station');
    const { status } = await callAs(context, 'matters.file', {
      words: `门前${words}了没有人管`,
      category: 'roads.lamp',
      village: GRID.slice(0, 12),
      address: person.address,
      channel: 'counter',
      contact: { name: person.name, phone: person.phone },
    });
    expect(status).toBe(200);
    await desk.goto('/office/people');
    await desk.getByRole('searchbox', { name: people('search') }).fill(person.name);
    await desk.getByRole('link', { name: person.name }).click();
    await desk.getByRole('button', { name: '核对住户信息' }).click();
    await desk.getByRole('button', { name: people('purposeDo') }).click();
    await desk
      .getByRole('button', { name: people('reveal') })
      .first()
      .click();
    await desk.getByText(person.phone).first().waitFor();
    await openFromQueue(desk, `门前${words}`);
    await desk.getByRole('button', { name: matterWords('reveal') }).click();
    await desk.getByRole('button', { name: matterWords('revealDo') }).click();
    await desk.getByText(person.phone).first().waitFor();
    await desk.getByRole('textbox', { name: frame('search') }).fill(person.name);
    await desk.keyboard.press('Enter');
    await desk.waitForLoadState('networkidle');
    expect(await inStores(desk, { ...person, words }), 'what is kept while it is open').toEqual([]);
    await leaveOpen(desk, control);
  });
  expect(onTheWire({ ...person, words }), 'addresses and headers').toEqual([]);
  expect(onTheWire(controlOf(control)), 'the control on the wire').not.toEqual([]);
  expect(await inProfile(folder, controlOf(control)), 'the control in the profile').not.toEqual([]);
  expect(await inProfile(folder, { ...person, words }), 'the profile').toEqual([]);
});
