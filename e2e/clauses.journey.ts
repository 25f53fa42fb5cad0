import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Appointment, BodyView } from '../domain/bodies/contract.ts';
import type { Board, Cell } from '../domain/policy/board-contract.ts';
import { say as bodyWords } from '../web/office/bodies/messages.ts';
import { say } from '../web/office/clauses/messages.ts';
import { say as frame } from '../web/office/shell/messages.ts';
import { atDesk, doAs, journey, onPhone, sharedStage } from './stage.ts';

const MINNING = '640121104';
const YUHAI = '640121104204';
const RULE = 'grid-staffing';
const PATIENCE = { timeout: 40_000 };

const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

const stationOfYuhai = async (desk: Page): Promise<BodyView> => {
  const found = await doAs<{ items: { id: string }[] }>(desk, 'bodies.search', { q: '玉海村服务站', territory: YUHAI });
  return doAs<BodyView>(desk, 'bodies.view', { id: found.items[0]?.id });
};
const workersOf = (station: BodyView) => station.current.filter((post) => post.role === 'grid-worker');

/** Ends the post of the only worker of a grid of Yuhai, as of yesterday, and waits until the board knows. */
async function gridWithoutWorker(desk: Page): Promise<{ worker: Appointment; grid: string }> {
  const workers = workersOf(await stationOfYuhai(desk));
  const alone = workers.find((post) => workers.filter((other) => other.territory === post.territory).length === 1);
  if (!alone) throw new Error('no grid of Yuhai has exactly one worker');
  await doAs(desk, 'bodies.endAppointment', { id: alone.appointmentId, validUntil: day(-1) });
  await expect.poll(async () => (await doAs<Cell>(desk, 'board.cell', { place: YUHAI, rule: RULE })).verdict, PATIENCE).toBe('broken');
  return { worker: alone, grid: `第${Number(alone.territory.slice(-3))}网格` };
}

/** The grid has its worker again, whatever became of the journey. */
async function fillAgain(desk: Page, { personId, role, territory }: Appointment): Promise<void> {
  const station = await stationOfYuhai(desk);
  if (workersOf(station).some((post) => post.territory === territory)) return;
  await doAs(desk, 'bodies.appoint', { bodyId: station.id, personId, role, territory, validFrom: day(0), allowance: '每月 500 元' });
}

const cellNamed = (desk: Page, place: string, rule: string, verdict: string) =>
  desk.getByRole('button', { name: say('cellLabel', { place, rule, verdict }) });

/** Opens a cell and follows its button. */
async function followAct(desk: Page, place: string, rule: string): Promise<void> {
  await desk.goto(`/office/clauses?territory=${place.slice(0, 9)}&cell=${place}.${rule}`);
  await desk
    .getByRole('region', { name: say('panel') })
    .getByRole('link')
    .click();
}

/** The commit wakes whoever judges: it takes less than a second, and a little more where many tests run beside it. */
const holdsAtOnce = (desk: Page, place: string, rule: string) =>
  expect
    .poll(async () => (await doAs<Cell>(desk, 'board.cell', { place, rule })).verdict, { timeout: 15_000, interval: 100 })
    .toBe('holds');

async function choosePerson(form: Locator, name: string, place: string): Promise<void> {
  await form.getByRole('searchbox', { name: bodyWords('person') }).fill(name);
  await form
    .getByRole('button', { name: new RegExp(`^${name}.*${place}`) })
    .first()
    .click();
}

const bodyIn = async (desk: Page, territory: string, kind: string): Promise<BodyView> => {
  const { items } = await doAs<{ items: { id: string }[] }>(desk, 'bodies.search', { territory, kinds: [kind] });
  return doAs<BodyView>(desk, 'bodies.view', { id: items[0]?.id });
};

