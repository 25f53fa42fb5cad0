import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { t as matters } from '../web/field/matters/messages.ts';
import { t as outbox } from '../web/field/outbox/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { t as verifications } from '../web/field/verifications/messages.ts';
import { ready, reportTrouble, takeStep, WORKER } from './field.ts';
import { newHousehold, newItem, newProxy, newVerification, spoilOnce, toTheWindow, toToday } from './field-work.ts';
import { addPhoto, phonePhoto } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage } from './stage.ts';

interface View {
  status: string;
  files: unknown[];
  story: { step: string; words: string }[];
}
interface QueueAnswer {
  items: { id: string }[];
}

/** From the first screen to what was set aside: the reason stands there in plain words, with both ways on. */
async function openAside(phone: Page, title: string | RegExp, reason: string | RegExp): Promise<void> {
  await phone.getByText(t('barAside', { n: 1 })).waitFor();
  await toToday(phone);
  await phone.getByRole('link', { name: new RegExp(t('barOpen')) }).click();
  await phone.getByRole('link', { name: title }).first().click();
  await phone.getByText(reason).first().waitFor();
  await phone.getByRole('button', { name: outbox('drop') }).waitFor();
}
const mend = (phone: Page) => phone.getByRole('link', { name: outbox('mend') }).click();
const arrived = (phone: Page) => phone.getByRole('status').getByText(t('barNothing')).waitFor();
const view = (page: Page, id: string) => doAs<View>(page, 'matters.view', { id });

journey('a report and a step that were refused are mended where they were made, with their photos, or dropped', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  const words = `机井房漏电${Date.now()}`;
  await spoilOnce(context, 'matters.file', (input) => ({ ...input, address: '门'.repeat(101) }));
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).fill(words);
  await phone.getByRole('textbox', { name: report('address') }).fill('三组机井');
  await phone.getByRole('textbox', { name: report('phone') }).fill('13895016021');
  await addPhoto(phone, await phonePhoto());
  await phone.getByRole('button', { name: report('send') }).click();
  await openAside(phone, words, '最多 100 字');
  await mend(phone);
  await phone.getByRole('img').first().waitFor();
  expect(await phone.getByRole('textbox', { name: report('what') }).inputValue()).toBe(words);
  expect(await phone.getByRole('textbox', { name: report('phone') }).inputValue()).toBe('13895016021');
  await phone.getByRole('textbox', { name: report('address') }).fill('三组机井房');
  await phone.getByRole('button', { name: report('mended') }).click();
  await arrived(phone);
  const [filed, ...more] = (await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: words })).items;
  expect(more).toEqual([]);
  const id = filed?.id ?? '';
  expect((await view(phone, id)).files).toHaveLength(1);

  // The step: its sheet opens again with what was written.
  await phone.locator(`a[href$="/matters/${id}"]`).first().waitFor();
  await toToday(phone);
  await spoilOnce(context, 'matters.answer', (input) => ({ ...input, words: '' }));
  await takeStep(phone, words, '答复群众', '已断电，明天修');
  await openAside(phone, /答复/, outbox('refused'));
  await mend(phone);
  const sheet = phone.getByRole('dialog');
  expect(await sheet.getByRole('textbox').first().inputValue()).toBe('已断电，明天修');
  await sheet.getByRole('textbox').first().fill('已断电，明天上午修好');
  await sheet.getByRole('button', { name: '答复群众', exact: true }).click();
  await phone.getByText(matters('stepKept'), { exact: true }).waitFor();
  await arrived(phone);
  expect((await view(phone, id)).story.at(-1)).toMatchObject({ step: 'answer', words: '已断电，明天上午修好' });

  // Not wanted any more: dropped, and gone for good.
  await toToday(phone);
  const other = `机井房门坏了${Date.now()}`;
  await context.unroute('**/api/matters/file');
  await spoilOnce(context, 'matters.file', (input) => ({ ...input, category: 'no-such-thing' }));
  await reportTrouble(phone, other);
  await openAside(phone, other, outbox('refused'));
  await phone.getByRole('button', { name: outbox('drop') }).click();
  await phone.getByRole('button', { name: outbox('dropYes') }).click();
  await arrived(phone);
  expect((await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: other })).items).toEqual([]);
});

