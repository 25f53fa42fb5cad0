import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { say as signInWords } from '../web/office/accounts/messages.ts';
import { say as meWords } from '../web/office/me/messages.ts';
import { say as shellWords } from '../web/office/shell/messages.ts';
import { callAs } from './demo-server.ts';
import { giveDevice } from './device.ts';
import { atDesk, doAs, journey, sharedStage } from './stage.ts';

const USERNAME = 'demo-office';
const KEY = '办公室电脑';

async function signOut(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: shellWords('account') }).click();
  await desk.getByRole('menuitem', { name: shellWords('signOut') }).click();
  await desk.getByRole('heading', { name: signInWords('signInTitle') }).waitFor();
}

async function tryPasskey(desk: Page): Promise<void> {
  await desk.getByRole('textbox', { name: signInWords('username') }).fill(USERNAME);
  await desk.getByRole('button', { name: signInWords('passkey') }).click();
}

const whoIs = async (desk: Page) => (await doAs<{ actor: { kind: string; name?: string } | null }>(desk, 'accounts.me', {})).actor;

journey('a clerk adds a passkey, signs out, and signs in with it; once removed it opens nothing', async () => {
  // Passkeys belong to a name; an address of numbers has none.
  const stage = { url: sharedStage().url.replace('127.0.0.1', 'localhost') };
  const desk = await atDesk(stage, 'office');
  const device = await giveDevice(desk);
  // What a try before this one left.
  const { passkeys } = await doAs<{ passkeys: { id: string }[] }>(desk, 'accounts.passkeys', {});
  for (const { id } of passkeys) await doAs(desk, 'accounts.removePasskey', { id });
  await desk.goto('/office/me');
  await desk.getByText(meWords('passkeysNone')).waitFor();
  await desk.getByRole('textbox', { name: meWords('passkeyName') }).fill(KEY);
  await desk.getByRole('button', { name: meWords('passkeyAdd') }).click();
  await desk.getByText(meWords('passkeyNever')).waitFor();
  expect(await device.keys()).toBe(1);
  const name = (await whoIs(desk))?.name;
  expect(name).toBe('吴勇');

  // Whoever the device does not recognise stays outside, and is told what else there is.
  await signOut(desk);
  expect((await whoIs(desk))?.name).toBeUndefined();
  await device.knowsOwner(false);
  await tryPasskey(desk);
  await desk.getByText(signInWords('passkeyFailed')).waitFor();
  expect((await whoIs(desk))?.name).toBeUndefined();

  await device.knowsOwner(true);
  await tryPasskey(desk);
  await desk.getByRole('button', { name: shellWords('account') }).waitFor();
  expect((await whoIs(desk))?.name).toBe(name);

  await desk.goto('/office/me');
  const kept = desk.getByRole('listitem').filter({ hasText: KEY });
  await kept.waitFor();
  expect(await kept.textContent()).not.toContain(meWords('passkeyNever'));
  await kept.getByRole('button', { name: meWords('passkeyRemove') }).click();
  await desk.getByText(meWords('passkeysNone')).waitFor();

  await signOut(desk);
  await tryPasskey(desk);
  await expect.poll(() => desk.locator('form').getByRole('alert').or(desk.locator('form').getByRole('status')).count()).toBeGreaterThan(0);
  expect((await whoIs(desk))?.name).toBeUndefined();
  const { status } = await callAs(desk.context(), 'accounts.passkeys', {});
  expect(status).toBe(401);
});
