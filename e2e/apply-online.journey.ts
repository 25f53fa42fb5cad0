import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MatterView, MyMatter } from '../domain/matters/contract.ts';
import { word } from '../web/kit/words.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { t as services } from '../web/portal/services/messages.ts';
import { draftsKept, lookAt, phonePhoto, untilFetched } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard, watch } from './stage.ts';

const PAPERS = ['身份证', '户口簿', '住房说明'];

/** An item as the county's administrator would keep it, from today on. */
async function publishItem(desk: Page, name: string, change: object = {}): Promise<string> {
  const validFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { id } = await doAs<{ id: string }>(desk, 'services.save', {
    code: `journey-${crypto.randomUUID()}`,
    name,
    department: '县民政局',
    materials: PAPERS.map((name) => ({ name })),
    steps: ['网上申请', '窗口审核', '发放'],
    days: 10,
    online: true,
    basis: '县里办法',
    validFrom,
    ...change,
  });
  return id;
}

const photograph = async (where: Page, paper: string) =>
  where
    .getByLabel(word('photoAddOf', { of: paper }))
    .setInputFiles({ name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });

const takeAs = async (desk: Page, id: string, step: string, input: object) => {
  const { seq } = await doAs<MatterView>(desk, 'matters.view', { id });
  await doAs(desk, `matters.${step}`, { id, seq, ...input });
};

