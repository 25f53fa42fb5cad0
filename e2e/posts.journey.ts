import { expect } from 'vitest';
import { say } from '../web/office/posts/messages.ts';
import { say as shellWords } from '../web/office/shell/messages.ts';
import { atDesk, journey, onPhone, sharedStage } from './stage.ts';

const URL = '/office/posts';

journey(
  'the yearly list of posts: the head confirms one in a touch, also after the network was away, and finds it among the confirmed',
  async () => {
    const head = await atDesk(sharedStage(), 'station');
    await head.goto(URL);
    const table = head.getByRole('table', { name: say('waiting') });
    const rows = table.getByRole('row').filter({ has: head.getByRole('button', { name: /还要$/ }) });
    await rows.first().waitFor();
    const count = await rows.count();
    const name = await rows.first().getByRole('rowheader').innerText();
    await head.context().setOffline(true);
    await rows.first().getByRole('button').first().click();
    await rows.first().getByRole('alert').waitFor();
    expect(await rows.count()).toBe(count);
    await head.context().setOffline(false);
    await rows.first().getByRole('button', { name: /还要$/ }).click();
    await head.getByText(say('done')).first().waitFor();
    await expect.poll(() => rows.count()).toBe(count - 1);
    await head.getByRole('link', { name: say('confirmed') }).click();
    await head
      .getByRole('table', { name: say('confirmed') })
      .getByRole('rowheader', { name })
      .first()
      .waitFor();
  },
);

journey('an administrator sees the posts no head answers for, not how often anybody works, and cannot confirm the own post', async () => {
  const desk = await onPhone(sharedStage(), 'administrator');
  await desk.goto(URL);
  const table = desk.getByRole('table', { name: say('waiting') });
  await table.getByRole('rowheader').first().waitFor();
  const own = table.getByRole('row').filter({ hasText: '自己的岗位不能自己确认' });
  const more = desk.getByRole('button', { name: shellWords('loadMore') });
  // How many come before it follows the day: on the first of the list's month all of them are open.
  while (!(await own.count())) {
    await more.click();
    await expect.poll(async () => (await more.count()) + (await own.count())).toBeGreaterThan(0);
  }
  expect(await own.getByRole('button').count()).toBe(0);
  await table
    .getByRole('button', { name: say('end') })
    .first()
    .click();
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: say('end') })
    .waitFor();
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
});

journey('others do not find the list in their menu', async () => {
  const clerk = await atDesk(sharedStage(), 'window');
  await clerk.goto(URL);
  await clerk.getByText(shellWords('notAllowed')).waitFor();
  await expect.poll(() => clerk.getByRole('link', { name: say('title') }).count()).toBe(0);
});
