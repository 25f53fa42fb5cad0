import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { say as signInWords } from '../web/office/accounts/messages.ts';
import { say as frame } from '../web/office/shell/messages.ts';
import { t as accounts } from '../web/portal/accounts/messages.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { callAs } from './demo-server.ts';
import { inStores, rareWord } from './left-behind.ts';
import { draftsKept, openFiling, untilFetched, write } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard, watch } from './stage.ts';

/** Ends the sign-in of a page from another browser of the same person, and no other of theirs. */
async function endFrom(elsewhere: Page, page: Page): Promise<void> {
  const { sessions } = await doAs<{ sessions: { id: string; current: boolean }[] }>(page, 'accounts.sessions', {});
  const { status } = await callAs(elsewhere.context(), 'accounts.endSession', { id: sessions.find(({ current }) => current)?.id });
  expect(status).toBe(200);
}

interface Me {
  actor: { name: string; accountId: string } | null;
}
const whoIs = async (page: Page) => (await doAs<Me>(page, 'accounts.me', {})).actor;
/** Everything a page shows and says, titles included. */
const shown = (page: Page) =>
  page.evaluate(() => `${document.title} ${document.documentElement.innerText} ${document.documentElement.innerHTML}`);

journey(
  'a resident signs out without a network: nothing of them stays, the page says how it stands, and the server hears of it later',
  async () => {
    const phone = await onPhone(sharedStage(), 'resident');
    const context = phone.context();
    const name = (await whoIs(phone))?.name as string;
    const words = rareWord();
    await openFiling(phone);
    await write(phone, `门前${words}了`, '原隆');
    await expect.poll(() => phone.evaluate(draftsKept)).toMatchObject([{ words: `门前${words}了` }]);
    // One visit, so that the page holds in memory what it has shown.
    const { matters } = await doAs<{ matters: { title: string }[] }>(phone, 'matters.mine', {});
    const title = matters[0]?.title as string;
    await phone.goto('/');
    await phone.getByRole('link', { name: home('doorMine') }).click();
    await phone.getByText(title).first().waitFor();
    await phone.goBack();
    await phone.getByRole('link', { name: accounts('me'), exact: true }).click();
    await phone.getByRole('heading', { name }).waitFor();
    await untilFetched(phone);
    expect(await shown(phone)).toContain(name);

    await context.setOffline(true);
    await phone.getByRole('button', { name: accounts('signOut'), exact: true }).click();
    await phone.getByText(home('left')).waitFor();
    await phone.getByText(/90 天/).waitFor();
    expect(await shown(phone)).not.toContain(name);
    await expect.poll(() => phone.evaluate(draftsKept)).toEqual([]);
    expect(await inStores(phone, { name, words, title })).toEqual([]);
    // Nor does it lie in the memory of the page, to be shown where it was shown before.
    await phone.getByRole('link', { name: home('doorMine') }).click();
    await phone.getByRole('link', { name: t('mineByCode') }).waitFor();
    expect(await shown(phone)).not.toContain(title);
    await phone.goBack();
    // The server does not know yet: the network was really off.
    expect((await whoIs(phone))?.name).toBe(name);

    // A page opened anew asks nothing in the name of whoever left, as long as the server could not be told.
    await context.route('**/api/accounts/signOut', (route) => route.abort('connectionfailed'));
    const asked: string[] = [];
    context.on('request', (request) => request.url().includes('/api/') && asked.push(new URL(request.url()).pathname));
    await context.setOffline(false);
    await phone.goto('/');
    await phone.getByText(home('left')).waitFor();
    expect(await shown(phone)).not.toContain(name);
    expect(asked.filter((path) => path !== '/api/accounts/signOut')).toEqual([]);

    // Once it can be told it is, by itself, and the cookie is gone.
    await context.unroute('**/api/accounts/signOut');
    await phone.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect.poll(() => whoIs(phone)).toBeNull();
    await phone.getByText(home('left')).waitFor({ state: 'hidden' });
    await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toEqual([]);
    expect(await phone.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('leaving')))).toEqual([]);
    // Going back shows nothing of before either.
    await phone.goBack();
    await phone.locator('#root > *').first().waitFor();
    await phone.waitForTimeout(1_000);
    for (const gone of [name, title]) expect(await shown(phone)).not.toContain(gone);
  },
);

