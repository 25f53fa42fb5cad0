import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { t as services } from '../web/field/services/messages.ts';
import { t } from '../web/field/shell/messages.ts';
import { doAs } from './demo-server.ts';
import { GRID } from './field.ts';
import { phonePhoto } from './portal.ts';

/** A household with an old man in it, of the grid the worker looks after. */
export interface Household {
  id: string;
  address: string;
  person: { id: string; name: string };
}

const rare = (): string => String.fromCodePoint(0x9e21 + Math.floor(Math.random() * 200));

/** Registers a household for a journey, so that no two journeys meet at one door; its head has a name nobody else has. */
export async function newHousehold(worker: Page, surname: string): Promise<Household> {
  const name = `${surname}${rare()}${rare()}`;
  const address = `六排${String(Date.now()).slice(-6)}号`;
  const { id } = await doAs<{ id: string }>(worker, 'people.saveHousehold', { grid: GRID, address });
  const person = await doAs<{ id: string }>(worker, 'people.save', { householdId: id, name, relation: '户主' });
  return { id, address, person: { id: person.id, name } };
}

/** Puts an item into the county's catalogue that may be applied for by mandate. */
export async function newItem(administrator: Page, name: string, materials: readonly string[]): Promise<string> {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const { id } = await doAs<{ id: string }>(administrator, 'services.save', {
    ...{ code: `field-${Date.now()}`, name, days: 5, validFrom: today, basis: '社会保险法第十六条' },
    materials: materials.map((material) => ({ name: material })),
  });
  return id;
}

/** The township asks the village to check a household. */
export async function newVerification(window: Page, household: Household, words: string): Promise<string> {
  const due = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + 5 * 86_400_000));
  const { id } = await doAs<{ id: string }>(window, 'verifications.request', {
    ...{ household: household.id, words, due, facts: ['lives-here', 'members'], questions: ['房屋是否有人居住'] },
  });
  return id;
}

const day = (ahead: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + ahead * 86_400_000));

async function uploaded(worker: Page): Promise<string> {
  const answer = await worker.context().request.post('/api/files', {
    headers: { 'x-linli': '1' },
    multipart: { file: { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() } },
  });
  return ((await answer.json()) as { id: string }).id;
}

/** An application taken at the door: an income certificate photographed, the household register itself taken along. */
export async function newProxy(worker: Page, household: Household, item: string): Promise<{ id: string; receiptCode: string }> {
  const file = await uploaded(worker);
  return doAs(worker, 'proxy.collect', {
    ...{ item, village: GRID.slice(0, 12), grid: GRID, channel: 'field', personId: household.person.id, address: household.address },
    materials: [
      { name: '收入证明', how: 'photo' },
      { name: '户口簿', how: 'seen', original: true },
    ],
    mandate: { signed: 'screen', until: day(60), file },
  });
}

/** The papers go to the township and the window signs for them. */
export async function toTheWindow(worker: Page, window: Page, matter: string): Promise<void> {
  const list = await doAs<{ id: string }>(worker, 'proxy.handIn', { matters: [{ id: matter, seq: 1 }] });
  await doAs(window, 'proxy.receive', { id: list.id });
}

/** Lets the first call of an operation arrive with something wrong in it, so that the server refuses it in its own words. */
export async function spoilOnce(
  context: BrowserContext,
  operation: string,
  spoil: (input: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  let spoilt = false;
  await context.route(`**/api/${operation.replace('.', '/')}`, async (route) => {
    if (spoilt) return route.continue();
    spoilt = true;
    await route.continue({ postData: JSON.stringify(spoil(route.request().postDataJSON() as Record<string, unknown>)) });
  });
}

/** Writes a name on the glass with a finger. */
export async function sign(phone: Page): Promise<void> {
  const pad = phone.getByRole('img', { name: services('signHere') });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no glass to sign on');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await phone.mouse.move(...at(0.2, 0.3));
  await phone.mouse.down();
  for (const [x, y] of [
    [0.4, 0.7],
    [0.6, 0.3],
    [0.8, 0.7],
  ] as const)
    await phone.mouse.move(...at(x, y), { steps: 4 });
  await phone.mouse.up();
  await phone.getByRole('button', { name: '重签' }).waitFor();
}

/** From a household's page to the search for an item, the person chosen. */
export async function startCollecting(phone: Page, household: Household): Promise<void> {
  await phone.getByRole('link', { name: t('residents') }).click();
  await write(phone.getByRole('searchbox'), household.person.name);
  await phone.getByRole('link', { name: household.person.name }).click();
  await phone.getByRole('link', { name: services('start') }).click();
  await phone.getByRole('button', { name: household.person.name }).click();
  await phone.getByRole('searchbox', { name: services('whatSearch') }).waitFor();
}

/** Back to the first screen by the app's own arrow. */
export async function toToday(phone: Page): Promise<void> {
  const there = phone.getByRole('link', { name: t('me') });
  const back = phone
    .getByRole('button', { name: '返回' })
    .or(phone.getByRole('link', { name: t('today') }))
    .first();
  const shown = () => phone.evaluate(() => document.body.innerText);
  for (;;) {
    await there.or(back).first().waitFor();
    if (await there.isVisible()) return;
    const before = await shown();
    await back.click();
    // A second press before the next screen stands would go back one too many.
    await expect.poll(shown).not.toBe(before);
  }
}

/** Begins to count every press of a finger in the page; the app is one document from its start to its lock. */
export async function countTouches(phone: Page): Promise<() => Promise<number>> {
  await phone.evaluate(() => {
    const counter = window as unknown as { touches?: number };
    if (counter.touches === undefined) document.addEventListener('pointerdown', () => (counter.touches = (counter.touches ?? 0) + 1), true);
    counter.touches = 0;
  });
  return () => phone.evaluate(() => (window as unknown as { touches: number }).touches);
}

/** Writes into a field as a person does: touched first, unless it has the focus already; letters are not touches. */
export async function write(field: Locator, words: string): Promise<void> {
  await field.waitFor();
  if (!(await field.evaluate((element) => element === document.activeElement))) await field.click();
  await field.fill(words);
}