journey(
  'applying online: found in plain words, sent through a dropped network, one paper supplied, decided, delivered, rated',
  async () => {
    const stage = sharedStage();
    const item = unheard('老年人取暖补助申领');
    await publishItem(await atDesk(stage, 'administrator'), item);
    const phone = await onPhone(stage, 'resident');
    const context = phone.context();

    // Found by what people say, not by its name.
    await phone.goto('/');
    await phone.getByRole('link', { name: home('doorServices') }).click();
    await phone.getByRole('searchbox', { name: services('search') }).fill('老年人取暖补助怎么申请');
    await phone.getByRole('link', { name: item }).first().click();
    await phone.getByRole('heading', { level: 1, name: item }).waitFor();
    for (const paper of PAPERS) await phone.getByText(paper, { exact: true }).waitFor();
    await phone.getByRole('link', { name: services('applyFull') }).click();

    // Only what the item asks, and no picture of the identity card.
    await phone.getByText(services('noCard')).waitFor();
    expect(await phone.locator('input[type=file]').count()).toBe(PAPERS.length - 1);
    await untilFetched(phone);

    // The network goes in the middle, then the tab is closed.
    await context.setOffline(true);
    await photograph(phone, '户口簿');
    await phone.getByRole('img', { name: word('photoNth', { n: 1 }) }).waitFor();
    await phone.getByRole('textbox', { name: services('words') }).fill('家里两位老人');
    await expect.poll(() => phone.evaluate(draftsKept)).toContainEqual({ words: '家里两位老人', photos: 1 });
    const address = phone.url();
    await phone.close();

    // Opened again it is all there; what is not photographed is said, and may come later.
    await context.setOffline(false);
    const again = await context.newPage();
    watch(again, 'again');
    await again.goto(address);
    await again.getByText(services('draftKept')).waitFor();
    expect(await again.getByRole('textbox', { name: services('words') }).inputValue()).toBe('家里两位老人');
    await again.getByRole('img', { name: word('photoNth', { n: 1 }) }).waitFor();
    await untilFetched(again);
    await context.setOffline(true);
    await again.getByRole('button', { name: services('send'), exact: true }).click();
    await again.getByText(services('lacking', { n: 1, names: '住房说明' })).waitFor();
    await again.getByRole('button', { name: services('sendWithout') }).click();
    await again.getByText(t('waitingTitle')).first().waitFor();

    // The network comes back; the first answer is lost on the way, and yet it is filed once.
    let tries = 0;
    await context.route('**/api/proxy/apply', async (route) => {
      tries += 1;
      if (tries > 1) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await context.setOffline(false);
    await again.getByText(t('appliedLead')).first().waitFor();
    expect(tries).toBe(2);
    const mine = (await doAs<{ matters: MyMatter[] }>(again, 'matters.mine', {})).matters.filter(({ title }) => title === item);
    expect(mine).toHaveLength(1);
    const code = ((await again.locator('.receipt-code').textContent()) ?? '').replaceAll(/\s/g, '');
    await again.getByRole('img', { name: t('receiptQr') }).waitFor();
    const id = mine[0]?.id ?? '';

    // The window asks for what is missing, once.
    const window = await atDesk(stage, 'window');
    await takeAs(window, id, 'ask-missing', { missing: [{ name: '住房说明', why: '请写明住几组几号' }] });

    // The daughter, with nothing but the code, sees every step and no pictures; to end it is not hers.
    const daughter = await onPhone(stage, null);
    await daughter.goto('/progress');
    await daughter.getByRole('textbox', { name: t('progressLabel') }).fill(code);
    await daughter.getByRole('button', { name: t('progressLook') }).click();
    await daughter.getByText('请写明住几组几号').first().waitFor();
    expect(await daughter.locator('.story-photo').count()).toBe(0);
    expect(await daughter.getByRole('button', { name: services('endOwnTitle') }).count()).toBe(0);

    // The resident supplies it; a failed first try loses nothing.
    await lookAt(again, id);
    await again.getByText(services('missingOnce')).waitFor();
    await again.getByRole('button', { name: services('supply') }).click();
    const sheet = again.getByRole('dialog');
    await sheet
      .getByLabel(word('photoAddOf', { of: '住房说明' }))
      .setInputFiles({ name: 'IMG_3.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
    await sheet.getByRole('img').first().waitFor();
    await context.setOffline(true);
    await sheet.getByRole('button', { name: services('supplySend') }).click();
    await sheet.getByText(word('unreachable')).waitFor();
    await context.setOffline(false);
    await sheet.getByRole('button', { name: services('supplySend') }).click();
    await again.getByText(services('supplied')).waitFor();
    await again.getByText(t('promisedFor', { promised: '办出结果' })).waitFor();

    // Accepted, decided, delivered; where the originals are is said; then rated.
    await takeAs(window, id, 'accept', {});
    await takeAs(window, id, 'decide', { granted: true, words: '已批准，下个月起发放' });
    await lookAt(again, id);
    await again.getByText(t('grantedNow')).first().waitFor();
    await again.getByText('已批准，下个月起发放').first().waitFor();
    expect(await again.getByRole('button', { name: t('rate'), exact: true }).count(), 'not rated before it is delivered').toBe(0);
    await takeAs(window, id, 'deliver', { how: 'online', papers: 'none' });
    await lookAt(again, id);
    await again.getByText(services('originalsNone')).first().waitFor();
    await again.getByRole('button', { name: t('rate'), exact: true }).click();
    const rating = again.getByRole('dialog');
    await rating.getByText(t('rateGrantedYes'), { exact: true }).click();
    await rating.getByText(t('satisfiedYes'), { exact: true }).click();
    await rating.getByRole('button', { name: t('rateSend') }).click();
    await again.getByText(t('rated')).waitFor();
  },
);

journey(
  'an application is taken back at any time, with a plain question first; one that is not online says what else can be done',
  async () => {
    const stage = sharedStage();
    const desk = await atDesk(stage, 'administrator');
    const name = unheard('老年人取暖补助核对');
    const [item, other] = [await publishItem(desk, unheard('老年人取暖补助申领')), await publishItem(desk, name, { online: false })];
    const phone = await onPhone(stage, 'resident');
    const { id } = await doAs<{ id: string }>(phone, 'proxy.apply', { item, village: '640121104205', materials: [] });
    await lookAt(phone, id);
    await phone.getByRole('button', { name: services('endOwnTitle') }).click();
    const sheet = phone.getByRole('dialog');
    await sheet.getByText(services('endOwnLead')).waitFor();
    await sheet.getByRole('button', { name: services('endOwnTitle') }).click();
    await phone.getByText(t('endedByYou')).first().waitFor();
    await phone.getByText(services('noOriginals')).waitFor();

    await phone.goto(`/services/${other}/apply`);
    await phone.getByText(services('applyNot')).waitFor();
    await phone.goto(`/services/${other}`);
    await phone.getByRole('button', { name: services('agency') }).click();
    await phone
      .getByRole('dialog')
      .getByRole('link', { name: services('agencyFile') })
      .click();
    await expect.poll(() => phone.getByRole('textbox', { name: t('what') }).inputValue()).toBe(`请帮我代办：${name}`);
  },
);
