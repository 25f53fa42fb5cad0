import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterEach, beforeEach, expect } from 'vitest';
import { operationTitle } from '../domain/audit/operation-title.zh.ts';
import type { MatterView } from '../domain/matters/contract.ts';
import type { RatesAnswer } from '../domain/statistics/contract.ts';
import { say as auditWords } from '../web/office/audit/messages.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { hoursText } from '../web/office/shell/times.ts';
import { t } from '../web/portal/matters/messages.ts';
import { statusWord } from '../web/portal/matters/status-words.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { type DemoServer, demoServer, signInAs } from './demo-server.ts';
import { chooseBody, hoursOf, openFromQueue, said, take, titleOf } from './office.ts';
import { addPhoto, followReceipt, lookAt, openFiling, phonePhoto, sendAndGetCode, write } from './portal.ts';
import { atDesk, doAs, journey, onPhone } from './stage.ts';

const WORDS = '学校门口路灯坏了一星期';
const POWER = '供电公司';
const HOUSING = '住房和城乡建设局';
const RESIDENT_PHONE = '15409510001';

let clock: MovableClock;
let server: DemoServer;

beforeEach(async () => {
  // A Tuesday, so that every hour of the story is an hour of work.
  clock = movableClock('2026-11-17T09:00:00+08:00');
  server = await demoServer(clock);
});
afterEach(() => server?.stop());

