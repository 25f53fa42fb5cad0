import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import type { FieldDay, FieldHousehold } from '../domain/field/contract.ts';
import { filesBelow } from '../server/testing/canary/files-below.ts';
import { t as outbox } from '../web/field/outbox/messages.ts';
import { t as people } from '../web/field/people/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { t as verifications } from '../web/field/verifications/messages.ts';
import { launchProfile } from './browser.ts';
import { callAs, PHONE, signInAs } from './demo-server.ts';
import { GRID, openAgain, PIN, ready, reportTrouble, rowsLeft, typePin, untilKept, untilToday, WORKER } from './field.ts';
import { newItem, newVerification, sign, startCollecting, toToday } from './field-work.ts';
import { inProfile, inStores, rareWord } from './left-behind.ts';
import { addPhoto, phonePhoto } from './portal.ts';
import { atDesk, journey, onPhone, sharedStage, watch } from './stage.ts';

journey('after a day of use no name, address or word of anyone stands in the browser’s profile folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linli-profile-'));
  const [name, address, words, draft, control, signer, answer] = [...Array(7)].map(rareWord) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  let signature: Buffer = Buffer.alloc(0);
  const context = await launchProfile(folder, {
    baseURL: inject('demoUrl'),
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  try {
    context.setDefaultTimeout(15_000);
    const phone = await context.newPage();
    watch(phone, 'profile');
    await signInAs(phone, WORKER);
    const { body } = await callAs(context, 'people.saveHousehold', { grid: GRID, address: `${address}号` });
    const householdId = (body as { id: string }).id;
    const saved = await callAs(context, 'people.save', { householdId, name, relation: '户主' });
    expect(saved.status).toBe(200);
    const stage = sharedStage();
    const itemName = `临时救助${Date.now()}`;
    await newItem(await atDesk(stage, 'administrator'), itemName, []);
    const why = `核对人口${Date.now()}`;
    const household = { id: householdId, address, person: { id: (saved.body as { id: string }).id, name } };
    await newVerification(await atDesk(stage, 'window'), household, why);
    await ready(phone);
    await phone.evaluate((word) => localStorage.setItem('control', word), control);

    // The worker looks people up, writes without a network, leaves a draft, lets the app be killed and opens it again.
    await phone.getByRole('link', { name: t('residents') }).click();
    await phone.getByRole('searchbox', { name: people('search') }).fill(name);
    await phone.getByRole('link', { name }).click();
    await phone.getByText(`${address}号`).waitFor();
    await context.setOffline(true);
    await phone.getByRole('button', { name: '返回' }).click();
    await phone.getByRole('link', { name: t('today') }).click();
    await phone.getByRole('link', { name: t('report') }).click();
    await phone.getByRole('textbox', { name: report('what') }).fill(`门前${words}了`);
    await addPhoto(phone, await phonePhoto());
    await phone.getByRole('img').first().waitFor();
    await phone.getByRole('button', { name: report('sendOffline') }).click();
    await phone.getByText(report('today')).waitFor();
    await phone.getByRole('link', { name: t('report') }).click();
    await phone.getByRole('textbox', { name: report('what') }).fill(`还有${draft}`);
    await addPhoto(phone, await phonePhoto());
    await phone.getByRole('img').first().waitFor();
    // Leaving the page keeps what is written on it.
    await toToday(phone);
    // A mandate signed by the daughter, and what was found at the door.
    await startCollecting(phone, household);
    await phone.getByRole('searchbox', { name: services('whatSearch') }).fill(itemName);
    await phone.getByRole('button', { name: itemName }).click();
    await phone.getByRole('button', { name: services('next') }).click();
    await sign(phone);
    await phone.getByText(services('otherSigns')).click();
    await phone.getByRole('textbox', { name: services('signer') }).fill(`女儿 ${signer}`);
    const picture = await phone.evaluate(
      () =>
        new Promise<number[]>((done) =>
          document
            .querySelector('canvas')
            ?.toBlob(async (blob) => done([...new Uint8Array((await blob?.arrayBuffer()) ?? [])]), 'image/png'),
        ),
    );
    signature = Buffer.from(picture);
    await phone.getByRole('button', { name: services('sendOffline') }).click();
    await phone.getByText(outbox('receiptLater')).waitFor();
    await toToday(phone);
    await phone.getByRole('link', { name: why }).click();
    await phone.getByText(verifications('checked')).click();
    const own = phone.getByRole('region', { name: '房屋是否有人居住' });
    await own.getByText(verifications('answered')).click();
    await own.getByRole('textbox').fill(answer);
    await phone.getByRole('button', { name: verifications('allAsKnown') }).click();
    await phone.getByRole('button', { name: verifications('sendOffline') }).click();
    await phone.getByText(t('barWaitingOffline', { n: 3 })).waitFor();
    await phone.close();
    const again = await openAgain(context);
    await again.getByText(`门前${words}了`).waitFor();
    await again.getByRole('link', { name: t('report') }).click();
    await again.getByText(report('restored')).waitFor();
    expect(await again.getByRole('textbox', { name: report('what') }).inputValue()).toBe(`还有${draft}`);
    await again.getByRole('img').first().waitFor();
    expect(await inStores(again, { name, address, words, draft, signer, answer }), 'what the browser keeps, uncompressed').toEqual([]);
    await again.waitForTimeout(500);
    await context.setOffline(false);
  } finally {
    await context.close();
  }
  // The search finds what does lie open; otherwise finding nothing would say nothing.
  expect(await inProfile(folder, { control })).not.toEqual([]);
  expect(await inProfile(folder, { name, address, words, draft, signer, answer, pin: PIN })).toEqual([]);
  // The picture's own bytes, past the head every PNG has.
  expect(signature.length).toBeGreaterThan(400);
  for await (const { path, content } of filesBelow(folder))
    expect(content.includes(signature.subarray(100, 160)), `the signature in ${path}`).toBe(false);
  await rm(folder, { recursive: true, force: true });
});