journey(
  'a grid without a worker: the button opens the appointment with role and grid chosen, and once it is made the cell holds',
  async () => {
    const desk = await atDesk(sharedStage(), 'administrator');
    const { worker, grid } = await gridWithoutWorker(desk);
    try {
      const { rules } = await doAs<Board>(desk, 'board.read', { territory: MINNING, limit: 1 });
      const title = rules.find((rule) => rule.id === RULE)?.title ?? '';

      await desk.goto(`/office/clauses?territory=${MINNING}`);
      await cellNamed(desk, '玉海村', title, say('broken')).click();
      const panel = desk.getByRole('region', { name: say('panel') });
      await panel.getByText(grid).first().waitFor();
      await panel.getByText('2017').first().waitFor();
      await panel.getByRole('link').click();

      const form = desk.getByRole('dialog');
      await form.getByText(`玉海村 ${grid}`).waitFor();
      expect(await form.getByLabel(bodyWords('role')).inputValue()).toBe('grid-worker');
      await choosePerson(form, worker.name, '玉海村');
      await form.getByLabel(bodyWords('allowance')).fill('每月 500 元，从县里网格经费发');
      await form.getByRole('button', { name: bodyWords('appointDo'), exact: true }).click();
      await desk.getByText(bodyWords('appointed')).waitFor();
      await holdsAtOnce(desk, YUHAI, RULE);
      // What one came for is done: reloading does not open it again.
      expect(new URL(desk.url()).search).toBe('');

      await desk.goBack();
      await panel.getByText(say('holds'), { exact: true }).first().waitFor(PATIENCE);
      await cellNamed(desk, '玉海村', title, say('holds')).waitFor(PATIENCE);
    } finally {
      await fillAgain(desk, worker);
    }
  },
);

journey('a grid worker without a work phone: the button opens the correction of this very post, and the cell holds', async () => {
  const desk = await atDesk(sharedStage(), 'administrator');
  const MULAN = '640121104201';
  expect((await doAs<Cell>(desk, 'board.cell', { place: MULAN, rule: 'worker-contact' })).verdict).toBe('broken');
  await followAct(desk, MULAN, 'worker-contact');
  const form = desk.getByRole('dialog');
  const phone = form.getByLabel(bodyWords('workPhone'));
  expect(await phone.inputValue()).toBe('');
  await phone.fill('0951-8099999');
  await form.getByRole('button', { name: frame('save') }).click();
  await desk.getByText(bodyWords('corrected')).waitFor();
  await holdsAtOnce(desk, MULAN, 'worker-contact');
});

journey('a village whose station has ended: the button founds the next one in that village, named as such stations are', async () => {
  const desk = await atDesk(sharedStage(), 'administrator');
  const { items } = await doAs<{ items: { code: string; name: string; shortName: string }[] }>(desk, 'territory.children', {
    code: '640121100',
  });
  const village = items.at(-1);
  if (!village) throw new Error('a township without villages');
  const station = await bodyIn(desk, village.code, 'service-station');
  for (const post of station.current) await doAs(desk, 'bodies.endAppointment', { id: post.appointmentId, validUntil: day(-1) });
  const { id, code, kind, name, shortName, territory, parentId, validFrom } = station;
  await doAs(desk, 'bodies.save', { id, code, kind, name, shortName, territory, parentId, validFrom, validUntil: day(-1) });
  const verdict = async () => (await doAs<Cell>(desk, 'board.cell', { place: village.code, rule: 'village-station' })).verdict;
  await expect.poll(verdict, PATIENCE).toBe('broken');

  await followAct(desk, village.code, 'village-station');
  const form = desk.getByRole('dialog');
  const named = form.getByLabel(bodyWords('name'), { exact: true });
  await named.waitFor();
  expect(await named.inputValue()).toBe(bodyWords('stationOf', { place: village.shortName }));
  expect(await form.getByLabel(bodyWords('kind')).inputValue()).toBe('service-station');
  await form.getByRole('button', { name: frame('save') }).click();
  await desk.getByRole('heading', { level: 1, name: bodyWords('stationOf', { place: village.shortName }) }).waitFor();
  await holdsAtOnce(desk, village.code, 'village-station');
});

