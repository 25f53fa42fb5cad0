import { expect } from 'vitest';
import { t as outbox } from '../web/field/outbox/messages.ts';
import { t as people } from '../web/field/people/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { signInAs } from './demo-server.ts';
import { deviceOf, GRID, largePhoto, openAgain, ready, reportTrouble, rowsLeft, takeStep, typePin, WORKER } from './field.ts';
import { addPhoto } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, watch } from './stage.ts';

interface QueueAnswer {
  items: { id: string; title: string }[];
}

journey('a day without a network: reported, looked up, closed and opened again, and arrived once in the evening', async () => {
  const words = `西渠闸口的护栏被撞歪了${Date.now()}`;
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  const filed = async () => (await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: words, limit: 200 })).items.length;
  await ready(phone);

  await context.setOffline(true);
  await phone.getByText(t('offline')).first().waitFor();
  await reportTrouble(phone, words);
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  await phone.getByRole('link', { name: t('residents') }).click();
  await phone.getByRole('searchbox', { name: people('search') }).waitFor();
  await phone.close();

  // The app is opened from nothing, still without a network.
  const again = await openAgain(context);
  watch(again, 'again');
  await again.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  await expect.poll(() => again.getByText(outbox('waitingShort'), { exact: true }).count()).toBe(1);

  await context.setOffline(false);
  await again.getByRole('status').getByText(t('barNothing')).waitFor();
  expect(await filed()).toBe(1);
  await again.getByRole('link', { name: new RegExp(t('barOpen')) }).click();
  await again.getByText(outbox('emptyWords')).waitFor();
  expect(await filed()).toBe(1);
});

journey(
  'one matter signed and answered without a network, in order; somebody in the office is faster with another, and both values stand',
  async () => {
    const stage = sharedStage();
    const phone = await onPhone(stage, WORKER);
    const context = phone.context();
    const station = await atDesk(stage, 'station');
    const [mine, ours] = [`三排路口堆了一堆沙子${Date.now()}`, `村部门口的灯不亮了${Date.now()}`];
    const file = (words: string) =>
      doAs<{ id: string }>(phone, 'matters.file', {
        words,
        category: 'roads.lamp',
        village: GRID.slice(0, 12),
        grid: GRID,
        channel: 'field',
      });
    const [own, shared] = [await file(mine), await file(ours)];
    await ready(phone);

    await context.setOffline(true);
    await takeStep(phone, mine, '签收，开始办理');
    await takeStep(phone, mine, '答复群众', '已经请人拉走了。');
    await takeStep(phone, ours, '答复群众', '灯泡明天换。');
    await phone.getByText(t('barWaitingOffline', { n: 3 })).waitFor();
    await doAs(station, 'matters.answer', { id: shared.id, seq: 1, words: '今天上午已经换好。' });

    await context.setOffline(false);
    await phone.getByText(t('barAside', { n: 1 })).waitFor();
    const story = async (id: string) =>
      (await doAs<{ story: { step: string }[] }>(station, 'matters.view', { id })).story.map(({ step }) => step);
    await expect.poll(() => story(own.id)).toEqual(['file', 'sign', 'answer']);
    expect(await story(shared.id)).toEqual(['file', 'answer']);

    // Mine and theirs side by side; then mine is let go.
    await phone.getByRole('link', { name: new RegExp(t('barOpen')) }).click();
    await phone.getByRole('link', { name: ours }).click();
    await phone.getByText('灯泡明天换。').waitFor();
    await phone.getByText(/今天上午已经换好/).waitFor();
    await phone.getByRole('button', { name: outbox('drop') }).click();
    await phone.getByRole('button', { name: outbox('dropYes') }).click();
    await phone.getByRole('status').getByText(t('barNothing')).waitFor();
  },
);

journey('a refusal is set aside with its reason, the rest goes out, and the mended one is sent again', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  const [bad, good] = [`井盖响得很${Date.now()}`, `渠边草太高${Date.now()}`];
  // What the form lets through and the server refuses: as when the rules changed while the phone was away.
  await context.route('**/api/matters/file', async (route) => {
    const input = route.request().postDataJSON() as { words: string; address: string };
    if (!input.words.startsWith('井盖') || input.address) return route.continue();
    return route.fulfill({
      status: 400,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: '/problems/invalid-input',
        title: '有些内容需要改一改。',
        status: 400,
        errors: [{ path: 'address', message: '请写明地点' }],
      }),
    });
  });
  await context.setOffline(true);
  await reportTrouble(phone, bad);
  await reportTrouble(phone, good);
  await context.setOffline(false);
  await phone.getByText(t('barAside', { n: 1 })).waitFor();
  await expect.poll(async () => (await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: good })).items.length).toBe(1);
  await phone.getByRole('link', { name: new RegExp(t('barOpen')) }).click();
  await phone.getByRole('link', { name: bad }).click();
  await phone.getByText('请写明地点').waitFor();
  await phone.getByRole('link', { name: outbox('mend') }).click();
  await phone.getByRole('textbox', { name: report('address') }).fill('三排西头');
  await phone.getByRole('button', { name: report('mended') }).click();
  await phone.getByRole('status').getByText(t('barNothing')).waitFor();
  expect((await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: bad })).items).toHaveLength(1);
});

