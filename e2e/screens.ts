import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import testDatabaseServer from '../scripts/test-database.ts';
import { launchBrowser } from './browser.ts';
import { DESK, demoServer, PHONE, person, signInAs } from './demo-server.ts';

const FOLDER = join(import.meta.dirname, '..', 'screens');

interface Screen {
  name: string;
  as: string | null;
  path: string;
  sizes?: { name: string; width: number; height: number }[];
  elder?: boolean;
  dark?: boolean;
}

const phone = { name: '360', ...PHONE };
const desk = { name: '1440', ...DESK };
const both = [phone, desk];

const SCREENS: Screen[] = [
  { name: 'portal-home-guest', as: null, path: '/', sizes: both },
  { name: 'portal-home', as: 'resident', path: '/', sizes: both },
  { name: 'portal-home-dark', as: 'resident', path: '/', sizes: [phone], dark: true },
  { name: 'portal-elder', as: 'elder', path: '/', sizes: [phone], elder: true },
  { name: 'portal-file', as: 'resident', path: '/file', sizes: both },
  { name: 'portal-matters', as: 'resident', path: '/matters', sizes: [phone] },
  { name: 'portal-progress', as: null, path: '/progress', sizes: [phone] },
  { name: 'portal-village', as: 'resident', path: '/village', sizes: both },
  { name: 'portal-sign-in', as: null, path: '/sign-in', sizes: both },
  { name: 'portal-me', as: 'resident', path: '/me', sizes: [phone] },
  { name: 'office-sign-in', as: null, path: '/office/', sizes: both },
  { name: 'office-queue', as: 'dispatcher', path: '/office/', sizes: both },
  { name: 'office-queue-station', as: 'station', path: '/office/', sizes: both },
  { name: 'office-intake', as: 'window', path: '/office/intake', sizes: both },
  { name: 'office-board', as: 'dispatcher', path: '/office/board', sizes: both },
  { name: 'office-supervision', as: 'supervisor', path: '/office/supervision', sizes: both },
  { name: 'office-places', as: 'dispatcher', path: '/office/places/640121104205', sizes: both },
  { name: 'office-bodies', as: 'administrator', path: '/office/bodies', sizes: both },
  { name: 'office-people', as: 'station', path: '/office/people', sizes: both },
  { name: 'office-statistics', as: 'dispatcher', path: '/office/statistics', sizes: both },
  { name: 'office-policy', as: 'administrator', path: '/office/policy', sizes: both },
  { name: 'office-accounts', as: 'administrator', path: '/office/accounts', sizes: both },
  { name: 'office-messages', as: 'administrator', path: '/office/messages', sizes: both },
  { name: 'office-audit', as: 'supervisor', path: '/office/audit', sizes: both },
  { name: 'office-me', as: 'dispatcher', path: '/office/me', sizes: both },
];

/** Writes a picture of each screen of the demo county into the git-ignored folder `screens/`; a part of the name chooses some. */
const wanted = process.argv[2] ?? '';
const stopDatabase = await testDatabaseServer();
const server = await demoServer();
const browser = await launchBrowser();
try {
  if (!wanted) await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const screen of SCREENS.filter((one) => one.name.includes(wanted))) {
    for (const size of screen.sizes ?? [phone]) {
      const context = await person(browser, server.url, size);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      if (screen.dark) await page.emulateMedia({ colorScheme: 'dark' });
      if (screen.as) await signInAs(page, screen.as);
      await page.goto(screen.path);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(FOLDER, `${screen.name}-${size.name}.png`), fullPage: true });
      console.log(`${screen.name}-${size.name}${problems.length ? `: ${problems.join(' | ').slice(0, 300)}` : ''}`);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await stopDatabase?.();
}
