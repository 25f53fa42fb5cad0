import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { FACTOR_CHOICES } from '../domain/accounts/second-factor.ts';
import { say } from '../web/office/accounts/messages.ts';
import { say as me } from '../web/office/me/messages.ts';
import { say as policy } from '../web/office/policy/messages.ts';
import { say as shell } from '../web/office/shell/messages.ts';
import { findings, tooWide } from './every-screen.ts';
import { atDesk, doAs, journey, onPhone, sharedStage } from './stage.ts';

/** Far from where the other journeys act. */
const TOWNSHIP = '640121103';
const PASSWORD = 'a quiet greenhouse';

/** A clerk of the other township with a password, and nothing else yet. */
async function newClerk(administrator: Page): Promise<string> {
  const found = await doAs<{ items: { id: string; territory: string }[] }>(administrator, 'bodies.search', { kinds: ['township-centre'] });
  const centre = found.items.find(({ territory }) => territory === TOWNSHIP);
  if (!centre) throw new Error('the township has no centre');
  const username = `clerk${Date.now().toString(36)}`;
  const post = { bodyId: centre.id, role: 'window-clerk', territory: TOWNSHIP };
  const { link } = await doAs<{ link: string }>(administrator, 'accounts.create', { username, name: '石桂兰', post });
  await doAs(administrator, 'accounts.useResetLink', { token: new URL(link).hash.slice(1), password: PASSWORD });
  return username;
}

async function typeIn(page: Page, username: string): Promise<void> {
  await page.goto('/office/sign-in?next=/intake');
  await page.getByLabel(say('username')).fill(username);
  await page.getByLabel(say('password'), { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: say('signIn'), exact: true }).click();
}

const codeOf = (secret: string, secondsOn = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + secondsOn * 1000 });

journey('a county demands the second step; a clerk sets it up in three steps, and is asked for it the next time', async () => {
  const stage = sharedStage();
  const administrator = await atDesk(stage, 'administrator');
  const username = await newClerk(administrator);

  // The demo asks it of nobody; the administrator chooses for one township, in words.
  await administrator.goto('/office/policy');
  const row = administrator.getByRole('row').filter({ hasText: '哪些岗位登录要有第二步' });
  await row.locator('strong', { hasText: FACTOR_CHOICES[0] }).waitFor();
  await doAs(administrator, 'policy.setParameter', {
    key: 'accounts.second-factor',
    territory: TOWNSHIP,
    value: 2,
    validFrom: (await doAs<{ setup: { today: { date: string } } }>(administrator, 'accounts.me', {})).setup.today.date,
    source: '县里规定',
  });
  await row.getByRole('button', { name: policy('setNew') }).click();
  const dialog = administrator.getByRole('dialog');
  for (const choice of FACTOR_CHOICES) await dialog.getByRole('radio', { name: choice, exact: true }).waitFor();

  for (const enter of [atDesk, onPhone]) {
    const page = await enter(stage, null);
    await typeIn(page, username);
    await page.getByRole('heading', { name: say('factorTitle') }).waitFor();
    await page.getByRole('img', { name: me('totpQr') }).waitFor();
    expect(await findings(page, 'second factor')).toEqual([]);
    expect(await tooWide(page)).toBe(0);
    // No other page opens, whatever is typed into the address.
    await page.goto('/office/people');
    await page.getByRole('heading', { name: say('factorTitle') }).waitFor();
  }

  const desk = await atDesk(stage, null);
  await typeIn(desk, username);
  const secret = desk.locator('code.secret');
  await expect.poll(() => secret.textContent()).toMatch(/^[A-Z2-7]{16,}$/);
  const key = (await secret.textContent()) as string;
  await desk.getByLabel(me('totpCode')).fill('000000');
  await desk.getByRole('button', { name: say('factorDo') }).click();
  await desk.getByText('动态码不对').waitFor();
  await desk.getByLabel(me('totpCode')).fill(codeOf(key));
  await desk.getByRole('button', { name: say('factorDo') }).click();
  // Where they wanted to go.
  await desk.waitForURL('**/office/intake');
  await desk.getByRole('button', { name: shell('account') }).waitFor();

  const again = await onPhone(stage, null);
  await typeIn(again, username);
  await again.getByLabel(say('totp')).fill(codeOf(key, 30));
  await again.getByRole('button', { name: say('signIn'), exact: true }).click();
  await again.waitForURL('**/office/intake');
});
