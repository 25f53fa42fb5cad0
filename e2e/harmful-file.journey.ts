import { afterAll, beforeAll, expect } from 'vitest';
import { EICAR, type TestClamd, testClamd } from '../server/testing/clamd.ts';
import { t as outbox } from '../web/field/outbox/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t as field } from '../web/field/shell/messages.ts';
import { word } from '../web/kit/words.ts';
import { say as office } from '../web/office/shell/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { type DemoServer, demoServer } from './demo-server.ts';
import { tooWide } from './every-screen.ts';
import { ready, WORKER } from './field.ts';
import { addPhoto, openFiling, phonePhoto, write } from './portal.ts';
import { atDesk, doAs, journey, onPhone, type Stage, unheard } from './stage.ts';

let scanner: TestClamd;
let server: DemoServer;
let stage: Stage;
beforeAll(async () => {
  scanner = await testClamd();
  process.env.LINLI_SCANNER = `127.0.0.1:${scanner.port}`;
  server = await demoServer();
  delete process.env.LINLI_SCANNER;
  stage = { url: server.url };
});
afterAll(async () => {
  await server.stop();
  await scanner.stop();
});

/** What a browser cannot show it sends as it is. */
const harmful = Buffer.from(EICAR);
const FOUND = '这个文件里查出了病毒，没有收下。';
const WHAT_TO_DO = '请去掉它再交';

journey('a resident reads that a photo has a virus, takes it out, and the appeal goes out without it', async () => {
  const words = unheard('井盖松了走上去响');
  const phone = await onPhone(stage, 'resident');
  await openFiling(phone);
  await write(phone, words, '原隆');
  await addPhoto(phone, harmful);
  await phone.getByRole('button', { name: t('submit') }).click();
  await phone.getByText(t('refusedTitle')).first().waitFor();
  await phone.getByText(FOUND).waitFor();
  await phone.getByText(WHAT_TO_DO).waitFor();
  // No browser can show it as a picture.
  await phone.getByText(t('refusedFile', { n: 1 })).waitFor();
  expect(await tooWide(phone)).toBeLessThanOrEqual(0);
  await phone.getByRole('button', { name: t('refusedEdit') }).click();
  expect(await phone.getByRole('textbox', { name: t('what') }).inputValue()).toBe(words);
  await phone.getByRole('button', { name: word('photoRemove', { n: 1 }) }).click();
  await phone.getByRole('button', { name: t('submit') }).click();
  await phone.getByText(t('filedLead')).first().waitFor();
});

journey('what waits while the scanner is away says so, and goes out by itself when it is back', async () => {
  const words = unheard('村口路灯杆歪了');
  const phone = await onPhone(stage, 'resident');
  await openFiling(phone);
  await write(phone, words, '原隆');
  await addPhoto(phone, await phonePhoto());
  scanner.mood = 'hanging-up';
  await phone.getByRole('button', { name: t('submit') }).click();
  await phone.getByText(t('heldTitle')).first().waitFor();
  await phone.getByText('文件现在查不了病毒').waitFor();
  expect(await phone.getByText(t('waitingTitle')).count()).toBe(0);
  expect(await tooWide(phone)).toBeLessThanOrEqual(0);
  scanner.mood = 'judging';
  await phone.getByText(t('filedLead')).first().waitFor({ timeout: 30_000 });
});

journey('a grid worker reads it in the outbox and sends the report without the photo', async () => {
  const words = unheard('渠边护栏断了');
  const phone = await onPhone(stage, WORKER);
  await ready(phone);
  await phone.getByRole('link', { name: field('report') }).click();
  await phone.getByRole('textbox', { name: report('what') }).fill(words);
  await addPhoto(phone, harmful);
  await phone.getByRole('button', { name: report('send') }).click();
  await phone.getByText(field('barAside', { n: 1 })).waitFor();
  await phone.getByRole('link', { name: new RegExp(field('barOpen')) }).click();
  await phone.getByRole('link', { name: words }).first().click();
  await phone.getByText(outbox('refused')).waitFor();
  await phone.getByText(FOUND).waitFor();
  await phone.getByText(WHAT_TO_DO).waitFor();
  expect(await tooWide(phone)).toBeLessThanOrEqual(0);
  await phone.getByRole('link', { name: outbox('mend') }).click();
  await phone.getByRole('button', { name: word('photoRemove', { n: 1 }) }).click();
  await phone.getByRole('button', { name: report('mended') }).click();
  await phone.getByRole('status').getByText(field('barNothing')).waitFor();
  const { items } = await doAs<{ items: unknown[] }>(phone, 'matters.queue', { tab: 'all', q: words });
  expect(items).toHaveLength(1);
});

journey('a clerk reads it beside the file, and what else was chosen is kept', async () => {
  const desk = await atDesk(stage, 'window');
  await desk.goto('/office/intake');
  await desk
    .getByLabel(office('files'))
    .first()
    .setInputFiles([
      { name: '说明.pdf', mimeType: 'application/pdf', buffer: harmful },
      { name: '照片.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() },
    ]);
  await desk.getByText(office('fileFailed', { name: '说明.pdf', reason: FOUND })).waitFor();
  await desk.getByRole('button', { name: office('removeFile', { name: '照片.jpg' }) }).waitFor();
  expect(await tooWide(desk)).toBeLessThanOrEqual(0);
});
