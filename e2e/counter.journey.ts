import qrcode from 'qrcode';
import { expect } from 'vitest';
import { say as intake } from '../web/office/matters/intake/messages.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { pagesOf, widthOf } from './paper.ts';
import { atDesk, doAs, journey, onPhone, sharedStage } from './stage.ts';

const WORDS = '巷子里三盏路灯全灭了，晚上摸黑走路';

journey('at the counter: the resident is found, the same trouble is shown, the rest is filed and printed with a QR picture', async () => {
  const stage = sharedStage();
  const neighbour = await onPhone(stage, 'resident');
  await doAs(neighbour, 'matters.file', {
    words: WORDS,
    category: 'roads.lamp',
    village: '640121104205',
  });

  const desk = await atDesk(stage, 'window');
  await desk.goto('/office/');
  await desk.getByRole('link', { name: queueWords('intakeCounter'), exact: true }).click();
  await desk.getByRole('textbox', { name: intake('words') }).fill(WORDS);

  // Found by the phone the family shares; where they live is filled in.
  await desk.getByRole('searchbox', { name: intake('whoFind') }).fill('15409510001');
  await desk.locator('.found-row').filter({ hasText: '王秀兰' }).click();
  await desk.locator('.chosen-person').filter({ hasText: '王' }).waitFor();

  // The neighbour's lamp is shown before another is filed.
  const same = desk
    .locator('.similar-row')
    .filter({ hasText: WORDS.slice(0, 10) })
    .first();
  await same.waitFor();
  await same.getByRole('button', { name: intake('similarJoin') }).waitFor();

  // It is another lane: filed all the same.
  await desk.getByRole('textbox', { name: intake('address') }).fill('五组南巷');
  await desk.getByRole('button', { name: intake('submit') }).click();
  await desk.getByRole('heading', { name: intake('receiptTitle') }).waitFor();
  const code = ((await desk.locator('.receipt-code').textContent()) ?? '').trim();
  expect(code).not.toBe('');
  const qr = desk.getByRole('img', { name: intake('receiptQr') });
  await expect.poll(() => qr.getAttribute('src')).toMatch(/^data:image/);
  const picture = await qr.getAttribute('src');
  expect(await qr.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(20);

  // On paper stands the receipt and nothing of the screen around it.
  await desk.emulateMedia({ media: 'print' });
  expect(await desk.getByText(code).first().isVisible()).toBe(true);
  expect(await pagesOf(desk)).toBe(1);
  expect(await widthOf(qr), 'large enough for any phone').toBeGreaterThanOrEqual(25);
  for (const screenOnly of [desk.getByRole('button', { name: intake('print') }), desk.getByRole('navigation').first()]) {
    expect(await screenOnly.isVisible()).toBe(false);
  }
  await desk.emulateMedia({ media: 'screen' });

  // Recorded as taken at the counter by this clerk.
  await desk.getByRole('link', { name: intake('openMatter') }).click();
  await desk.getByText(matterWords('channelCounter')).first().waitFor();

  // The picture leads to the matter on the phone of whoever holds the paper.
  const drawn = decodeURIComponent((picture ?? '').replace('data:image/svg+xml;utf8,', ''));
  const address = `${stage.url}/progress#${code}`;
  expect(drawn).toBe(await qrcode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }));
  const holder = await onPhone(stage, null);
  await holder.goto(address);
  await holder.getByRole('region', { name: t('story') }).waitFor();
  await holder.getByRole('heading', { level: 1, name: WORDS.slice(0, 8) }).waitFor();
});
