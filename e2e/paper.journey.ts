import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { say as audit } from '../web/office/audit/messages.ts';
import { say as receipt } from '../web/office/matters/intake/messages.ts';
import { say as matter } from '../web/office/matters/matter/messages.ts';
import { say as papers } from '../web/office/matters/paper/messages.ts';
import { say } from '../web/office/proxy/messages.ts';
import { newHousehold, newItem, newProxy, newVerification, toTheWindow } from './field-work.ts';
import { pagesOf, widthOf, wordsOfPages } from './paper.ts';
import { atDesk, doAs, journey, sharedStage, unheard } from './stage.ts';

/** On paper stands the sheet and nothing of the screen around it. */
async function onPaper(desk: Page): Promise<void> {
  await desk.waitForLoadState('networkidle');
  await desk.emulateMedia({ media: 'print' });
  expect(await desk.locator('article').isVisible()).toBe(true);
  for (const screenOnly of ['.screen-head', 'nav', 'button', '.control'])
    expect(await desk.locator(screenOnly).filter({ visible: true }).count(), `${screenOnly} on paper`).toBe(0);
}

async function staff() {
  const stage = sharedStage();
  const [worker, window, administrator] = await Promise.all([
    atDesk(stage, 'grid-worker'),
    atDesk(stage, 'window'),
    atDesk(stage, 'administrator'),
  ]);
  const household = await newHousehold(worker, '司马');
  const item = await newItem(administrator, unheard('老年人意外伤害保险申请'), ['收入证明', '户口簿']);
  return { worker, window, household, item, collect: () => newProxy(worker, household, item) };
}

journey('the list of papers handed over: one page, boxes to tick with a pen, a long one begins each page with its head', async () => {
  const { worker, window, collect } = await staff();
  const handIn = async (count: number) => {
    const matters: { id: string; seq: number }[] = [];
    for (let n = 0; n < count; n++) matters.push({ id: (await collect()).id, seq: 1 });
    return (await doAs<{ id: string }>(worker, 'proxy.handIn', { matters })).id;
  };
  const short = await handIn(2);
  await window.goto(`/office/proxy/lists/${short}`);
  const boxes = window.getByRole('checkbox');
  await boxes.first().uncheck();
  await window.getByLabel(say('notThere')).fill('信封里没有');
  await onPaper(window);
  expect(await pagesOf(window)).toBe(1);
  // What the screen has ticked beforehand nobody has ticked on paper.
  for (const box of await boxes.all()) expect(await box.evaluate((one) => getComputedStyle(one).appearance)).toBe('none');

  // The village prints the list it brings along: it has the boxes as well.
  await worker.goto(`/office/proxy/lists/${short}`);
  await worker.getByRole('heading', { name: say('sheetTitle') }).waitFor();
  await onPaper(worker);
  expect(await worker.locator('.pen-box').filter({ visible: true }).count()).toBe(2);
  expect(await pagesOf(worker)).toBe(1);

  await worker.emulateMedia({ media: 'screen' });
  await worker.goto(`/office/proxy/lists/${await handIn(11)}`);
  await worker.getByRole('heading', { name: say('sheetTitle') }).waitFor();
  await onPaper(worker);
  const [first = [], second = [], ...more] = await wordsOfPages(worker);
  expect(more).toEqual([]);
  // The four headings of the columns, which also stand above the first row.
  expect(second.length).toBeGreaterThan(4);
  expect(first.join(' ')).toContain(second.slice(0, 4).join(' '));
});