journey('killed while sending a photo: opened again it goes on, and arrives once with its photo', async () => {
  const words = `沟里有个大坑${Date.now()}`;
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  await context.setOffline(true);
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).fill(words);
  await addPhoto(phone, await largePhoto());
  await phone.getByRole('img').first().waitFor();
  await phone.getByRole('button', { name: report('sendOffline') }).click();
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();

  // The page dies after the first part of the photo, and once more when the server has filed but the answer is on its way.
  let parts = 0;
  await context.route('**/api/files/parts/**', async (route) => {
    parts += 1;
    if (parts === 2) await phone.close();
    else await route.continue().catch(() => undefined);
  });
  await context.setOffline(false);
  await expect.poll(() => phone.isClosed()).toBe(true);
  let filings = 0;
  await context.route('**/api/matters/file', async (route) => {
    filings += 1;
    if (filings > 1) return route.continue();
    await route.fetch();
    await Promise.all(context.pages().map((page) => page.close()));
  });
  // The second death may come while the phone is still being opened.
  await openAgain(context).catch(() => undefined);
  await expect.poll(() => context.pages().length).toBe(0);
  const last = await openAgain(context);
  watch(last, 'last');
  await last.getByText(t('barNothing')).waitFor();
  expect(filings).toBe(2);
  const { items } = await doAs<QueueAnswer>(last, 'matters.queue', { tab: 'all', q: words });
  expect(items).toHaveLength(1);
  const view = await doAs<{ files: { kind: string }[] }>(last, 'matters.view', { id: items[0]?.id });
  expect(view.files.map(({ kind }) => kind)).toEqual(['photo']);
});

journey(
  'a wrong PIN does not open, the right one does; signed out meanwhile nothing is lost, and another’s sign-in does not send it',
  async () => {
    const stage = sharedStage();
    const words = `树倒在路上${Date.now()}`;
    const phone = await onPhone(stage, WORKER);
    const context = phone.context();
    const office = await atDesk(stage, 'dispatcher');
    const arrived = async () => (await doAs<QueueAnswer>(office, 'matters.queue', { tab: 'all', q: words })).items.length;
    await ready(phone);
    await context.setOffline(true);
    await reportTrouble(phone, words);
    await phone.close();
    await context.setOffline(false);
    await context.clearCookies();

    const again = await context.newPage();
    watch(again, 'again');
    await again.goto('/field/');
    await typePin(again, '135799');
    await again.getByText(t('pinWrong', { n: 9 })).waitFor();
    expect(await again.getByText(words).count()).toBe(0);
    await typePin(again);
    await again.getByText(t('signInAgain')).first().waitFor();
    expect(await arrived()).toBe(0);

    // Somebody else signs in on this browser: their session does not carry this worker's words.
    await signInAs(again, 'station-worker');
    await again.reload();
    await typePin(again);
    await again.getByText(t('signInOther')).waitFor();
    expect(await arrived()).toBe(0);
    await again.getByText(words).first().waitFor();

    await signInAs(again, WORKER);
    await again.reload();
    await typePin(again);
    await again.getByRole('status').getByText(t('barNothing')).waitFor();
    expect(await arrived()).toBe(1);
  },
);

journey('a lost phone is emptied on order, locked as it is', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, WORKER);
  const context = phone.context();
  await ready(phone);
  const own = await phone.evaluate(deviceOf);
  const other = await onPhone(stage, WORKER);
  await phone.reload();
  await phone.getByRole('button', { name: t('unlock') }).waitFor();
  await context.clearCookies();
  await doAs(other, 'field.wipe', { device: own });
  await phone.reload();
  await phone.getByText(t('emptied')).waitFor();
  expect(await phone.evaluate(rowsLeft)).toEqual([0, 0]);
  const state = async () => {
    const { devices } = await doAs<{ devices: { id: string; state: string }[] }>(other, 'field.devices', {});
    return devices.find(({ id }) => id === own)?.state;
  };
  // The phone says so once it is empty.
  await expect.poll(state).toBe('wiped');
});