journey(
  'a supervision committee of which nobody said who is a woman: the button asks it of a member, without ending the post',
  async () => {
    const desk = await atDesk(sharedStage(), 'administrator');
    const place = '640121104200';
    const committee = await bodyIn(desk, place, 'supervision-committee');
    for (const post of committee.current)
      await doAs(desk, 'bodies.correctAppointment', { id: post.appointmentId, phone: post.phone, allowance: '', woman: null });
    const verdict = async () => (await doAs<Cell>(desk, 'board.cell', { place, rule: 'supervision-committee' })).verdict;
    await expect.poll(verdict, PATIENCE).toBe('no-data');

    await followAct(desk, place, 'supervision-committee');
    const form = desk.getByRole('dialog');
    await form.getByRole('radio', { name: bodyWords('womanYes'), exact: true }).check();
    await form.getByRole('button', { name: frame('save') }).click();
    await desk.getByText(bodyWords('corrected')).waitFor();
    await holdsAtOnce(desk, place, 'supervision-committee');
    const after = await bodyIn(desk, place, 'supervision-committee');
    expect(after.current.map((post) => post.appointmentId)).toEqual(committee.current.map((post) => post.appointmentId));
  },
);

journey('the board by keyboard: arrows walk, Enter opens, Escape goes back; down to a township and up again', async () => {
  const desk = await atDesk(sharedStage(), 'supervisor');
  await desk.goto('/office/clauses');
  await desk
    .getByRole('button', { name: /^闽宁镇/ })
    .first()
    .click();
  await desk.getByRole('heading', { level: 1, name: say('titleOf', { place: '闽宁镇' }) }).waitFor();

  const grid = desk.getByRole('grid');
  const focused = () => desk.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await grid.getByRole('button').first().focus();
  const start = await focused();
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowRight');
  await expect.poll(focused).not.toBe(start);
  await desk.keyboard.press('ArrowLeft');
  await desk.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe(start);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { level: 3, name: say('sources') }).waitFor();
  expect(new URL(desk.url()).searchParams.get('cell')).toMatch(/^640121104\d{3}\./);
  await desk.keyboard.press('Escape');
  await desk.getByText(say('panelHint')).waitFor();

  await desk
    .getByRole('navigation', { name: say('path') })
    .getByRole('link', { name: '永宁县' })
    .click();
  await desk.getByRole('heading', { level: 1, name: say('titleOf', { place: '永宁县' }) }).waitFor();
  await desk.getByRole('button', { name: say('villages') }).click();
  await desk.getByRole('row', { name: /玉海村 *闽宁镇/ }).waitFor();
  await desk.reload();
  await desk.getByRole('row', { name: /玉海村 *闽宁镇/ }).waitFor();
});

journey('the supervisor of the region walks from five cities down to a village and takes the board along as a file', async () => {
  const desk = await atDesk(sharedStage(), 'region');
  await desk.goto('/office/clauses');
  const heading = (place: string) => desk.getByRole('heading', { level: 1, name: say('titleOf', { place }) }).waitFor();
  await heading('宁夏回族自治区');
  await expect.poll(() => desk.getByRole('row').count()).toBe(6);
  for (const [next, name] of [
    ['银川市', '银川市'],
    ['永宁县', '永宁县'],
    ['闽宁镇', '闽宁镇'],
  ] as const) {
    await desk
      .getByRole('button', { name: new RegExp(`^${next}`) })
      .first()
      .click();
    await heading(name);
  }
  await desk.getByRole('row', { name: /^原隆村/ }).waitFor();
  await desk.goto('/office/clauses');
  const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('button', { name: say('export') }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  await desk.getByLabel(say('day')).fill(day(-1));
  await desk.getByText(say('asItStood', { day: day(-1) })).waitFor();

  // Who serves several counties reads in which one a matter is.
  await desk.goto('/office/');
  await desk
    .getByRole('cell', { name: /^永宁县 \S+[村社区]/ })
    .first()
    .waitFor();
});

journey('a clerk of one township does not see the board of another county', async () => {
  const desk = await atDesk(sharedStage(), 'dispatcher');
  await desk.goto('/office/clauses?territory=640105');
  await desk.getByRole('link', { name: frame('goQueue') }).waitFor();
  expect(await desk.getByRole('grid').count()).toBe(0);
});

journey('on a phone what is wrong stands on the card, and opens as a sheet', async () => {
  const phone = await onPhone(sharedStage(), 'supervisor');
  await phone.goto(`/office/clauses?territory=${MINNING}`);
  await phone.locator('.clauses-card').filter({ hasText: '玉海村' }).getByRole('button').first().click();
  await phone
    .getByRole('dialog')
    .getByRole('heading', { name: say('sources') })
    .waitFor();
});
