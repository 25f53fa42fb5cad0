import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import testDatabaseServer from '../scripts/test-database.ts';
import { launchBrowser } from './browser.ts';
import { DESK, demoServer, PHONE, person, signInAs } from './demo-server.ts';
import { fieldScreens } from './field-screens.ts';
import { addressOf, SCREENS } from './screen-list.ts';

const FOLDER = join(import.meta.dirname, '..', 'screens');

/** Writes a picture of each screen of the demo county into the git-ignored folder `screens/`; a part of the name chooses some. */
const wanted = process.argv[2] ?? '';
const stopDatabase = await testDatabaseServer();
const server = await demoServer();
const browser = await launchBrowser();
try {
  if (!wanted) await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const screen of SCREENS.filter((one) => one.name.includes(wanted))) {
    for (const size of screen.sizes) {
      const context = await person(browser, server.url, size);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      if (screen.dark) await page.emulateMedia({ colorScheme: 'dark' });
      if (screen.as) await signInAs(page, screen.as);
      await page.goto(await addressOf(screen, context));
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(FOLDER, `${screen.name}-${size.name}.png`), fullPage: true });
      console.log(`${screen.name}-${size.name}${problems.length ? `: ${problems.join(' | ').slice(0, 300)}` : ''}`);
      await context.close();
    }
  }
  for (const width of wanted.startsWith('portal') || wanted.startsWith('office') ? [] : [PHONE.width, 390]) {
    const [phone, window, administrator] = await Promise.all(
      ['grid-worker', 'window', 'administrator'].map(async (persona, at) => {
        const page = await (await person(browser, server.url, at === 0 ? { ...PHONE, width } : DESK)).newPage();
        await signInAs(page, persona);
        return page;
      }),
    );
    if (!phone || !window || !administrator) continue;
    for await (const name of fieldScreens(phone, window, administrator)) {
      if (name.includes(wanted)) await phone.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true });
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await stopDatabase?.();
}