journey('what an applicant takes home from the window is one page each, its picture large enough for any phone', async () => {
  const { worker, window, collect } = await staff();
  const { id } = await collect();
  await toTheWindow(worker, window, id);
  const print = async (which: string, title: string) => {
    await window.emulateMedia({ media: 'screen' });
    await window.goto(`/office/matters/${id}/papers/${which}`);
    await window.getByRole('heading', { level: 2, name: title }).waitFor();
    await onPaper(window);
    expect(await pagesOf(window), title).toBe(1);
    expect(await widthOf(window.getByRole('img', { name: receipt('receiptQr') })), title).toBeGreaterThanOrEqual(25);
  };
  await doAs(window, 'matters.ask-missing', { id, seq: 2, missing: [{ name: '户口簿', why: '缺本人页' }] });
  await print('missing', papers('missingTitle'));
  await doAs(worker, 'matters.supply', { id, seq: 3, materials: [{ name: '户口簿', how: 'seen' }] });
  await doAs(window, 'matters.accept', { id, seq: 4 });
  await print('accepted', papers('acceptedTitle'));
  await doAs(window, 'matters.decide', { id, seq: 5, granted: true, words: '从下个月起发。' });
  await print('result', papers('resultTitle'));
});

journey('what is signed or filled in with a pen is one page each, with what is known on it', async () => {
  const { worker, window, household, item } = await staff();
  const verification = await newVerification(window, household, '核对低保申请里写的人口和住房');
  await worker.goto(`/office/matters/${verification}`);
  await worker.getByRole('link', { name: matter('verificationForm') }).click();
  const form = worker.getByRole('article');
  await form.getByRole('heading', { name: papers('formTitle') }).waitFor();
  await onPaper(worker);
  // What is held stands on it and is confirmed with a pen, not written again.
  expect(await form.textContent()).toContain(household.address);
  expect(await form.textContent()).toContain('房屋是否有人居住');
  expect(await form.locator('.pen-box').count()).toBeGreaterThan(8);
  expect(await pagesOf(worker)).toBe(1);

  await worker.emulateMedia({ media: 'screen' });
  await worker.goto(`/office/services/${item}/mandate`);
  const mandate = worker.getByRole('article');
  await mandate.getByRole('heading', { name: say('mandateTitle') }).waitFor();
  await onPaper(worker);
  expect(await mandate.textContent()).toContain('收入证明');
  expect(await mandate.textContent()).not.toContain(household.person.name);
  expect(await pagesOf(worker)).toBe(1);
});

journey('at the counter the mandate is printed filled in, to be signed on paper, and nothing filled in is lost meanwhile', async () => {
  const { worker, household, item } = await staff();
  const { name } = await doAs<{ name: string }>(worker, 'services.item', { id: item });
  await worker.goto('/office/proxy/collect');
  await worker.getByRole('searchbox', { name: receipt('whoFind') }).fill(household.person.name);
  await worker.locator('.found-row').filter({ hasText: household.person.name }).click();
  await worker.getByRole('searchbox', { name: say('itemFind') }).fill(name);
  await worker.locator('.found-row').filter({ hasText: name }).click();
  await worker.getByText(say('signedPaper')).click();
  await worker.getByRole('button', { name: say('mandatePrint') }).click();
  const mandate = worker.getByRole('article');
  await mandate.getByText(household.person.name).waitFor();
  await onPaper(worker);
  expect(await mandate.textContent()).toContain(name);
  expect(await pagesOf(worker)).toBe(1);
  await worker.emulateMedia({ media: 'screen' });
  await worker.getByRole('button', { name: say('mandateBack') }).click();
  await worker.locator('.chosen-person').filter({ hasText: household.person.name }).waitFor();
  await worker.getByText(name).first().waitFor();
});

journey('the signed checkpoint is one page, its picture large enough for any phone, its text that of the server', async () => {
  const desk = await atDesk(sharedStage(), 'supervisor');
  // The first seal of a new county comes within ten seconds.
  const sealed = async () => (await doAs<{ items: unknown[] }>(desk, 'sealing.checkpoints', { territory: '640121' })).items.length;
  await expect.poll(sealed, { timeout: 30_000 }).toBe(1);
  await desk.goto('/office/audit/checkpoint');
  await desk.getByRole('heading', { level: 2, name: audit('checkpointTitle') }).waitFor();
  await onPaper(desk);
  expect(await pagesOf(desk)).toBe(1);
  expect(await widthOf(desk.getByRole('img', { name: audit('checkpointQr') }))).toBeGreaterThanOrEqual(25);
  expect(await desk.locator('.checkpoint-note').first().textContent()).toMatch(/^linli\/640121\n\d+\n[\s\S]+ linli-seal /);
});
