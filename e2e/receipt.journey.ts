import { expect } from 'vitest';
import type { MatterView } from '../domain/matters/contract.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { t as home } from '../web/portal/home/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { callAs } from './demo-server.ts';
import { openFromQueue, take } from './office.ts';
import { chooseVillage, openFiling, sendAndGetCode, tell, write } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

journey('without an account: filed, followed by receipt code on another phone, urged, a question answered', async () => {
  const words = unheard('校车在岔路口不停孩子走三里路');
  const stage = sharedStage();
  const phone = await onPhone(stage, null);
  await openFiling(phone);
  await phone.getByRole('textbox', { name: t('what') }).fill(words);
  await phone.getByRole('button', { name: t('whereUnknown') }).click();
  await chooseVillage(phone.getByRole('dialog'), '原隆');
  await phone.getByRole('button', { name: t('placeDone') }).click();
  await write(phone, words, '原隆');
  await phone.getByRole('textbox', { name: t('name') }).fill('马建华');
  await phone.getByRole('textbox', { name: t('phone') }).fill('1390951');
  await phone.getByRole('button', { name: t('submit') }).click();
  await phone.getByText(t('phoneWrong')).waitFor();
  await phone.getByRole('textbox', { name: t('phone') }).fill('13909510088');
  const code = await sendAndGetCode(phone);

  // Another phone that knows nothing but the code, written as people write it.
  const other = await onPhone(stage, null);
  await other.goto('/progress');
  const field = other.getByRole('textbox', { name: t('progressLabel') });
  await field.fill('XXXX-XXXX');
  await other.getByRole('button', { name: t('progressLook') }).click();
  await other.getByText(t('progressWrong')).waitFor();
  await field.fill(` ${code.toLowerCase().replace('-', '')} `);
  await other.getByRole('button', { name: t('progressLook') }).click();
  await other.getByRole('heading', { level: 1, name: words.slice(0, 8) }).waitFor();
  expect(other.url(), 'the code is in no address').not.toContain(code);
  const id = other.url().split('/').at(-1) ?? '';
  await tell(other, t('urge'), '孩子明天还要上学。', t('urge'));
  await other.getByText(t('urged')).waitFor();

  // The station sees the urging, and asks.
  const station = await atDesk(stage, 'station');
  await openFromQueue(station, words);
  await station
    .getByText(queueWords('urged', { n: 1 }))
    .first()
    .waitFor();
  await take(station, 'sign');
  await take(station, 'ask', (form) => form.getByLabel(matterWords('wordsAsk')).fill('是早上还是下午那趟不停？'));

  await other.reload();
  await other.getByText('是早上还是下午那趟不停？').first().waitFor();
  await tell(other, t('reply'), '早上七点那趟。');
  await other.getByText(t('done')).waitFor();
  await openFromQueue(station, words);
  await station.getByText('早上七点那趟。').first().waitFor();
  const matter = await doAs<MatterView>(station, 'matters.view', { id });
  expect(matter).toMatchObject({ status: 'in-hand', urged: 1, question: null });

  // The phone it was filed on remembers it; a third, without the code, is told nothing.
  await phone.goto('/');
  await phone.getByRole('heading', { name: home('kept') }).waitFor();
  const stranger = await onPhone(stage, null);
  await stranger.goto(`/matters/${id}`);
  await stranger.getByText(t('gone')).waitFor();
  const { status } = await callAs(stranger.context(), 'matters.view', { id });
  expect(status).toBeGreaterThanOrEqual(400);
});
