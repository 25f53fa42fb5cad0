import type { FieldDay, FieldHousehold } from '../domain/field/contract.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { demoServer, PHONE, person, signInAs } from '../e2e/demo-server.ts';
import { ready, WORKER } from '../e2e/field.ts';
import testDatabaseServer from '../scripts/test-database.ts';
import { freshWeb } from '../scripts/web.mjs';
import { t as people } from '../web/field/people/messages.ts';
import { t } from '../web/field/shell/messages.ts';

const HOUSEHOLDS = 500;
const THROTTLE = 4;
/** Pixels of a page and pixels a second: a quick thumb. */
const DISTANCE = 12_000;
const SPEED = 3_000;
const FRAME = 1000 / 60;

interface Frames {
  frames: number;
  dropped: number;
  longest: number;
}

/** In the page, as text because the tool that runs this file would name its functions: begins to note when each frame is drawn. */
const WATCH = `(() => {
  const mine = { frames: [], going: true };
  window.watch = mine;
  const next = (at) => {
    if (!mine.going) return;
    mine.frames.push(at);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})()`;
/** In the page: the moments at which frames were drawn, in milliseconds. */
const SEEN = `(() => {
  window.watch.going = false;
  return window.watch.frames;
})()`;

/** In the page: moves it on with every frame, as far as the time since the frame before asks; a page that cannot keep up moves in fewer, longer strides. */
const scrolling = (distance: number): string => `new Promise((done) => {
  const from = window.scrollY;
  let began;
  const next = (at) => {
    began ??= at;
    const gone = Math.min(${Math.abs(distance)}, ((at - began) / 1000) * ${SPEED});
    window.scrollTo(0, from + ${Math.sign(distance)} * gone);
    if (gone < ${Math.abs(distance)}) requestAnimationFrame(next);
    else done();
  };
  requestAnimationFrame(next);
})`;

/** Frames that should have been drawn and were not. */
function judged(moments: readonly number[]): Frames {
  const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? at));
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME) - 1), 0);
  return { frames: gaps.length, dropped, longest: Math.max(0, ...gaps) };
}

freshWeb(console.error);
const stopDatabase = await testDatabaseServer();
const server = await demoServer();
const browser = await launchBrowser();
try {
  const context = await person(browser, server.url, PHONE);
  const phone = await context.newPage();
  await signInAs(phone, WORKER);
  await context.route('**/api/field/sync', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as FieldDay;
    const part = body.parts.households;
    const one = part?.items[0];
    if (part && one)
      part.items = Array.from({ length: HOUSEHOLDS }, (_, at) => ({
        ...one,
        id: `h${at}`,
        value: { ...(one.value as FieldHousehold), id: `h${at}`, address: `${at + 1}号` },
      }));
    await route.fulfill({ response: answer, json: body });
  });
  await ready(phone);
  await phone.getByRole('link', { name: t('residents') }).click();
  await phone.getByRole('list', { name: people('title') }).waitFor();
  const tools = await context.newCDPSession(phone);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  const during = async (work: () => Promise<unknown>): Promise<Frames> => {
    await phone.evaluate(WATCH);
    await work();
    return judged(await phone.evaluate<number[]>(SEEN));
  };
  const scroll = (distance: number) => phone.evaluate(scrolling(distance));
  console.log(`| ${HOUSEHOLDS} households, processor slowed ${THROTTLE} times | frames | dropped | longest, ms |`);
  console.log('|---|---|---|---|');
  for (const round of [1, 2, 3]) {
    const still = await during(() => phone.waitForTimeout((DISTANCE / SPEED) * 1000));
    const down = await during(() => scroll(DISTANCE));
    const moved = await phone.evaluate(() => window.scrollY);
    if (moved < DISTANCE * 0.8) throw new Error(`the list moved by ${moved} px only, the figures mean nothing`);
    const up = await during(() => scroll(-DISTANCE));
    for (const [what, { frames, dropped, longest }] of Object.entries({
      'standing still': still,
      'scrolled down': down,
      'scrolled up': up,
    }))
      console.log(
        `| ${round}: ${what} | ${frames} | ${dropped} (${((dropped / (frames + dropped)) * 100).toFixed(1)} %) | ${longest.toFixed(0)} |`,
      );
  }
} finally {
  await browser.close();
  await server.stop();
  await stopDatabase?.();
}
