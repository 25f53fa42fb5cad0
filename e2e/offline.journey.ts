import { expect } from 'vitest';
import type { MyMatter } from '../domain/matters/contract.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { addPhoto, draftsKept, openFiling, phonePhoto, untilFetched } from './portal.ts';
import { doAs, journey, onPhone, sharedStage, unheard, watch } from './stage.ts';

journey('filing survives a dropped network and a closed tab, and arrives exactly once', async () => {
  const words = unheard('西边机井的水泵响得睡不着');
  const phone = await onPhone(sharedStage(), 'resident');
  const context = phone.context();
  const mine = async () =>
    (await doAs<{ matters: MyMatter[] }>(phone, 'matters.mine', {})).matters.filter((matter) => matter.title.includes(words));
  await phone.goto('/');
  await untilFetched(phone);
  await openFiling(phone);
  await untilFetched(phone);

  // The network goes in the middle of the form; then the tab is closed.
  await context.setOffline(true);
  await phone.getByRole('textbox', { name: t('what') }).fill(words);
  await addPhoto(phone, await phonePhoto());
  await phone.getByText(home('offline')).first().waitFor();
  await expect.poll(() => phone.evaluate(draftsKept)).toEqual([{ words, photos: 1 }]);
  await phone.close();

  // Opened again, what was written is still there.
  await context.setOffline(false);
  const again = await context.newPage();
  watch(again, 'again');
  await again.goto('/file');
  await again.getByText(t('draftKept')).waitFor();
  expect(await again.getByRole('textbox', { name: t('what') }).inputValue()).toBe(words);
  await again.getByRole('img').first().waitFor();
  await untilFetched(again);

  // Sent without a network: kept, said plainly, and still kept when this tab is closed too.
  await context.setOffline(true);
  await again.getByRole('button', { name: t('submit') }).click();
  await again.getByText(t('waitingTitle')).first().waitFor();
  await again.getByText(words).first().waitFor();
  await again.close();
  await context.setOffline(false);
  const last = await context.newPage();
  watch(last, 'last');
  // The answer to the first try is lost on the way, though the server has it: the second try must not file again.
  let tries = 0;
  await context.route('**/api/matters/file', async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await last.goto('/');
  // The pause before the second try is fifteen seconds.
  await last.getByText(home('sent')).waitFor({ timeout: 40_000 });
  await last.getByRole('link', { name: home('sentSee') }).click();
  await last.getByText(t('filedLead')).first().waitFor();

  // A page that comes back to the network, and is opened twice more, sends nothing anew.
  await context.setOffline(true);
  await context.setOffline(false);
  await last.goto('/');
  await untilFetched(last);
  expect(tries).toBe(2);
  expect(await mine()).toHaveLength(1);
});
