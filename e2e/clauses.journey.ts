import type { Page } from 'playwright-core';
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

journey(
  'a grid without a worker is broken on the board; its button leads to the station, and once somebody is appointed it holds',
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

      await desk.getByRole('button', { name: bodyWords('appoint'), exact: true }).click();
      const form = desk.getByRole('dialog');
      await form.getByLabel(bodyWords('role')).selectOption({ label: '网格员' });
      await form.getByRole('searchbox', { name: bodyWords('person') }).fill(worker.name);
      await form
        .getByRole('button', { name: new RegExp(`^${worker.name}.*玉海村`) })
        .first()
        .click();
      await form.getByRole('combobox', { name: bodyWords('grid') }).click();
      await desk
        .getByRole('option', { name: grid, exact: true })
        .or(desk.locator('.ant-select-item-option', { hasText: grid }))
        .last()
        .click();
      await form.getByLabel(bodyWords('allowance')).fill('每月 500 元，从县里网格经费发');
      await form.getByRole('button', { name: bodyWords('appointDo'), exact: true }).click();
      await desk.getByText(bodyWords('appointed')).waitFor();

      await desk.goBack();
      await panel.getByText(say('holds'), { exact: true }).first().waitFor(PATIENCE);
      await cellNamed(desk, '玉海村', title, say('holds')).waitFor(PATIENCE);
    } finally {
      await fillAgain(desk, worker);
    }
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
