import { expect } from 'vitest';
import type { MatterView } from '../domain/matters/contract.ts';
import type { OwnData } from '../domain/own-data/contract.ts';
import { PURPOSES } from '../domain/people/contract.ts';
import { say as matter } from '../web/office/matters/matter/messages.ts';
import { say } from '../web/office/people/messages.ts';
import { t } from '../web/portal/services/messages.ts';
import { tooWide } from './every-screen.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

/** A number nobody has: the year in it is long past. */
const NUMBER = '640121185003070013';
const OTHER = '64012118500307003X';

journey('an identity number is taken back at the station, given once in the portal, and seen by the window with a trace', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const { actor } = await doAs<{ actor: { personId: string } }>(phone, 'accounts.me', {});
  const validFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const name = unheard('老年人取暖补助申领');
  const item = await doAs<{ id: string }>(await atDesk(stage, 'administrator'), 'services.save', {
    ...{ code: `journey-${crypto.randomUUID()}`, name, department: '县民政局', online: true, basis: '县里办法', validFrom },
    ...{ materials: [{ name: '居民身份证' }], steps: ['网上申请', '发放'], days: 10 },
  });

  // At the station: entered anew whatever is held, a wrong one told in a sentence, then taken back.
  const desk = await atDesk(stage, 'station');
  const open = async () => {
    await desk.goto(`/office/people/${actor.personId}`);
    await desk.getByRole('button', { name: PURPOSES[2], exact: true }).click();
    await desk.getByRole('button', { name: say('purposeDo') }).click();
    return desk.locator('tr.row-chosen');
  };
  const row = await open();
  await row.getByRole('button', { name: new RegExp(`^(${say('identityEnter')}|${say('identityEdit')})$`) }).click();
  await desk.getByRole('textbox', { name: say('identity') }).fill(NUMBER.slice(0, 17));
  await desk.getByRole('button', { name: say('identityDo') }).click();
  await desk.getByText('身份证号是 18 位，这里有 17 位。').waitFor();
  await desk.getByRole('textbox', { name: say('identity') }).fill(NUMBER);
  await desk.getByRole('button', { name: say('identityDo') }).click();
  await row.getByText(`${'*'.repeat(17)}3`).waitFor();
  await row
    .getByRole('button', { name: say('reveal') })
    .last()
    .click();
  await row.getByText(NUMBER).waitFor();
  // Put right, the number shown before is gone.
  await row.getByRole('button', { name: say('identityEdit') }).click();
  await desk.getByRole('textbox', { name: say('identity') }).fill(OTHER);
  await desk.getByRole('button', { name: say('identityDo') }).click();
  await row.getByText(`${'*'.repeat(17)}X`).waitFor();
  expect(await row.innerText()).not.toContain(NUMBER);
  await row.getByRole('button', { name: say('identityEdit') }).click();
  await desk.getByRole('button', { name: say('identityTakeBack') }).click();
  await desk.getByRole('button', { name: say('identityErase') }).click();
  await desk.getByText(say('identityGone')).waitFor();

  // In the portal: not asked without a network, asked once with it, kept in no draft.
  await phone.goto(`/services/${item.id}/apply`);
  await phone.getByRole('textbox', { name: t('identity') }).waitFor();
  await phone.context().setOffline(true);
  await phone.getByText(t('identityOffline')).waitFor();
  await phone.context().setOffline(false);
  await phone.getByRole('textbox', { name: t('identity') }).fill(`${NUMBER.slice(0, 17)}4`);
  await phone.getByRole('button', { name: t('identityDo') }).click();
  await phone.getByText('身份证号不对').waitFor();
  expect(await tooWide(phone)).toBe(0);
  await phone.getByRole('textbox', { name: t('identity') }).fill(NUMBER);
  await phone.getByRole('button', { name: t('identityDo') }).click();
  await phone.getByText(t('identityHeld', { last: '3' })).waitFor();
  expect(await phone.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(NUMBER);
  expect(phone.url()).not.toContain(NUMBER.slice(0, 10));
  await phone.getByRole('button', { name: t('send') }).click();
  await phone.waitForURL(/\/filed\//);

  // The card counts as held; the window sees the number by one touch, and its person sees that.
  const mine = async () => (await doAs<{ matters: { id: string; title: string }[] }>(phone, 'matters.mine', {})).matters;
  await expect.poll(async () => (await mine()).some(({ title }) => title === name)).toBe(true);
  const id = (await mine()).find(({ title }) => title === name)?.id as string;
  const { content } = await doAs<MatterView>(phone, 'matters.view', { id });
  expect(content?.materials).toEqual([{ name: '居民身份证', how: 'held', original: false }]);
  const window = await atDesk(stage, 'window');
  await window.goto(`/office/matters/${id}`);
  await window.getByText(matter('applicantIdentity')).waitFor();
  await window.getByRole('button', { name: say('identityReveal') }).click();
  await window.getByText(NUMBER).waitFor();
  const copy = await doAs<OwnData>(phone, 'ownData.mine', {});
  expect(JSON.stringify(copy)).toContain(`办理${name}`);
  expect(JSON.stringify(copy)).not.toContain(NUMBER);
});

journey('coming back to the window with a person on it is not another look at them', async () => {
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  const { actor } = await doAs<{ actor: { personId: string } }>(phone, 'accounts.me', {});
  const desk = await atDesk(stage, 'station');
  const asked: string[] = [];
  desk.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const times = (operation: string) => asked.filter((path) => path === `/api/${operation}`).length;
  await desk.clock.install();
  await desk.goto(`/office/people/${actor.personId}`);
  await desk.getByRole('button', { name: PURPOSES[0], exact: true }).click();
  await desk.getByRole('button', { name: say('purposeDo') }).click();
  await desk.locator('tr.row-chosen').waitFor();
  const before = times('accounts/me');
  await desk.clock.fastForward('10:00');
  await desk.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  // What is no look is asked again.
  await expect.poll(() => times('accounts/me')).toBeGreaterThan(before);
  expect(times('people/view')).toBe(1);
});