journey('eight days without contact: the grid is gone from the phone, what was written stays, and goes out after signing in', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  const context = phone.context();
  await ready(phone);
  await context.setOffline(true);
  const words = `桥栏杆断了${Date.now()}`;
  await reportTrouble(phone, words);
  const [, before] = (await phone.evaluate(rowsLeft)) as [number, number];
  await phone.close();
  await context.addInitScript((days) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + days * 86_400_000;
  }, 8);
  const again = await context.newPage();
  watch(again, 'again');
  await again.goto('/field/');
  await again.getByText(t('lockedLead', { n: 1 })).waitFor();
  await expect.poll(async () => ((await again.evaluate(rowsLeft)) as [number, number])[1]).toBeLessThan(before);
  await typePin(again);
  await again.getByText(t('goneWords')).waitFor();
  await again.getByText(words).waitFor();
  await context.setOffline(false);
  // The clock was wrong, not the worker: the server still knows the phone, and the day comes back.
  await again.getByText(t('barNothing')).waitFor();
  await again.getByText(/等我处理/).waitFor();
});

journey('a phone without room says so and keeps what is on the page', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  await ready(phone);
  await phone.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
      const full = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      return (args[0] as { kind?: string }).kind === 'outbox' ? full() : put.apply(this, args);
    };
  });
  await phone.getByRole('link', { name: t('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).fill('墙要倒了');
  await phone.getByRole('button', { name: report('send') }).click();
  await phone.getByText(t('full')).waitFor();
  expect(await phone.getByRole('textbox', { name: report('what') }).inputValue()).toBe('墙要倒了');
});

journey('five minutes in the background lock the app; ten wrong PINs empty the phone', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  await ready(phone);
  await phone.evaluate(() => {
    const real = Date.now.bind(Date);
    let hidden = true;
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    document.dispatchEvent(new Event('visibilitychange'));
    Date.now = () => real() + 5 * 60_000 + 1000;
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await phone.getByRole('button', { name: t('unlock') }).waitFor();
  // Each try a day later, so that the pauses are over.
  for (let tries = 1; tries <= 10; tries += 1) {
    await phone.evaluate(() => {
      const before = Date.now;
      Date.now = () => before() + 3_700_000;
    });
    await typePin(phone, '975310');
    if (tries === 10) break;
    // The sentence of the try before still stands; that the field is empty again says that this one was judged.
    await expect.poll(() => phone.getByLabel(t('pin'), { exact: true }).inputValue()).toBe('');
    await phone.getByText(/密码不对|请等到/).waitFor();
    await phone
      .getByRole('button', { name: t('unlock') })
      .and(phone.locator(':not([aria-disabled])'))
      .waitFor();
  }
  await phone.getByText(t('emptied')).waitFor();
  await phone.getByRole('button', { name: t('startAnew') }).waitFor();
  expect(await phone.evaluate(rowsLeft)).toEqual([0, 0]);
});

journey('handed over: the day stays locked behind the PIN, and a sign-in by name alone does not open it', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  await ready(phone);
  await phone.reload();
  await typePin(phone);
  await untilToday(phone);
  await untilKept(phone);
  await phone.getByRole('link', { name: t('me') }).click();
  await phone.getByRole('button', { name: '换个人用这台手机' }).click();
  await phone.getByRole('button', { name: t('enter') }).waitFor();
  await phone.getByLabel(t('username')).fill('demo-grid-worker');
  await phone.getByLabel(t('password')).fill('linli-demo-2026');
  await phone.getByRole('button', { name: t('enter') }).click();
  await phone.getByRole('button', { name: t('unlock') }).waitFor();
  await typePin(phone);
  await untilToday(phone);
});

journey('five hundred households: only what is on the screen is drawn, and the last door is reached', async () => {
  const phone = await onPhone(sharedStage(), WORKER);
  await phone.context().route('**/api/field/sync', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as FieldDay;
    const part = body.parts.households;
    const one = part?.items[0];
    if (part && one)
      part.items = Array.from({ length: 500 }, (_, at) => ({
        ...one,
        id: `h${at}`,
        value: { ...(one.value as FieldHousehold), id: `h${at}`, address: `${at + 1}号` },
      }));
    await route.fulfill({ response: answer, json: body });
  });
  await ready(phone);
  await phone.getByRole('link', { name: t('residents') }).click();
  const rows = phone.getByRole('list', { name: people('title') }).getByRole('listitem');
  await phone.getByText('1号', { exact: true }).waitFor();
  const most = await phone.evaluate(async () => {
    let drawn = 0;
    while (window.scrollY + window.innerHeight < document.documentElement.scrollHeight - 2) {
      window.scrollBy(0, 700);
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      drawn = Math.max(drawn, document.querySelectorAll('.windowed > li').length);
    }
    return drawn;
  });
  await phone.getByText('500号', { exact: true }).waitFor();
  expect(most).toBeLessThan(45);
  expect(await rows.count()).toBeLessThan(45);
});
