import { expect } from 'vitest';
import { say } from '../web/office/break-glass/messages.ts';
import { t as looks } from '../web/portal/looks/messages.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

journey('in an emergency one asks, another agrees, the entry opens and closes, the resident knows, oversight reviews it', async () => {
  const stage = sharedStage();
  const words = unheard('汛情来了，联系不上老人');
  const administrator = await atDesk(stage, 'administrator');
  const worker = await atDesk(stage, 'grid-worker');
  // Off until the county switches it on.
  const { minutes } = await doAs<{ minutes: number }>(worker, 'breakGlass.mine', {});
  await worker.goto('/office/break-glass');
  if (minutes === 0) await worker.getByText(say('off')).waitFor();
  const parameter = { key: 'break-glass.minutes', value: 30, territory: '640121', validFrom: today(), source: '县里的通知第 3 号' };
  await doAs(administrator, 'policy.setParameter', parameter);

  await worker.goto('/office/break-glass');
  // There are several of that name in the village; the number of the family is one.
  await worker.getByLabel(say('name'), { exact: true }).fill('马桂英');
  await worker.getByRole('combobox', { name: say('village') }).fill('木兰');
  await worker.getByTitle('木兰村').first().click();
  await worker.getByRole('radio', { name: '避险撤离' }).check();
  await worker.getByLabel(say('words')).fill(words);
  await worker.getByRole('button', { name: say('send') }).click();
  await worker.getByText(say('several')).waitFor();
  await worker.getByRole('radio', { name: say('byPhone') }).check();
  await worker.getByRole('textbox', { name: say('phone') }).fill('15409510002');
  await worker.getByRole('button', { name: say('send') }).click();
  await worker.getByText(say('sent')).waitFor();
  const asked = worker.getByRole('listitem').filter({ hasText: words });
  await asked.getByText(say('waiting')).waitFor();
  // Nothing of the person before somebody agreed.
  expect(await worker.getByRole('main').innerText()).not.toMatch(/154\d{8}/);

  const dispatcher = await atDesk(stage, 'dispatcher');
  await dispatcher.goto('/office/break-glass?part=confirm');
  const waiting = dispatcher.getByRole('listitem').filter({ hasText: words });
  await waiting.getByText('木兰村').first().waitFor();
  await waiting.getByRole('button', { name: say('agree', { minutes: 30 }) }).click();
  await dispatcher.getByText(say('agreed')).waitFor();

  await worker.reload();
  await asked.getByRole('link', { name: say('look') }).click();
  await worker.getByText('马桂英').first().waitFor();
  await worker.getByText(say('minutesLeft', { reason: '避险撤离', minutes: 30 })).waitFor();
  expect(await worker.locator('a[href^="tel:"]').first().innerText()).toMatch(/^\d{11}$/);

  // The resident has the notice and finds the look, on her phone.
  const elder = await onPhone(stage, 'elder');
  const { items } = await doAs<{ items: { kind: string; text: string }[] }>(elder, 'messages.inbox', {});
  const notice = items.find(({ kind }) => kind === 'glass');
  for (const part of ['李建军', '赵志明', '避险撤离']) expect(notice?.text).toContain(part);
  await elder.goto('/looks');
  const look = elder.getByRole('listitem').filter({ hasText: '紧急查看 · 看登记信息' }).filter({ hasText: words });
  await look.first().getByText('赵志明').waitFor();
  await look
    .first()
    .getByRole('button', { name: looks('unclear') })
    .waitFor();

  await worker.getByRole('button', { name: say('shut') }).click();
  await worker.getByText(say('ended')).waitFor();
  await worker.reload();
  await worker.getByText('查看的时间已经结束').waitFor();
  await worker.getByRole('link', { name: say('back') }).waitFor();

  const supervisor = await atDesk(stage, 'supervisor');
  await supervisor.goto('/office/break-glass?part=review');
  const opening = supervisor.getByRole('listitem').filter({ hasText: words });
  await opening.getByText(say('looks', { count: 1 })).waitFor();
  await opening.getByRole('radio', { name: '确有必要' }).check();
  await opening.getByLabel(say('verdictWords')).fill('当晚有洪水预警');
  await opening.getByRole('button', { name: say('verdictSend') }).click();
  await opening.getByText('当晚有洪水预警').waitFor();
  await opening.getByRole('button', { name: say('verdictSend') }).waitFor({ state: 'hidden' });
});
