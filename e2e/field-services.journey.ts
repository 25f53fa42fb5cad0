import { expect } from 'vitest';
import { t as matters } from '../web/field/matters/messages.ts';
import { t as outbox } from '../web/field/outbox/messages.ts';
import { t as report } from '../web/field/report/messages.ts';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { t as verifications } from '../web/field/verifications/messages.ts';
import { openAgain, ready, WORKER } from './field.ts';
import { countTouches, newHousehold, newItem, newVerification, sign, startCollecting, toToday, write } from './field-work.ts';
import { addPhoto, phonePhoto } from './portal.ts';
import { atDesk, doAs, journey, onPhone, sharedStage, watch } from './stage.ts';

interface View {
  title: string;
  status: string;
  files: { kind: string }[];
  story: { step: string; headline: string; detail: string }[];
  state: { content: { materials: unknown[]; mandate: { signed: string; signer: string } } };
}
interface QueueAnswer {
  items: { id: string; title: string; status: string }[];
}

const COUNTY = '640121';

/** What the worker's day costs in touches on the phone; docs/burden.md sets it beside the lines on paper. */
const TOUCHES = { report: 2, mandate: 13, verification: 6 };

journey(
  'a day offline: a burst pipe reported, an old man’s mandate for his pension signed, a verification filled; online all three arrive once',
  async () => {
    const stage = sharedStage();
    const pipe = `三组水管爆了${Date.now()}`;
    const itemName = `城乡居民养老保险待遇申领${Date.now()}`;
    const phone = await onPhone(stage, WORKER);
    const context = phone.context();
    const window = await atDesk(stage, 'window');
    const household = await newHousehold(phone, '穆');
    await newItem(await atDesk(stage, 'administrator'), itemName, ['收入证明', '户口簿']);
    const why = `核对低保申请里写的人口${Date.now()}`;
    const verification = await newVerification(window, household, why);
    await ready(phone);
    await context.setOffline(true);
    await phone.getByText(t('offline')).first().waitFor();
    const touches = await countTouches(phone);
    const spent: Record<string, number> = {};
    const since = async (what: string, before: number) => {
      spent[what] = (await touches()) - before;
    };

    await phone.getByRole('link', { name: t('report') }).click();
    await write(phone.getByRole('textbox', { name: report('what') }), pipe);
    await phone.getByRole('button', { name: report('sendOffline') }).click();
    await phone.getByText(report('today')).waitFor();
    await since('report', 0);

    let before = await touches();
    await startCollecting(phone, household);
    await write(phone.getByRole('searchbox', { name: services('whatSearch') }), '60岁养老金怎么领');
    await phone.getByRole('button', { name: itemName }).click();
    const identity = phone.getByRole('region', { name: '收入证明' });
    await identity.getByLabel('拍照或选照片').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
    await identity.getByRole('img').waitFor();
    const photo = 3; // the camera's tile, its shutter, and using what it took
    await phone.getByRole('region', { name: '户口簿' }).getByText(services('seen')).click();
    await phone.getByRole('button', { name: services('next') }).click();
    await phone.getByText(new RegExp(`替我办「${itemName}」`)).waitFor();
    await phone.getByRole('button', { name: services('sendOffline') }).click();
    await phone.getByText(services('signMissing')).waitFor();
    const slip = 1; // the press without a signature was this journey's, not the worker's
    await sign(phone);
    await phone.getByRole('button', { name: services('sendOffline') }).click();
    await phone.getByText(outbox('receiptLater')).waitFor();
    await since('mandate', before - photo + slip);

    await toToday(phone);
    before = await touches();
    await phone.getByRole('link', { name: why.slice(0, 12) }).click();
    await phone.getByText(verifications('checked')).click();
    await phone.getByRole('button', { name: verifications('allAsKnown') }).click();
    const own = phone.getByRole('region', { name: '房屋是否有人居住' });
    await own.getByText(verifications('answered')).click();
    await write(own.getByRole('textbox'), '有人住，屋顶漏雨');
    await phone.getByRole('button', { name: verifications('sendOffline') }).click();
    await phone.getByText(t('barWaitingOffline', { n: 3 })).waitFor();
    await since('verification', before);
    expect(spent).toEqual(TOUCHES);

    await context.setOffline(false);
    await phone.getByRole('status').getByText(t('barNothing')).waitFor();
    const found = async (q: string) => (await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q })).items;
    expect((await found(pipe)).length).toBe(1);
    const [proxy, ...more] = await found(itemName);
    expect(more).toEqual([]);
    const view = await doAs<View>(phone, 'matters.view', { id: proxy?.id });
    expect(view.state.content.materials).toEqual([
      { name: '收入证明', how: 'photo', original: false },
      { name: '户口簿', how: 'seen', original: false },
    ]);
    expect(view.state.content.mandate).toMatchObject({ signed: 'screen', signer: '' });
    expect(view.files).toHaveLength(2);
    const checked = await doAs<View>(window, 'matters.view', { id: verification });
    expect(checked.story.map(({ step }) => step)).toEqual(['file', 'report']);

    // The receipt for the old man's daughter: whoever has its code follows the matter.
    await phone
      .getByRole('link', { name: new RegExp(`代办.*${household.person.name}`) })
      .first()
      .click();
    const code = ((await phone.locator('.receipt-code').textContent()) ?? '').replaceAll(/\s/g, '');
    await phone.getByRole('img', { name: outbox('receiptQr') }).waitFor();
    const daughter = await onPhone(stage, null);
    await daughter.goto(`/progress#${code}`);
    await daughter.getByText(itemName).first().waitFor();
  },
);

