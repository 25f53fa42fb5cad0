import { expect } from 'vitest';
import { EXTENSION_GROUNDS } from '../domain/matters/appeal/refusal-grounds.ts';
import type { MatterView } from '../domain/matters/contract.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { chooseBody, openFromQueue, said, take, titleOf } from './office.ts';
import { lookAt } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

const YUANLONG = '640121104205';

journey('a lead asks another body for help, asks for more time, gets it, and answers', async () => {
  const words = unheard('巷子口排水井盖塌了半边');
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const { id } = await doAs<{ id: string }>(phone, 'matters.file', { words, category: 'roads.lamp', village: YUANLONG });
  const station = await atDesk(stage, 'station');
  await doAs(station, 'matters.pass-up', { id, seq: 1, words: '村里修不了。' });
  const dispatcher = await atDesk(stage, 'dispatcher');
  const { targets } = await doAs<{ targets: { id: string; name: string; suggested: boolean }[] }>(dispatcher, 'matters.targets', {
    id,
    step: 'assign',
  });
  const housingBody = targets.find((target) => target.suggested);
  await doAs(dispatcher, 'matters.assign', { id, seq: 2, body: housingBody?.id });

  const housing = await atDesk(stage, 'housing');
  await openFromQueue(housing, words);
  await take(housing, 'sign');
  await take(housing, 'ask-help', async (form) => {
    await form.getByRole('searchbox', { name: matterWords('bodySearch') }).fill('gongdian');
    await expect.poll(() => form.getByRole('radio').count()).toBe(1);
    await chooseBody(form, '供电公司');
    await form.getByLabel(matterWords('wordsHelp')).fill('请把井边的线杆先扶正。');
  });

  // The helper sees the request and answers the lead, not the resident.
  const power = await atDesk(stage, 'power');
  await openFromQueue(power, words);
  await power.getByText('请把井边的线杆先扶正。').first().waitFor();
  await take(power, 'help-answer', (form) => form.getByRole('textbox').first().fill('线杆已经扶正，可以施工。'));
  await lookAt(phone, id);
  expect(await phone.getByText('线杆已经扶正').count()).toBe(0);

  // The lead reads it, and needs more days; only the dispatcher may give them.
  await openFromQueue(housing, words);
  await housing.getByText('线杆已经扶正，可以施工。').first().waitFor();
  const before = await doAs<MatterView>(housing, 'matters.view', { id });
  const [ground] = EXTENSION_GROUNDS;
  await take(housing, 'ask-extension', async (form) => {
    await form.getByText(ground?.name ?? '', { exact: true }).click();
    await form.getByLabel(matterWords('days')).fill('3');
  });
  await dispatcher.goto('/office/board');
  await dispatcher
    .getByRole('region', { name: queueWords('boardExtension') })
    .getByRole('button', { name: words })
    .click();
  await dispatcher.getByText(queueWords('asksDays', { n: 3 })).waitFor();
  await dispatcher
    .locator('form')
    .getByRole('button', { name: titleOf('grant-extension'), exact: true })
    .click();
  await said(dispatcher, matterWords('taken', { step: titleOf('grant-extension') }));
  const granted = await doAs<MatterView>(housing, 'matters.view', { id });
  expect(granted).toMatchObject({ extension: null, extended: 1 });
  expect(Date.parse(granted.deadlines.answer ?? '')).toBeGreaterThanOrEqual(Date.parse(before.deadlines.answer ?? '') + 3 * 86_400_000);

  await openFromQueue(housing, words);
  await take(housing, 'answer', (form) => form.getByLabel(matterWords('wordsAnswer')).fill('井盖换成了加重的。'));
  await lookAt(phone, id);
  await phone.getByText('井盖换成了加重的。').first().waitFor();
});

journey('the station solves one itself', async () => {
  const words = unheard('巷道里的麦草挡了半条路');
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const { id } = await doAs<{ id: string }>(phone, 'matters.file', { words, category: 'clean.lane', village: YUANLONG });
  const station = await atDesk(stage, 'station');
  await openFromQueue(station, words);
  await take(station, 'sign');
  await take(station, 'answer', (form) => form.getByLabel(matterWords('wordsAnswer')).fill('已经请保洁员拉走了。'));
  await lookAt(phone, id);
  await phone.getByText(t('answeredAt'), { exact: true }).first().waitFor();
  const { dispatched, holder, station: own } = await doAs<MatterView>(phone, 'matters.view', { id });
  expect({ dispatched, holder: holder.id }).toEqual({ dispatched: 0, holder: own.id });
});
