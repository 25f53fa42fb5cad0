import type { Page } from 'playwright-core';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { t as verifications } from '../web/field/verifications/messages.ts';
import { doAs } from './demo-server.ts';
import { ready } from './field.ts';
import { newHousehold, newItem, newProxy, newVerification, sign, toTheWindow } from './field-work.ts';
import { addPhoto, phonePhoto } from './portal.ts';

/** Goes to a screen of the opened app without loading it anew, which would lock it. */
const go = (phone: Page, path: string): Promise<void> =>
  phone.evaluate((to) => {
    history.pushState(null, '', `/field${to}`);
  }, path);

/** What the screens of the field app show: an application with papers missing, one to hand in, a verification, matters. */
async function prepare(worker: Page, window: Page, administrator: Page) {
  const household = await newHousehold(worker, '欧阳');
  const item = await newItem(administrator, '城乡居民基本养老保险参保人员达到法定年龄待遇申领（含补缴）', [
    '收入证明',
    '户口簿',
    '本人银行账户存折首页复印件',
  ]);
  const inHand = await newProxy(worker, household, item);
  const missing = await newProxy(worker, household, item);
  const decided = await newProxy(worker, household, item);
  for (const { id } of [missing, decided]) await toTheWindow(worker, window, id);
  await doAs(window, 'matters.accept', { id: decided.id, seq: 2 });
  await doAs(window, 'matters.decide', { id: decided.id, seq: 3, granted: true, words: '从下个月起发到银行卡上。' });
  await doAs(window, 'matters.ask-missing', { id: missing.id, seq: 2, missing: [{ name: '户口簿', why: '缺本人页，首页看不清' }] });
  const verification = await newVerification(window, household, '核对低保申请里写的人口和住房');
  return { household, inHand: inHand.id, missing: missing.id, decided: decided.id, verification };
}

/** Opens every screen of the field app in turn, filled as on a full day, and gives its name once it stands. */
export async function* fieldScreens(phone: Page, window: Page, administrator: Page): AsyncGenerator<string> {
  const { household, inHand, missing, decided, verification } = await prepare(phone, window, administrator);
  await ready(phone);
  yield 'field-today';
  for (const [name, path] of Object.entries({
    'field-report': '/report',
    'field-people': '/people',
    'field-household': `/people/${household.id}`,
    'field-matter-in-hand': `/matters/${inHand}`,
    'field-matter-missing': `/matters/${missing}`,
    'field-matter-decided': `/matters/${decided}`,
    'field-deliver': `/services/deliver/${decided}`,
    'field-hand-in': '/services/hand-in',
    'field-verification-new': `/verifications/${verification}`,
    'field-outbox-empty': '/outbox',
    'field-me': '/me',
  })) {
    await go(phone, path);
    await phone.getByRole('heading', { level: 1 }).first().waitFor();
    yield name;
  }
  await go(phone, `/services/deliver/${decided}`);
  await phone.getByRole('button', { name: services('deliverSend') }).click();
  await phone.getByText(services('papersDoneMissing')).waitFor();
  yield 'field-deliver-missing';
  await phone.context().setOffline(true);
  await go(phone, `/verifications/${verification}`);
  await phone.getByText(verifications('checked')).click();
  await phone.getByText(verifications('different')).first().click();
  await phone.getByRole('button', { name: verifications('sendOffline') }).click();
  await phone.getByText(verifications('answerMissing')).first().waitFor();
  yield 'field-verification-refused';
  await go(phone, `/services/supply/${missing}`);
  await addPhoto(phone, await phonePhoto());
  yield 'field-supply';
  await go(phone, '/services/new');
  await phone.getByRole('searchbox').fill(household.person.name);
  await phone.getByRole('button', { name: household.person.name }).waitFor();
  yield 'field-collect-person';
  await phone.getByRole('button', { name: household.person.name }).click();
  await phone.getByRole('searchbox', { name: services('whatSearch') }).fill('60岁养老金怎么领');
  yield 'field-collect-item';
  await phone
    .getByRole('button', { name: /法定年龄待遇申领/ })
    .first()
    .click();
  const paper = phone.getByRole('region', { name: '收入证明' });
  await paper.getByRole('checkbox', { name: /已有/ }).check();
  yield 'field-collect-papers';
  await phone.getByRole('button', { name: services('missingCount', { n: 2 }) }).click();
  await phone.getByRole('button', { name: services('sendOffline') }).click();
  await phone.getByText(services('signMissing')).waitFor();
  yield 'field-collect-unsigned';
  await sign(phone);
  yield 'field-collect-signed';
  await phone.getByRole('button', { name: services('sendOffline') }).click();
  await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
  yield 'field-entry-waiting';
  await go(phone, '/outbox');
  await phone.getByRole('heading', { level: 1 }).first().waitFor();
  yield 'field-outbox-waiting';
  await go(phone, '/');
  await phone.getByRole('link', { name: t('me') }).waitFor();
  yield 'field-today-offline';
  await phone
    .getByRole('link', { name: new RegExp(`代办.*${household.person.name}`) })
    .last()
    .click();
  await phone.context().setOffline(false);
  await phone.locator('.receipt-code').waitFor();
  await phone.locator('.receipt-qr img').waitFor();
  yield 'field-entry-receipt';
}
