import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { appeal } from '../domain/matters/appeal/appeal.ts';
import { say as shellWords } from '../web/office/shell/messages.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';

export type StepName = keyof typeof appeal.steps;

/** The title of a step, which is also the words on its button. */
export const titleOf = (step: StepName): string => appeal.steps[step].title;

/** Finds a matter the way a clerk does, by a few of its words, and opens it. */
export async function openFromQueue(desk: Page, title: string): Promise<void> {
  await desk.goto('/office/');
  const search = desk.getByRole('textbox', { name: shellWords('search') });
  await search.fill(title);
  await search.press('Enter');
  await desk.getByRole('link', { name: title }).first().click();
  await desk.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** What can be done now, on the page of a matter. */
export const stepsOf = (desk: Page): Locator => desk.getByRole('region', { name: matterWords('now') });

/** Takes a step on the page of a matter; `fill` writes its form where it has one. */
export async function take(desk: Page, step: StepName, fill?: (form: Locator) => Promise<void>): Promise<void> {
  const title = titleOf(step);
  await stepsOf(desk).getByRole('button', { name: title, exact: true }).click();
  if (fill) {
    const form = desk.getByRole('dialog').filter({ has: desk.getByRole('button', { name: title, exact: true }) });
    await fill(form);
    await form.getByRole('button', { name: title, exact: true }).click();
  }
  await said(desk, matterWords('taken', { step: title }));
}

/** Waits for the sentence that says what happened. */
export async function said(desk: Page, words: string): Promise<void> {
  await desk.getByText(words).first().waitFor();
}

/** Chooses the body a step goes to by a part of its name, looked up the way one would. */
export async function chooseBody(form: Locator, name: string): Promise<void> {
  await form.getByRole('radio', { name }).first().check();
}

/** The minutes of work the page says each body held the matter, by the name shown. */
export async function hoursOf(desk: Page): Promise<Record<string, string>> {
  const lines = await desk.locator('.attribution li').allInnerTexts();
  expect(lines.length).toBeGreaterThan(0);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split(/\s+/).filter(Boolean);
      return [name, rest.join(' ')];
    }),
  );
}
