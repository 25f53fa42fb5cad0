import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { MATTER_KINDS } from '../domain/matters/kinds.ts';
import { say as matterWords } from '../web/office/matters/matter/messages.ts';
import { say as shellWords } from '../web/office/shell/messages.ts';

/** The title of a step, which is also the words on its button. */
export function titleOf(step: string, kind = 'appeal'): string {
  const declared = MATTER_KINDS.find((definition) => definition.kind === kind)?.steps[step];
  if (!declared) throw new Error(`${kind} has no step ${step}`);
  return declared.title;
}

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
export async function take(desk: Page, step: string, fill?: (form: Locator) => Promise<void>, kind = 'appeal'): Promise<void> {
  const title = titleOf(step, kind);
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

/** Chooses the body a step goes to by a part of its name. */
export async function chooseBody(form: Locator, name: string): Promise<void> {
  await form.getByRole('radio', { name }).first().check();
}

/** The hours of work the page says each body held the matter, by the name shown: `7:30`. */
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
