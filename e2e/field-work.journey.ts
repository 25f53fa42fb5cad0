import { expect } from 'vitest';
import { t as report } from '../web/field/report/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { t as verifications } from '../web/field/verifications/messages.ts';
import { word } from '../web/kit/words.ts';
import { openAgain, ready, reportTrouble, rowsLeft, WORKER } from './field.ts';
import { newHousehold, newVerification } from './field-work.ts';
import { addPhoto, phonePhoto } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, watch } from './stage.ts';

interface QueueAnswer {
  items: { id: string }[];
}
interface View {
  files: { kind: string }[];
  story: { step: string }[];
}

journey('a photo and a spoken sentence, taken without a network, arrive with the report', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await context.grantPermissions(['microphone']);
  await ready(phone);
  await context.setOffline(true);
  // The only thing that is not real here is the sound: a machine without a microphone gets a tone.
  await phone.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const audio = new AudioContext();
      const tone = audio.createOscillator();
      const ear = audio.createMediaStreamDestination();
      tone.connect(ear);
      tone.start();
      return ear.stream;
    };
  });
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('button', { name: word('voiceStart') }).click();
  await phone.waitForTimeout(1200);
  await phone.getByRole('button', { name: /^说完了/ }).click();
  // A busy machine may have listened longer than the second that was meant.
  await phone.getByLabel(new RegExp(`^${word('voiceDone', { n: '\\d+' })}$`)).waitFor();
  await addPhoto(phone, await phonePhoto());
  const words = `（见录音）${Date.now()}`;
  await phone.getByRole('textbox', { name: report('what') }).fill(words);
  await phone.getByRole('button', { name: report('sendOffline') }).click();
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  await context.setOffline(false);
  await phone.getByRole('status').getByText(t('barNothing')).waitFor();
  const { items } = await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: words });
  const view = await doAs<View>(phone, 'matters.view', { id: items[0]?.id });
  expect(view.files.map(({ kind }) => kind).sort()).toEqual(['photo', 'voice']);
});

journey('two tabs of one phone: one sender, and what is written in one is seen in the other', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  const other = await openAgain(context);
  watch(other, 'other');
  await context.setOffline(true);
  const words = `渡槽漏水${Date.now()}`;
  for (const at of [1, 2, 3]) await reportTrouble(at === 2 ? other : phone, `${words}-${at}`);
  for (const tab of [phone, other]) await tab.getByText(t('barWaitingOffline', { n: 3 })).waitFor();
  let [now, most, all] = [0, 0, 0];
  await context.route('**/api/matters/file', async (route) => {
    now += 1;
    all += 1;
    most = Math.max(most, now);
    await new Promise((done) => setTimeout(done, 150));
    await route.continue();
    now -= 1;
  });
  await context.setOffline(false);
  for (const tab of [phone, other]) await tab.getByRole('status').getByText(t('barNothing')).waitFor();
  expect([all, most]).toEqual([3, 1]);
  expect((await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: words })).items).toHaveLength(3);
});

journey('a phone with hardly any room left says so before photos are taken', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  await ready(phone);
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).waitFor();
  // As soon as the browser has said how much room there is, the page would speak.
  await phone.evaluate(() => navigator.storage.estimate());
  await phone.waitForTimeout(100);
  expect(await phone.getByText(t('nearlyFull')).count()).toBe(0);
  await phone.getByRole('button', { name: word('back') }).click();
  await phone.evaluate(() => {
    navigator.storage.estimate = async () => ({ quota: 100_000_000, usage: 95_000_000 });
  });
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByText(t('nearlyFull')).waitFor();
});

journey('a clock two days ahead: what is done without a network still carries the right time', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await context.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 2 * 86_400_000;
  });
  await ready(phone);
  await phone.close();
  await context.setOffline(true);
  const again = await openAgain(context);
  watch(again, 'again');
  await reportTrouble(again, `涵洞堵了${Date.now()}`);
  await again.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  let madeAt = '';
  await context.route('**/api/matters/file', async (route) => {
    madeAt = route.request().headers()['linli-made-at'] ?? '';
    await route.continue();
  });
  await context.setOffline(false);
  await again.getByRole('status').getByText(t('barNothing')).waitFor();
  expect(Math.abs(Date.parse(madeAt) - Date.now())).toBeLessThan(60_000);
});

journey('what a newer app has taken over is left alone by an older one, which says so and loses nothing', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  // A page of the same address that is not the app.
  const newer = await context.newPage();
  await newer.goto('/');
  await context.setOffline(true);
  await reportTrouble(phone, `田埂塌了${Date.now()}`);
  const before = await phone.evaluate(rowsLeft);
  // The app of tomorrow, opened in another tab, moves the store to its next version.
  await newer.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('linli-field', 2);
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          done();
        };
      }),
  );
  await phone.getByText(t('newer')).waitFor();
  expect(await phone.evaluate(rowsLeft)).toEqual(before);
});

journey('nobody home is a result like another: two touches, no answers asked, no photo, no place', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, WORKER);
  const context = phone.context();
  const window = await atDesk(stage, 'window');
  const household = await newHousehold(phone, '杨');
  const why = `核对住房${Date.now()}`;
  const id = await newVerification(window, household, why);
  await ready(phone);
  await context.setOffline(true);
  await phone.getByRole('link', { name: why.slice(0, 12) }).click();
  await phone.getByText(verifications('nobody-home')).click();
  await phone.getByRole('region', { name: '是否常住' }).waitFor({ state: 'detached' });
  await phone.getByRole('button', { name: verifications('sendOffline') }).click();
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  let sent: Record<string, unknown> = {};
  await context.route('**/api/matters/report', async (route) => {
    sent = route.request().postDataJSON() as Record<string, unknown>;
    await route.continue();
  });
  await context.setOffline(false);
  await phone.getByRole('status').getByText(t('barNothing')).waitFor();
  expect(sent).toEqual({ id, seq: 1, outcome: 'nobody-home', answers: [], onPaper: false, words: '', attachments: [] });
  expect((await doAs<View>(window, 'matters.view', { id })).story.map(({ step }) => step)).toEqual(['file', 'report']);
});