journey(
  'papers are handed in on one list, what is missing is supplied at the door, and the mandate ends at the resident’s word, all offline',
  async () => {
    const stage = sharedStage();
    const itemName = `高龄津贴认定${Date.now()}`;
    const phone = await onPhone(stage, WORKER);
    const context = phone.context();
    const window = await atDesk(stage, 'window');
    const household = await newHousehold(phone, '苏');
    await newItem(await atDesk(stage, 'administrator'), itemName, ['收入证明', '户口簿']);
    await ready(phone);

    // Signed on paper by the daughter.
    await startCollecting(phone, household);
    await write(phone.getByRole('searchbox', { name: services('whatSearch') }), itemName);
    await phone.getByRole('button', { name: itemName }).click();
    await phone.getByRole('button', { name: services('missingCount', { n: 2 }) }).click();
    await phone.getByRole('button', { name: services('onPaper') }).click();
    await addPhoto(phone, await phonePhoto());
    await phone.getByText(services('otherSigns')).click();
    await phone.getByRole('textbox', { name: services('signer') }).fill('女儿 苏小梅');
    await phone.getByRole('button', { name: services('send') }).click();
    await phone.locator('.receipt-code').waitFor();
    const [filed] = (await doAs<QueueAnswer>(phone, 'matters.queue', { tab: 'all', q: itemName })).items;
    const id = filed?.id ?? '';
    const view = () => doAs<View>(window, 'matters.view', { id });
    expect((await view()).state.content.mandate).toMatchObject({ signed: 'paper', signer: '女儿 苏小梅' });

    await context.setOffline(true);
    await phone.goBack().catch(() => undefined);
    await toToday(phone);
    await phone.getByRole('link', { name: services('handIn', { n: 1 }).slice(0, 8) }).click();
    await phone.getByText(itemName).waitFor();
    await phone.getByRole('button', { name: /^交出/ }).click();
    await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
    await expect.poll(() => phone.getByRole('link', { name: services('handIn', { n: 1 }).slice(0, 8) }).count()).toBe(0);
    await context.setOffline(false);
    await phone.getByRole('status').getByText(t('barNothing')).waitFor();
    await expect.poll(async () => (await view()).status).toBe('to-sign');
    const { lists } = await doAs<{ lists: { id: string; matters: { id: string }[] }[] }>(window, 'proxy.handOvers', { open: true });
    const list = lists.find(({ matters }) => matters.some((one) => one.id === id));
    expect(list).toBeDefined();
    await doAs(window, 'proxy.receive', { id: list?.id });
    await doAs(window, 'matters.ask-missing', { id, seq: 2, missing: [{ name: '户口簿', why: '缺本人页' }] });

    await phone.reload();
    await phone.getByLabel(t('pin'), { exact: true }).fill('246813');
    await phone.getByRole('button', { name: t('unlock') }).click();
    await phone.locator(`a[href$="/matters/${id}"]`).first().click();
    await phone.getByText('户口簿：缺本人页').first().waitFor();
    await context.setOffline(true);
    await phone.getByRole('link', { name: services('supply') }).click();
    await addPhoto(phone, await phonePhoto());
    await phone.getByRole('button', { name: services('supplySend') }).click();
    await phone.getByText(t('barWaitingOffline', { n: 1 })).waitFor();
    await context.setOffline(false);
    await phone.getByRole('status').getByText(t('barNothing')).waitFor();
    await expect.poll(async () => (await view()).story.map(({ step }) => step)).toEqual(['file', 'hand-in', 'ask-missing', 'supply']);

    // At the door the daughter says that they no longer want it.
    await context.setOffline(true);
    await phone.getByRole('button', { name: matters('forResident', { step: '撤销委托，不办了' }) }).click();
    await phone.getByRole('dialog').getByRole('button', { name: '撤销委托，不办了' }).click();
    await phone.getByText(matters('stepKept'), { exact: true }).waitFor();
    await context.setOffline(false);
    await expect.poll(async () => (await view()).status).toBe('withdrawn');
  },
);

