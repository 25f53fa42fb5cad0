import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MatterView } from '../domain/matters/contract.ts';
import { say as intake } from '../web/office/matters/intake/messages.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as paperWords } from '../web/office/matters/paper/messages.ts';
import { say } from '../web/office/proxy/messages.ts';
import { say as verificationWords } from '../web/office/verifications/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { said, stepsOf, take, titleOf } from './office.ts';
import { phonePhoto } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const YUANLONG = '640121104205';
const KIND = 'proxy-service';
const takeProxy = (desk: Page, step: string, fill?: (form: Locator) => Promise<void>) => take(desk, step, fill, KIND);

/** An item of the county's own, made by its administrator. */
async function makeItem(name: string, more: object = {}): Promise<void> {
  const administrator = await atDesk(sharedStage(), 'administrator');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await doAs(administrator, 'services.save', {
    code: `journey-${name}`,
    name,
    department: '县残联',
    materials: [{ name: '身份证' }, { name: '收入证明' }, { name: '户口簿' }, { name: '申请表' }],
    steps: ['村里收件', '镇里受理'],
    days: 5,
    fee: 0,
    validFrom: today,
    ...more,
  });
}

const picture = async () => ({ name: 'paper.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });

/** Signs with the mouse in the box, as a finger would. */
async function signOn(page: Page): Promise<void> {
  const canvas = page.locator('.signature canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('nowhere to sign');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 80, { steps: 6 });
  await page.mouse.move(box.x + 200, box.y + 30, { steps: 6 });
  await page.mouse.up();
  await page.getByRole('button', { name: say('signDone') }).click();
  await page.getByText(say('signKept')).waitFor();
}

/** Takes an application at the station's counter and gives back the receipt code. */
async function collect(desk: Page, item: string): Promise<string> {
  await desk.goto('/office/proxy/collect');
  await desk.getByRole('searchbox', { name: intake('whoFind') }).fill('15409510001');
  await desk.locator('.found-row').filter({ hasText: '王秀兰' }).click();
  await desk.getByRole('searchbox', { name: say('itemFind') }).fill(item);
  await desk.locator('.found-row').filter({ hasText: item }).first().click();

  // One paper photographed, one seen and kept, one not brought; an identity card is only ever looked at.
  const materials = desk.locator('.materials');
  const card = materials.getByRole('group', { name: '身份证' });
  await card.getByText(say('howSeen'), { exact: true }).click();
  expect(await card.getByText(say('howPhoto'), { exact: true }).count()).toBe(0);
  await materials.getByRole('group', { name: '收入证明' }).getByText(say('howPhoto'), { exact: true }).click();
  await desk.getByLabel(say('photosOf', { name: '收入证明' })).setInputFiles(await picture());
  const book = materials.getByRole('group', { name: '户口簿' });
  await book.getByText(say('howSeen'), { exact: true }).click();
  await book.getByRole('checkbox', { name: say('original') }).check();

  // Without a mandate nothing is taken.
  await desk.getByRole('button', { name: say('submit') }).click();
  await desk.getByText(say('missing', { fields: say('missingMandate') })).waitFor();
  await desk.getByRole('radio', { name: say('signedScreen') }).check();
  await signOn(desk);
  await desk.getByRole('button', { name: say('submit') }).click();
  await desk.getByRole('heading', { name: say('receiptFor') }).waitFor();
  await desk.getByText(say('receiptOriginal', { name: '户口簿' })).waitFor();
  return ((await desk.locator('.receipt-code').textContent()) ?? '').trim();
}

journey(
  'a proxy service from the counter to the door: collected, handed in, missing told once, supplied, accepted, decided, delivered',
  async () => {
    const stage = sharedStage();
    const item = unheard('辅助器具适配代办');
    await makeItem(item);
    const station = await atDesk(stage, 'station');
    const code = await collect(station, item);
    await station.getByRole('link', { name: intake('openMatter') }).click();
    await station.getByRole('heading', { level: 1, name: item }).waitFor();
    const id = station.url().split('/').at(-1) ?? '';
    const { number } = await doAs<MatterView>(station, 'matters.view', { id });

    // The photo stands beside its paper, the signature beside the mandate; and a mandate can be signed anew on paper.
    await expect.poll(() => station.locator('.application .thumb').count()).toBe(2);
    await takeProxy(station, 'renew-mandate', async (form) => {
      await form.getByRole('radio', { name: say('signedPaper') }).check();
      await form.getByLabel(say('paperPhoto')).setInputFiles(await picture());
      await form.getByText('paper.jpg', { exact: true }).waitFor();
    });

    // The station hands it in on a list, which prints with room for both signatures.
    await station
      .getByRole('link', { name: say('handOverTitle') })
      .first()
      .click();
    await station.getByRole('checkbox', { name: say('choose', { title: item, number }) }).check();
    await station.getByRole('button', { name: say('handIn', { n: 1 }) }).click();
    await station.getByRole('heading', { name: say('sheetTitle') }).waitFor();
    await station.emulateMedia({ media: 'print' });
    expect(await station.locator('.sheet-sign').isVisible()).toBe(true);
    expect(await station.getByRole('button', { name: say('print') }).isVisible()).toBe(false);
    await station.emulateMedia({ media: 'screen' });
    const list = station.url().split('/').at(-1) ?? '';

    // The window finds it in the list and signs; an empty word for what is missing is not enough.
    const window = await atDesk(stage, 'window');
    await window.goto('/office/proxy');
    await window.locator(`a[href$="${list}"]`).click();
    const there = window.getByRole('checkbox', { name: say('there', { title: item, number }) });
    await there.uncheck();
    await window.getByRole('button', { name: say('receive', { n: 0, missing: 1 }) }).click();
    await window.getByText(say('receiveBad')).waitFor();
    await there.check();
    await window.getByRole('button', { name: say('receive', { n: 1, missing: 0 }) }).click();
    await said(window, say('received'));

    // Not an instant item: deciding is closed and says why. What is missing is told once, on paper too.
    await window.goto(`/office/matters/${id}`);
    await stepsOf(window).getByText('这一项不是即办件，请先受理').waitFor();
    await takeProxy(window, 'ask-missing', async (form) => {
      await form.getByRole('checkbox', { name: '申请表' }).check();
      await form.getByLabel(matterWords('missingWhy', { name: '申请表' })).fill('没有本人签字');
    });
    await window.getByRole('link', { name: matterWords('paperMissing') }).click();
    await window.locator('.paper-missing').getByText('没有本人签字').waitFor();
    await window.getByText(paperWords('missingOnly')).waitFor();

    await station.goto(`/office/matters/${id}`);
    await takeProxy(station, 'supply', (form) => form.getByRole('checkbox', { name: '申请表' }).check());

    // A home visit is asked for from the application, with what we hold shown.
    await window.goto(`/office/matters/${id}`);
    await window.getByRole('button', { name: matterWords('verify') }).click();
    const ask = window.getByRole('dialog');
    await ask.getByText('家里几口人').click();
    await ask.getByLabel(verificationWords('words')).fill('核对家里人口');
    await ask.getByRole('button', { name: verificationWords('ask') }).click();
    await ask.waitFor({ state: 'hidden' });

    await takeProxy(window, 'accept');
    await expect
      .poll(() =>
        stepsOf(window)
          .getByRole('button', { name: titleOf('ask-missing', KIND) })
          .count(),
      )
      .toBe(0);
    await window.getByRole('link', { name: matterWords('paperAccepted') }).click();
    await window.getByText(paperWords('decideBy')).waitFor();
    await window.goto(`/office/matters/${id}`);
    await takeProxy(window, 'decide', async (form) => {
      await form.getByRole('radio', { name: matterWords('grantedYes') }).check();
      await form.getByLabel(matterWords('wordsDecide')).fill('轮椅一辆，已批准。');
    });
    await takeProxy(window, 'deliver', async (form) => {
      await form.getByRole('radio', { name: '送到家' }).check();
      await form.getByRole('radio', { name: '材料原件已退还' }).check();
    });
    await window.getByRole('link', { name: matterWords('paperResult') }).click();
    await window.getByText('轮椅一辆，已批准。').waitFor();
    await window.getByText('材料原件已退还').waitFor();
    expect(await window.getByText(code).count(), 'a paper printed later carries no code').toBe(0);

    // Whoever holds the receipt sees every hand the papers were in.
    const holder = await onPhone(stage, null);
    await holder.goto(`/progress#${code}`);
    const story = holder.getByRole('region', { name: t('story') });
    await story.waitFor();
    for (const headline of ['材料交到镇里', '一次性告知：还缺材料，请您补齐', '窗口已受理', '已办好', '结果已送达：送到家'])
      await story.getByText(headline).first().waitFor();
  },
);

journey('decided on the spot, and revoked by the resident: nothing is done after', async () => {
  const stage = sharedStage();
  const item = unheard('即办的查询代办');
  await makeItem(item, { instant: true });
  const station = await atDesk(stage, 'station');
  await collect(station, item);
  const phone = await onPhone(stage, 'resident');
  const { matters } = await doAs<{ matters: { id: string; title: string }[] }>(phone, 'matters.mine', {});
  const id = matters.find(({ title }) => title === item)?.id ?? '';
  const { seq } = await doAs<MatterView>(phone, 'matters.view', { id });
  await doAs(phone, 'matters.withdraw', { id, seq });

  await station.goto(`/office/matters/${id}`);
  await station.getByText('撤销了委托，不能再办').first().waitFor();
  expect(
    await stepsOf(station)
      .getByRole('button', { name: titleOf('hand-in', KIND) })
      .count(),
  ).toBe(0);
  await takeProxy(station, 'return-papers', (form) => form.getByRole('radio', { name: '材料原件已退还' }).check());

  // Another one is handed in and decided at once.
  await collect(station, item);
  const { items } = await doAs<{ items: { id: string; seq: number; title: string }[] }>(station, 'proxy.inHand', { limit: 100 });
  const one = items.find(({ title }) => title === item);
  await doAs(station, 'proxy.handIn', { matters: [{ id: one?.id, seq: one?.seq }] });
  const window = await atDesk(stage, 'window');
  await window.goto(`/office/matters/${one?.id}`);
  await takeProxy(window, 'decide', async (form) => {
    await form.getByRole('radio', { name: matterWords('grantedNo') }).check();
    await form.getByLabel(matterWords('wordsDecide')).fill('系统里没有这个人的记录。');
  });
  expect((await doAs<MatterView>(window, 'matters.view', { id: one?.id })).village).toBe(YUANLONG);
});
