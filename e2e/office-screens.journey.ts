import { expect } from 'vitest';
import { say as queueWords } from '../web/office/matters/messages.ts';
import { everyScreen } from './every-screen.ts';
import { atDesk, journey, sharedStage } from './stage.ts';

everyScreen('office');

journey('the queue by keyboard: down, up, and Enter opens', async () => {
  const desk = await atDesk(sharedStage(), 'dispatcher');
  await desk.goto('/office/');
  const table = desk.getByRole('table', { name: queueWords('tabMine') });
  await table.getByRole('link').nth(2).waitFor();
  const titles = await table.getByRole('link').allInnerTexts();
  const focused = () => desk.evaluate(() => document.activeElement?.textContent ?? '');
  await desk.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(titles[0]);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(titles[2]);
  await desk.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe(titles[1]);
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { level: 1, name: titles[1] ?? '' }).waitFor();
});
