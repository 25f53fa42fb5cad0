import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect } from 'vitest';
import { importCatalogue } from '../server/modules/services/index.ts';
import { say } from '../web/office/services/messages.ts';
import { shiftDay } from '../web/office/shell/times.ts';
import { type DemoServer, demoServer } from './demo-server.ts';
import { said } from './office.ts';
import { atDesk, journey } from './stage.ts';

const EXAMPLES = readFileSync(new URL('../server/data/services/example-catalogue.csv', import.meta.url), 'utf8');

let server: DemoServer;
beforeEach(async () => {
  server = await demoServer();
  await importCatalogue(server.databaseUrl, EXAMPLES, '640121');
});
afterEach(() => server?.stop());

journey('the catalogue: an example is found in plain words, published as the county’s own, changed from a day on, and ended', async () => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const [tomorrow, later] = [shiftDay(today, 1), shiftDay(today, 30)];
  const name = '农村计划生育家庭节育奖';
  const administrator = await atDesk(server, 'administrator');
  await administrator.goto('/office/services');
  await administrator.getByRole('searchbox', { name: say('search') }).fill('计划生育节育奖怎么申请');
  await administrator.getByRole('link', { name, exact: true }).click();
  await administrator.getByText(say('example', { source: '广东省开平市' })).waitFor();

  // The copy is checked line by line; a fee that is no amount is said at once.
  await administrator.getByRole('button', { name: say('publish') }).click();
  const form = administrator.getByRole('dialog');
  await expect.poll(() => form.getByLabel(say('code')).inputValue()).toBe('640121-15');
  await form.getByLabel(say('applicants')).fill('本县农村户籍的计划生育家庭');
  await form.getByLabel(say('formFee')).fill('免费');
  await form.getByText(say('feeWrong')).waitFor();
  await form.getByLabel(say('formFee')).fill('0');
  await form.getByLabel(say('formMaterials')).fill('身份证\n户口簿\n身份证');
  await form.getByRole('button', { name: say('publishDo') }).click();
  await form.getByText('同一份材料写了两次').first().waitFor();
  await form.getByLabel(say('formMaterials')).fill('身份证\n户口簿');
  await form.getByRole('button', { name: say('publishDo') }).click();
  await said(administrator, say('published', { date: today }));
  await administrator.getByText('本县农村户籍的计划生育家庭').first().waitFor();
  await administrator.getByText(say('free')).first().waitFor();
  await expect.poll(() => administrator.getByText(say('exampleWords')).count()).toBe(0);
  const own = administrator.url();

  // A change from tomorrow on: today's version still holds.
  await administrator.getByRole('button', { name: say('edit'), exact: true }).click();
  await form.getByLabel(say('formDays')).fill('10');
  await form.getByLabel(say('validFrom')).fill(tomorrow);
  await form.getByRole('button', { name: say('save') }).click();
  await said(administrator, say('saved', { date: tomorrow }));
  await administrator.getByText(say('version', { n: 2 })).waitFor();
  await administrator
    .getByText(say('from', { from: tomorrow }))
    .first()
    .waitFor();

  // Ended before that change began would let it run on: refused, with the day.
  await administrator.getByRole('button', { name: say('retire'), exact: true }).click();
  const ending = administrator.getByRole('dialog').filter({ hasText: say('retireTitle') });
  await ending.getByRole('button', { name: say('retireDo') }).click();
  await ending.getByText(`${tomorrow} 起有一次改动`).first().waitFor();
  await ending.getByLabel(say('retireDay')).fill(later);
  await ending.getByRole('button', { name: say('retireDo') }).click();
  await said(administrator, say('retired', { date: later }));

  // Everybody at work reads it, nobody else keeps it; the example is gone.
  const station = await atDesk(server, 'station');
  await station.goto(own);
  await station.getByRole('heading', { level: 1, name }).waitFor();
  expect(await station.getByRole('button', { name: say('edit'), exact: true }).count()).toBe(0);
  await station.goto('/office/services');
  await station.getByRole('link', { name, exact: true }).waitFor();
  await station.goto('/office/services?part=ended');
  await station.getByRole('link', { name, exact: true }).waitFor();
});