journey('a sign-out in one tab clears the other, and one that the owner ended elsewhere clears the page like a sign-out', async () => {
  const phone = await onPhone(sharedStage(), 'elder');
  const context = phone.context();
  const name = (await whoIs(phone))?.name as string;
  const other = await context.newPage();
  watch(other, 'other');
  for (const page of [phone, other]) {
    await page.goto('/me');
    await page.getByRole('heading', { name }).waitFor();
  }
  await phone.getByRole('button', { name: accounts('signOut'), exact: true }).click();
  await phone.getByRole('link', { name: home('doorFile') }).waitFor();
  await other.getByRole('link', { name: home('doorFile') }).waitFor();
  for (const page of [phone, other]) expect(await shown(page)).not.toContain(name);
  await expect.poll(() => whoIs(phone)).toBeNull();
  await other.close();

  const again = await onPhone(sharedStage(), 'elder');
  const words = rareWord();
  await openFiling(again);
  await again.getByRole('textbox', { name: t('what') }).fill(`门前${words}了`);
  await expect.poll(() => again.evaluate(draftsKept)).toHaveLength(1);
  await again.goto('/me');
  await again.getByRole('heading', { name }).waitFor();
  // Ended from another phone of the same account.
  await endFrom(await onPhone(sharedStage(), 'elder'), again);
  await again.getByRole('link', { name: accounts('looks') }).click();
  await again.getByText(accounts('ended')).waitFor();
  expect(await again.getByRole('heading', { name }).count()).toBe(0);
  await expect.poll(() => again.evaluate(draftsKept)).toEqual([]);
});

journey('a clerk signs out without a network: the office is gone from the page, and comes back as a sign-in page', async () => {
  const desk = await atDesk(sharedStage(), 'station');
  const context = desk.context();
  const name = (await whoIs(desk))?.name as string;
  const title = unheard('渠边的水闸关不上');
  const filed = await doAs<{ id: string }>(desk, 'matters.file', {
    words: title,
    category: 'roads.lamp',
    village: '640121104205',
    channel: 'counter',
    contact: { name: '马丽花', phone: '13895010000' },
  });
  await desk.goto(`/office/matters/${filed.id}`);
  await desk.getByRole('heading', { name: title }).waitFor();
  await context.setOffline(true);
  await desk.getByRole('button', { name: frame('account') }).click();
  await desk.getByRole('menuitem', { name: frame('signOut') }).click();
  await desk.getByText(frame('left')).waitFor();
  await desk.getByText(/12 小时/).waitFor();
  for (const gone of [name, title, '马丽花', '13895010000']) expect(await shown(desk)).not.toContain(gone);
  expect((await whoIs(desk))?.name).toBe(name);
  await context.setOffline(false);
  await desk.getByRole('heading', { name: signInWords('signInTitle') }).waitFor();
  await expect.poll(() => whoIs(desk)).toBeNull();

  // Ended by an administrator or elsewhere: the next thing asked clears the page, and the way leads back after signing in.
  const again = await atDesk(sharedStage(), 'station');
  await again.goto(`/office/matters/${filed.id}`);
  await again.getByRole('heading', { name: title }).waitFor();
  await endFrom(await atDesk(sharedStage(), 'station'), again);
  await again
    .getByRole('link', { name: frame('navStatistics') })
    .first()
    .click();
  await again.getByRole('heading', { name: signInWords('signInTitle') }).waitFor();
  // The names of the demo's people stand on its sign-in page.
  expect(await shown(again)).not.toContain(title);
});
