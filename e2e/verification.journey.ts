import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as peopleWords } from '../web/office/people/messages.ts';
import { say } from '../web/office/verifications/messages.ts';
import { said, take } from './office.ts';
import { atDesk, doAs, journey, sharedStage, unheard } from './stage.ts';

const KIND = 'home-verification';
const takeVisit = (desk: Page, step: string, fill?: (form: Locator) => Promise<void>) => take(desk, step, fill, KIND);

/** From the list, the part of it a verification is in, to its page. */
async function openFrom(desk: Page, part: 'open' | 'answered' | 'ended', title: string): Promise<void> {
  await desk.goto(`/office/verifications?part=${part}`);
  await desk.getByRole('link', { name: title }).click();
  await desk.getByRole('heading', { level: 1, name: title }).waitFor();
}

journey(
  'a home visit: the township asks, the station says who goes, entry is refused, another visit answers, the township takes it',
  async () => {
    const stage = sharedStage();
    const title = unheard('核对救助申请里的人口');
    const window = await atDesk(stage, 'window');
    const { items } = await doAs<{ items: { id: string; name: string }[] }>(window, 'people.search', { q: '15409510001' });
    await window.goto(`/office/people/${items.find(({ name }) => name === '王秀兰')?.id}`);
    await window.getByRole('button', { name: '办理诉求' }).click();
    await window.getByRole('button', { name: peopleWords('purposeDo') }).click();
    await window.getByRole('button', { name: say('askTitle') }).click();

    // Nothing to ask is nothing to send.
    const form = window.getByRole('dialog');
    await form.getByLabel(say('words')).fill(title);
    await form.getByRole('button', { name: say('ask') }).click();
    await form.getByText(say('nothingAsked')).waitFor();
    await form.getByRole('checkbox', { name: '是否常住' }).check();
    await form.getByLabel(say('questions')).fill('房屋有没有漏雨');
    await form.getByRole('button', { name: say('ask') }).click();
    await form.waitFor({ state: 'hidden' });

    const station = await atDesk(stage, 'station');
    await openFrom(station, 'open', title);
    await takeVisit(station, 'plan', (plan) => plan.getByRole('radio', { name: '李建军' }).check());
    await window.goto('/office/verifications');
    await window.getByRole('row').filter({ hasText: title }).getByText('李建军').waitFor();

    // That nobody let the worker in is a result, not a failure.
    const worker = await atDesk(stage, 'grid-worker');
    await openFrom(worker, 'open', title);
    await takeVisit(worker, 'report', (report) => report.getByRole('radio', { name: '群众不同意入户' }).check());
    await window.goto('/office/verifications?part=answered');
    await window.getByRole('row').filter({ hasText: title }).getByText('群众不同意入户').waitFor();
    await openFrom(window, 'answered', title);
    await takeVisit(window, 'check-again', async (again) => {
      await again.getByLabel(matterWords('dueDay')).fill(new Date(Date.now() + 8 * 3_600_000 + 4 * 86_400_000).toISOString().slice(0, 10));
      await again.getByLabel(matterWords('wordsCheckAgain')).fill('请换个时间再去一次。');
    });

    await openFrom(worker, 'open', title);
    await takeVisit(worker, 'report', async (report) => {
      await report.getByRole('radio', { name: '已核查' }).check();
      await report.getByLabel('是否常住', { exact: true }).selectOption('as-known');
      await report.getByLabel('房屋有没有漏雨', { exact: true }).selectOption('answered');
      await report.getByLabel(matterWords('howItIs', { question: '房屋有没有漏雨' })).fill('东屋漏雨');
    });
    await openFrom(window, 'answered', title);
    await window.getByText('东屋漏雨').first().waitFor();

    // Oversight says first why, and closes it when done.
    const supervisor = await atDesk(stage, 'supervisor');
    await supervisor.goto(window.url());
    const open = supervisor.getByRole('button', { name: matterWords('papersOpen') });
    await open.waitFor();
    expect(await supervisor.getByText('东屋漏雨').count()).toBe(0);
    await open.click();
    await supervisor.getByText('东屋漏雨').first().waitFor();
    await supervisor.getByRole('button', { name: matterWords('papersClose') }).click();
    await open.waitFor();
    expect(await supervisor.getByText('东屋漏雨').count()).toBe(0);

    await takeVisit(window, 'take');
    await openFrom(station, 'ended', title);
    await said(station, '镇里收下结果');
  },
);