journey('a collected application that is refused is mended on its own screen, with its photo and signature still there', async () => {
  const stage = sharedStage();
  const itemName = `残疾人证新办${Date.now()}`;
  const phone = await onPhone(stage, WORKER);
  const context = phone.context();
  const household = await newHousehold(phone, '白');
  await newItem(await atDesk(stage, 'administrator'), itemName, ['收入证明']);
  await ready(phone);
  await context.setOffline(true);
  await startCollecting(phone, household);
  await write(phone.getByRole('searchbox', { name: services('whatSearch') }), itemName);
  await phone.getByRole('button', { name: itemName }).click();
  await addPhoto(phone, await phonePhoto());
  await phone.getByRole('button', { name: services('next') }).click();
  await sign(phone);
  await phone.close();

  // Killed before the last press: the photo and the signature are still there.
  const again = await openAgain(context);
  watch(again, 'again');
  await again.getByRole('link', { name: services('start') }).click();
  await again.getByText(services('restored')).waitFor();
  await again.getByRole('region', { name: '收入证明' }).getByRole('img').waitFor();
  await again.getByRole('button', { name: services('next') }).click();
  await again.getByRole('img', { name: '签好的字' }).waitFor();
  await again.getByRole('button', { name: services('sendOffline') }).click();
  await again.getByText(outbox('receiptLater')).waitFor();

  // The county shortened mandates while the phone was away.
  const administrator = await atDesk(stage, 'administrator');
  const limit = (value: number) =>
    doAs(administrator, 'policy.setParameter', {
      ...{ key: 'proxy.mandate', territory: COUNTY, value, source: '县里规定' },
      validFrom: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()),
    });
  await limit(30);
  try {
    await context.setOffline(false);
    await again.getByText(t('barAside', { n: 1 })).waitFor();
    await toToday(again);
    await again.getByRole('link', { name: new RegExp(t('barOpen')) }).click();
    await again.getByRole('link', { name: itemName }).click();
    await again.getByText('委托最长 30 天。').waitFor();
    await again.getByRole('link', { name: outbox('mend') }).click();
    await again.getByRole('region', { name: '收入证明' }).getByRole('img').waitFor();
    await again.getByRole('button', { name: services('next') }).click();
    await again.getByRole('img', { name: '签好的字' }).waitFor();
    const last = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + 30 * 86_400_000));
    await again.getByLabel(services('until')).fill(last);
    await again.getByRole('button', { name: services('mended') }).click();
    await again.getByRole('status').getByText(t('barNothing')).waitFor();
    const { items } = await doAs<QueueAnswer>(again, 'matters.queue', { tab: 'all', q: itemName });
    expect(items).toHaveLength(1);
    expect((await doAs<View>(again, 'matters.view', { id: items[0]?.id })).files).toHaveLength(2);
  } finally {
    await limit(90);
  }
});
