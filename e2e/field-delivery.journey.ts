import { expect } from 'vitest';
import { t as matters } from '../web/field/matters/messages.ts';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { word } from '../web/kit/words.ts';
import { ready, WORKER } from './field.ts';
import { newHousehold, newItem, newProxy, toTheWindow } from './field-work.ts';
import { atDesk, doAs, journey, onPhone, sharedStage } from './stage.ts';

interface View {
  status: string;
  story: { step: string; headline: string; detail: string; words: string }[];
}

journey(
  'a result is delivered at the door and the register given back, without a network; the resident reads both in the story',
  async () => {
    const stage = sharedStage();
    const phone = await onPhone(stage, WORKER);
    const context = phone.context();
    const window = await atDesk(stage, 'window');
    const household = await newHousehold(phone, '冶');
    const itemName = `临时救助${Date.now()}`;
    const item = await newItem(await atDesk(stage, 'administrator'), itemName, ['收入证明', '户口簿']);
    const { id, receiptCode } = await newProxy(phone, household, item);
    await toTheWindow(phone, window, id);
    await doAs(window, 'matters.accept', { id, seq: 2 });
    await doAs(window, 'matters.decide', { id, seq: 3, granted: true, words: '救助金三天内到账。' });
    // Another gives up; their register lies at the station too.
    const given = await newProxy(phone, household, item);
    await doAs(phone, 'matters.withdraw', { id: given.id, seq: 1, onBehalf: 'field', words: '不办了' });
    const view = (matter: string) => doAs<View>(window, 'matters.view', { id: matter });

    await ready(phone);
    await context.setOffline(true);
    await phone.getByText(t('offline')).first().waitFor();
    const row = phone.locator(`a[href$="/matters/${id}"]`);
    await row.getByText(services('deliverDue')).waitFor();
    await row.click();
    await phone.getByRole('link', { name: services('deliver') }).click();
    await phone.getByText(services('originalsWithUs', { papers: '户口簿' })).waitFor();
    await phone.getByText(/救助金三天内到账/).waitFor();
    await phone.getByRole('button', { name: services('deliverOffline') }).click();
    await phone.getByText(services('papersDoneMissing')).waitFor();
    await phone.getByText('材料已销毁').click();
    await phone.getByRole('button', { name: services('deliverOffline') }).click();
    await phone.getByText(services('destroyedMissing')).waitFor();
    await phone.getByText('材料原件已退还').click();
    await phone.getByRole('button', { name: services('deliverOffline') }).click();
    await phone.getByText(matters('pendingTitle')).waitFor();
    await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
    expect(await phone.locator('.step-button', { hasText: services('deliver') }).count(), 'it is not offered twice').toBe(0);

    await phone.getByRole('button', { name: word('back') }).click();
    await phone.locator(`a[href$="/matters/${given.id}"]`).getByText(services('returnDue')).waitFor();
    await phone.locator(`a[href$="/matters/${given.id}"]`).click();
    await phone.getByRole('link', { name: services('returnPapers') }).click();
    await phone.getByText('材料已销毁').click();
    await phone.getByRole('textbox', { name: services('destroyedHow') }).fill('户口簿复印件当着本人的面撕毁');
    await phone.getByRole('button', { name: services('deliverOffline') }).click();
    await phone.getByText(t('barWaitingOffline', { n: 2 })).waitFor();

    await context.setOffline(false);
    await phone.getByRole('status').getByText(t('barNothing')).waitFor();
    await expect.poll(async () => (await view(id)).status).toBe('closed');
    expect((await view(given.id)).story.at(-1)).toMatchObject({
      step: 'return-papers',
      headline: '材料已销毁',
      words: '户口簿复印件当着本人的面撕毁',
    });
    const daughter = await onPhone(stage, null);
    await daughter.goto(`/progress#${receiptCode}`);
    await daughter.getByText('结果已送达：送到家').waitFor();
    await daughter.getByText('材料原件已退还').waitFor();
  },
);