journey(
  'the lamp by the school: filed on a phone, passed up, sent wrong, returned, answered in time, rated, and all of it accounted for',
  async () => {
    const stage = { url: server.url, clock };
    const month = { territory: '640121104', from: '2026-11-01', until: '2026-11-30', by: 'total' };
    const dispatcher = await atDesk(stage, 'dispatcher');
    const rates = async (as: Page) => (await doAs<RatesAnswer>(as, 'statistics.rates', month)).rows[0];
    const filedBefore = (await rates(dispatcher))?.filed ?? 0;

    // The resident files on a phone, with a photo.
    const phone = await onPhone(stage, 'resident');
    await openFiling(phone);
    await write(phone, WORDS, '原隆村');
    await addPhoto(phone, await phonePhoto());
    const code = await sendAndGetCode(phone);
    expect(code).toMatch(/^[0-9A-Z]{4}-?[0-9A-Z]{4}$/);
    const id = await followReceipt(phone);

    // The station signs and passes it up.
    await clock.forward(60);
    const station = await atDesk(stage, 'station');
    await openFromQueue(station, WORDS);
    await take(station, 'sign');
    await take(station, 'pass-up', (form) => form.getByLabel(matterWords('wordsPassUp')).fill('灯杆归县里管，村里没有电工，请镇里派人。'));

    // The dispatcher gives it to the power company, which is not the owner.
    await clock.forward(60);
    await dispatcher.goto('/office/board');
    await dispatcher.getByRole('button', { name: WORDS }).click();
    await chooseBody(dispatcher.locator('form').filter({ hasText: matterWords('body') }), POWER);
    await dispatcher.getByRole('button', { name: titleOf('assign'), exact: true }).click();
    await said(dispatcher, matterWords('taken', { step: titleOf('assign') }));

    // It says why not, by which paper, and whose it is.
    await clock.forward(30);
    const power = await atDesk(stage, 'power');
    await openFromQueue(power, WORDS);
    await take(power, 'return', async (form) => {
      await form.getByLabel(matterWords('wordsReturn')).fill('线路有电，坏的是灯头，不归供电公司管。');
      await form.getByLabel(matterWords('basis')).fill('县职责清单第 12 条');
      await chooseBody(form, HOUSING);
    });

    // The second time it goes to the right one, and that can no longer be returned.
    await clock.forward(30);
    await dispatcher.goto('/office/board');
    await dispatcher
      .getByRole('region', { name: queueWords('boardReturned') })
      .getByRole('button', { name: WORDS })
      .click();
    await dispatcher.getByText('县职责清单第 12 条').first().waitFor();
    await chooseBody(dispatcher.locator('form').filter({ hasText: matterWords('body') }), HOUSING);
    await dispatcher.getByRole('button', { name: titleOf('assign'), exact: true }).click();
    await said(dispatcher, matterWords('taken', { step: titleOf('assign') }));

    // The housing bureau rings the resident, which leaves a trace, and answers.
    await clock.forward(24 * 60);
    const housing = await atDesk(stage, 'housing');
    await openFromQueue(housing, WORDS);
    await expect.poll(() => housing.getByText(RESIDENT_PHONE).count()).toBe(0);
    await housing.getByRole('button', { name: matterWords('reveal') }).click();
    await housing.getByRole('button', { name: matterWords('revealDo') }).click();
    await housing.getByText(RESIDENT_PHONE).first().waitFor();
    await take(housing, 'sign');
    await clock.forward(60);
    // A session of staff does not last the night.
    await signInAs(dispatcher, 'dispatcher');
    const before = await rates(dispatcher);
    await take(housing, 'answer', (form) =>
      form.getByLabel(matterWords('wordsAnswer')).fill('灯头已经换好，今晚会亮。再坏请直接打 8011234。'),
    );

    // The resident reads it on the phone and rates.
    await lookAt(phone, id);
    await phone.getByText('灯头已经换好，今晚会亮。').first().waitFor();
    await phone.getByRole('button', { name: t('solved'), exact: true }).click();
    const sheet = phone.getByRole('dialog');
    await sheet
      .getByRole('group', { name: t('rateSolved') })
      .getByText(t('rateSolvedYes'), { exact: true })
      .click();
    await sheet
      .getByRole('group', { name: t('rateSatisfied') })
      .getByText(t('satisfiedYes'), { exact: true })
      .click();
    await sheet.getByRole('button', { name: t('rateSend') }).click();
    await phone.getByText(t('rated')).waitFor();
    await phone.goto('/matters');
    await phone
      .getByRole('link', { name: WORDS })
      .filter({ hasText: statusWord('closed') })
      .waitFor();

    // The office sees where every hour went: 9:00–10:00 station, –11:00 and 11:30–12:00 centre, 11:00–11:30 power, then housing.
    await openFromQueue(dispatcher, WORDS);
    const matter = await doAs<MatterView>(dispatcher, 'matters.view', { id });
    const held = Object.fromEntries((matter.attribution?.totals ?? []).map((total) => [total.name ?? total.heading, total.minutes]));
    // The journey itself takes some seconds of every part.
    const about = (minutes: number) => expect.closeTo(minutes + 2, -0.7);
    expect(held).toEqual({
      原隆村服务站: about(60),
      闽宁镇民生服务中心: about(90),
      国网宁夏电力有限公司永宁县供电公司: about(30),
      永宁县住房和城乡建设局: about(450),
    });
    expect(matter.attribution?.minutes).toBe(Object.values(held).reduce((sum, minutes) => sum + minutes, 0));
    expect(await hoursOf(dispatcher)).toEqual(
      Object.fromEntries(Object.entries(held).map(([name, minutes]) => [name, hoursText(minutes)])),
    );

    // The photo is there, without the camera and the place inside.
    const [photo] = matter.files;
    const kept = await dispatcher.context().request.get(`/api/files/${photo?.id}`);
    expect((await sharp(await kept.body()).metadata()).exif).toBeUndefined();

    // The rates moved by this one matter.
    const after = await rates(dispatcher);
    expect(after?.filed).toBe(filedBefore + 1);
    for (const name of ['answered', 'response', 'resolution', 'satisfaction'] as const) {
      const { numerator = 0, denominator = 0 } = before?.rates[name] ?? {};
      expect(after?.rates[name], name).toMatchObject({ numerator: numerator + 1, denominator: denominator + 1 });
    }
    await dispatcher.goto('/office/statistics');
    const answered = after?.rates.answered;
    await dispatcher.getByText(`${answered?.numerator} / ${answered?.denominator}`).first().waitFor();

    // The supervisor finds who saw the phone, when and why.
    const supervisor = await atDesk(stage, 'supervisor');
    await supervisor.goto('/office/audit');
    await supervisor.getByLabel(auditWords('matter')).fill(matter.number);
    await supervisor.getByRole('button', { name: auditWords('find'), exact: true }).click();
    const row = supervisor
      .getByRole('row')
      .filter({ hasText: '徐丽萍' })
      .filter({ hasText: operationTitle('matters.reveal') });
    await row.waitFor();
    await expect.poll(() => row.textContent()).toContain(matterWords('revealPreset'));
  },
);
