import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { t } from '../web/portal/accounts/messages.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { giveDevice } from './device.ts';
import { rarePhone } from './left-behind.ts';
import { chooseVillage } from './portal.ts';
import { doAs, journey, onPhone, type Stage, sharedStage } from './stage.ts';

const NAME = '丁小梅';
const whoIs = async (page: Page) => (await doAs<{ actor: { name: string } | null }>(page, 'accounts.me', {})).actor?.name;

/** Through the code the demo shows, on the page the browser is at. */
async function enterCode(page: Page): Promise<void> {
  const shown = await page.getByText(/演示：验证码是/).textContent();
  await page.getByRole('textbox', { name: t('code') }).fill(shown?.match(/\d{6}/)?.[0] ?? '');
  await page.getByRole('button', { name: t('enter'), exact: true }).click();
}

async function askCode(page: Page, number: string): Promise<void> {
  await page.goto('/sign-in?then=/me');
  await page.getByRole('textbox', { name: t('phone') }).fill(number);
  await page.getByRole('button', { name: t('sendCode') }).click();
  await page.getByText(t('codeRisk')).waitFor();
}

/** Passkeys belong to a name; an address of numbers has none. */
const named = (): Stage => ({ url: sharedStage().url.replace('127.0.0.1', 'localhost') });

journey('a resident sets up a passkey in 我的, is told of it, signs in without a code, and removes it', async () => {
  const phone = await onPhone(named(), null);
  const device = await giveDevice(phone);
  const number = rarePhone();
  await askCode(phone, number);
  await enterCode(phone);
  await phone.getByRole('textbox', { name: t('registerName') }).fill(NAME);
  await phone.getByRole('button', { name: t('registerVillage') }).click();
  await chooseVillage(phone.getByRole('dialog'), '原隆');
  await phone.getByRole('button', { name: t('registerSend') }).click();
  await phone.getByRole('heading', { name: NAME }).waitFor();

  await phone.getByRole('button', { name: t('passkeyAdd') }).click();
  await phone.getByText(t('passkeyAdded')).waitFor();
  await phone.getByText(/您的账号加了一个通行密钥/).waitFor();
  expect(await device.keys()).toBe(1);
  await phone.getByRole('button', { name: t('signOut'), exact: true }).click();
  await phone.getByRole('link', { name: home('doorFile') }).waitFor();
  await expect.poll(() => whoIs(phone)).toBeUndefined();

  // Whoever the device does not recognise stays outside, and is told what else there is.
  await device.knowsOwner(false);
  await phone.goto('/sign-in?then=/me');
  await phone.getByRole('button', { name: t('passkeyEnter') }).click();
  await phone.getByText(t('passkeyFailed')).waitFor();
  expect(await whoIs(phone)).toBeUndefined();
  await device.knowsOwner(true);
  await phone.getByRole('button', { name: t('passkeyEnter') }).click();
  await phone.getByRole('heading', { name: NAME }).waitFor();
  expect(await whoIs(phone)).toBe(NAME);

  await phone.getByRole('button', { name: t('passkeyRemove'), exact: true }).click();
  await phone.getByText(/您的账号去掉了一个通行密钥/).waitFor();
  await phone.getByRole('button', { name: t('signOut'), exact: true }).click();
  await phone.getByRole('link', { name: home('doorFile') }).waitFor();
  await phone.goto('/sign-in?then=/me');
  await phone.getByRole('button', { name: t('passkeyEnter') }).click();
  await phone.getByText('通行密钥没有通过').waitFor();
  expect(await whoIs(phone)).toBeUndefined();
});

journey(
  'a code read off the phone is refused in another browser with a plain sentence, and still good where it was asked for',
  async () => {
    const [owner, thief] = [await onPhone(sharedStage(), null), await onPhone(sharedStage(), null)];
    const number = rarePhone();
    await askCode(owner, number);
    const code = (await owner.getByText(/演示：验证码是/).textContent())?.match(/\d{6}/)?.[0] ?? '';
    // The thief's own request for the same phone must wait; with a phone of theirs they get a page to type a code into.
    await askCode(thief, rarePhone());
    await thief.route('**/api/accounts/signInWithCode', (route) => {
      const sent = route.request().postDataJSON() as object;
      return route.continue({ postData: JSON.stringify({ ...sent, phone: number }) });
    });
    await thief.getByRole('textbox', { name: t('code') }).fill(code);
    await thief.getByRole('button', { name: t('enter'), exact: true }).click();
    await thief.getByText(/不是在这里要的/).waitFor();
    await enterCode(owner);
    await owner.getByRole('textbox', { name: t('registerName') }).waitFor();
  },
);