journey('a verification, papers supplied, a list handed in and a delivery that were refused are mended on their own screens', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, WORKER);
  const context = phone.context();
  const window = await atDesk(stage, 'window');
  const station = await atDesk(stage, 'station-worker');
  const household = await newHousehold(phone, '郝');
  const itemName = `城乡医疗救助${Date.now()}`;
  const item = await newItem(await atDesk(stage, 'administrator'), itemName, ['收入证明', '户口簿']);
  const why = `核对救助申请里的人口${Date.now()}`;
  const verification = await newVerification(window, household, why);
  const [toSupply, toHandIn, toDeliver] = [
    await newProxy(phone, household, item),
    await newProxy(phone, household, item),
    await newProxy(phone, household, item),
  ];
  for (const { id } of [toSupply, toDeliver]) await toTheWindow(phone, window, id);
  await doAs(window, 'matters.ask-missing', { id: toSupply.id, seq: 2, missing: [{ name: '收入证明', why: '没有盖章' }] });
  await doAs(window, 'matters.accept', { id: toDeliver.id, seq: 2 });
  await doAs(window, 'matters.decide', { id: toDeliver.id, seq: 3, granted: false, words: '收入超过标准。' });
  await ready(phone);

  await spoilOnce(context, 'matters.report', (input) => ({ ...input, answers: (input.answers as unknown[]).slice(1) }));
  await phone.getByRole('link', { name: why.slice(0, 12) }).click();
  await phone.getByText(verifications('checked')).click();
  await phone.getByRole('button', { name: verifications('allAsKnown') }).click();
  const own = phone.getByRole('region', { name: '房屋是否有人居住' });
  await own.getByText(verifications('answered')).click();
  await own.getByRole('textbox').fill('有人住');
  await phone.getByRole('button', { name: verifications('send') }).click();
  await openAside(phone, /核查结果/, '还有 1 项没有核查。');
  await mend(phone);
  expect(await own.getByRole('textbox').inputValue()).toBe('有人住');
  await own.getByRole('textbox').fill('有人住，屋顶漏雨');
  await phone.getByRole('button', { name: verifications('mended') }).click();
  await arrived(phone);
  expect((await view(window, verification)).story.map(({ step }) => step)).toEqual(['file', 'report']);

  await toToday(phone);
  await spoilOnce(context, 'matters.supply', (input) => ({ ...input, materials: [{ name: '结婚证', how: 'seen' }] }));
  await phone.locator(`a[href$="/matters/${toSupply.id}"]`).click();
  await phone.getByRole('link', { name: services('supply') }).click();
  await addPhoto(phone, await phonePhoto());
  await phone.getByRole('button', { name: services('supplySend') }).click();
  await openAside(phone, new RegExp(services('supply')), /结婚证/);
  await mend(phone);
  await phone.getByRole('img').first().waitFor();
  await phone.getByRole('switch', { name: services('original') }).check();
  await phone.getByRole('button', { name: services('supplySend') }).click();
  await arrived(phone);
  expect((await view(window, toSupply.id)).story.at(-1)?.step).toBe('supply');

  await toToday(phone);
  await spoilOnce(context, 'matters.deliver', (input) => ({ ...input, papers: 'destroyed' }));
  await phone.locator(`a[href$="/matters/${toDeliver.id}"]`).click();
  await phone.getByRole('link', { name: services('deliver') }).click();
  await phone.getByText('材料原件已退还').click();
  await phone.getByRole('button', { name: services('deliverSend') }).click();
  await openAside(phone, new RegExp(services('deliver')), '销毁材料要写一句：谁、怎么销毁的。');
  await mend(phone);
  await phone.getByRole('textbox', { name: services('deliverWords') }).fill('本人签收');
  await phone.getByRole('button', { name: services('mended') }).click();
  await arrived(phone);
  expect((await view(window, toDeliver.id)).status).toBe('closed');

  // Somebody at the station was faster: the list is made again from what is there now.
  await toToday(phone);
  await context.setOffline(true);
  await phone.getByRole('link', { name: services('handIn', { n: 1 }).slice(0, 8) }).click();
  await phone.getByText(itemName).waitFor();
  await phone.getByRole('button', { name: /^交出/ }).click();
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  await doAs(station, 'matters.comment', { id: toHandIn.id, seq: 1, words: '户口簿在抽屉里' });
  await context.setOffline(false);
  await phone.getByText(t('barAside', { n: 1 })).waitFor();
  await openAside(phone, /交材料给镇里/, outbox('conflict'));
  await mend(phone);
  await phone.getByText(itemName).waitFor();
  await phone.getByRole('button', { name: /^交出/ }).click();
  await arrived(phone);
  await expect.poll(async () => (await view(window, toHandIn.id)).status).toBe('to-sign');
});
