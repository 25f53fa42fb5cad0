import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MatterView } from '../domain/matters/contract.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { t } from '../web/portal/matters/messages.ts';
import { statusWord } from '../web/portal/matters/status-words.ts';
import { openFromQueue, take } from './office.ts';
import { followReceipt, lookAt, openFiling, sendAndGetCode, tell, write } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, unheard } from './stage.ts';

/** Answers both questions; without them the sheet says what is missing. */
async function rate(phone: Page, solved: string, satisfied: string): Promise<void> {
  await phone.getByRole('button', { name: t('solved'), exact: true }).click();
  const sheet = phone.getByRole('dialog');
  await sheet.getByRole('button', { name: t('rateSend') }).click();
  await sheet.getByText(t('rateMissing')).first().waitFor();
  await sheet
    .getByRole('group', { name: t('rateSolved') })
    .getByText(solved, { exact: true })
    .click();
  await sheet
    .getByRole('group', { name: t('rateSatisfied') })
    .getByText(satisfied, { exact: true })
    .click();
  await sheet.getByRole('button', { name: t('rateSend') }).click();
  await phone.getByText(t('rated')).waitFor();
}

journey('an answer that solved nothing: the resident says so and reopens, it is handled again and rated anew', async () => {
  const words = unheard('村口健身器材断了一根');
  const stage = sharedStage();
  const phone = await onPhone(stage, 'resident');
  await openFiling(phone);
  await write(phone, words, '原隆村');
  await sendAndGetCode(phone);
  const id = await followReceipt(phone);

  const station = await atDesk(stage, 'station');
  await openFromQueue(station, words);
  await take(station, 'sign');
  await take(station, 'answer', (form) => form.getByLabel(matterWords('wordsAnswer')).fill('已经去看过，器材能用。'));

  await lookAt(phone, id);
  await phone.getByText('已经去看过，器材能用。').first().waitFor();
  await rate(phone, t('rateSolvedNo'), t('satisfiedNo'));
  // The sheet of the rating may hear of its own closing only now; the next one stays, until Escape.
  await phone.getByRole('button', { name: t('notSolved'), exact: true }).click();
  const next = phone.getByRole('dialog').getByRole('textbox');
  await next.waitFor();
  await phone.locator('dialog:not([open])').evaluateAll((closed) => closed.map((dialog) => dialog.dispatchEvent(new Event('close'))));
  await phone.waitForTimeout(200);
  expect(await next.isVisible()).toBe(true);
  await phone.keyboard.press('Escape');
  await next.waitFor({ state: 'detached' });
  await tell(phone, t('notSolved'), '断的那根还在原处，没有人修。', t('notSolved'));
  await phone.getByText(t('reopened')).waitFor();
  await phone.goto('/matters');
  await phone
    .getByRole('link', { name: words })
    .filter({ hasText: statusWord('to-sign') })
    .waitFor();

  // It is the township's now, with the reason and the earlier answer in sight, and with time of its own.
  const dispatcher = await atDesk(stage, 'dispatcher');
  await openFromQueue(dispatcher, words);
  await dispatcher.getByText('断的那根还在原处，没有人修。').first().waitFor();
  const again = await doAs<MatterView>(dispatcher, 'matters.view', { id });
  expect(again).toMatchObject({ status: 'to-sign', reopened: 1, rating: null, endedAt: null });
  expect(again.holder.id).toBe(again.centre.id);
  expect(again.deadlines.answer).not.toBeNull();
  await take(dispatcher, 'sign');
  await take(dispatcher, 'answer', (form) => form.getByLabel(matterWords('wordsAnswer')).fill('断的那根已经拆走，新的后天装上。'));

  // A new answer can be rated, and the matter ends there.
  await lookAt(phone, id);
  await phone.getByText('断的那根已经拆走，新的后天装上。').first().waitFor();
  await rate(phone, t('rateSolvedYes'), t('satisfiedPartly'));
  const ended = await doAs<MatterView>(phone, 'matters.view', { id });
  expect(ended).toMatchObject({ status: 'closed', reopened: 1, rating: { solved: true, satisfied: 'partly' } });
});
