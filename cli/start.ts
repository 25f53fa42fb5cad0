import { createServer } from 'node:net';
import { Command } from 'commander';
import { demoCounty, NO_DEMO_COUNTY } from './demo-county.ts';
import { whenNpmIsGone } from './npm-parent.ts';
import { databaseSetting, homeSetting, portSetting } from './settings.ts';

interface Persona {
  username?: string;
  phone?: string;
  name: string;
  title: string;
}

/** Finds out before anything heavy starts whether the port can be served on; throws one sentence when not. */
export async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Error(`Port ${port} is taken by another program: stop it, or set PORT to another number.`));
      else if (error.code === 'EACCES') reject(new Error(`Port ${port} may not be used by this user: set PORT to a number above 1023.`));
      else reject(error);
    });
    probe.listen(port, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

function signInLines(personas: readonly Persona[]): string[] {
  const width = Math.max(...personas.map(({ username, phone }) => (username ?? phone ?? '').length));
  return personas.map(({ username, phone, name, title }) => `  ${(username ?? phone ?? '').padEnd(width)}  ${name} ${title}`);
}

/** Settles on the first request to end: a signal, the death of the npm that started us, or a loss named in a sentence. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
    whenNpmIsGone(() => resolve());
  });
}

async function start(options: { demo?: boolean }): Promise<void> {
  const home = homeSetting();
  const port = portSetting();
  const named = databaseSetting();
  const log = (line: string) => console.log(line);

  // Asked from the beginning on, so that Ctrl-C during a long first start also ends everything in order.
  const asked = untilAsked();
  let ending = false;
  void asked.then(() => {
    ending = true;
  });
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };

  try {
    const { holdHome } = await import('../server/platform/home-lock.ts');
    const held = await holdHome(home);
    closers.push(() => held.release());
    await checkPort(port);

    const { freshWeb } = await import('../scripts/web.mjs');
    freshWeb(log);

    let databaseUrl = named;
    let lost: Promise<string> = new Promise(() => {});
    if (databaseUrl) {
      const { reachDatabase } = await import('../server/platform/reach-database.ts');
      await reachDatabase(databaseUrl);
    } else {
      const { startEmbeddedPostgres } = await import('../server/platform/embedded-postgres.ts');
      const running = await startEmbeddedPostgres({ home, log });
      closers.push(() => running.stop());
      databaseUrl = running.url;
      lost = running.lost;
    }

    const { migrate } = await import('../server/migrations/migrate.ts');
    if (!ending) await migrate(databaseUrl);
    const county = await demoCounty();
    if (!county && options.demo) throw new Error(NO_DEMO_COUNTY);
    if (county && !ending && (options.demo || !named) && (await county.isEmpty(databaseUrl))) {
      log('Loading the demo county …');
      const loaded = await county.loadDemo(databaseUrl, { home });
      log(`  ${loaded.households} households and ${loaded.matters} matters in ${loaded.seconds.toFixed(1)} s`);
    }
    const demo = county !== null && (await county.isDemo(databaseUrl));
    if (ending) return await close();

    const { serve } = await import('../server/start.ts');
    const server = await serve({ port, databaseUrl, home, demo });
    closers.push(() => server.close());

    log(`\nLinli 邻里  ${server.url}          居民门户 for residents`);
    log(`           ${new URL('/office', server.url)}    办公端 for staff`);
    log(`Data: ${named ? 'the database in DATABASE_URL, files' : 'database and files'} in ${home}`);
    if (county && demo)
      log(
        [
          `\nDemo county, invented people. Sign in as any of them with one click; or staff by name with the password ${county.DEMO_PASSWORD}, residents by phone:`,
          ...signInLines(county.personas),
        ].join('\n'),
      );
    log('\nCtrl-C stops it.');

    const sentence = await Promise.race([asked, lost]);
    await close();
    if (sentence) throw new Error(sentence);
  } catch (error) {
    await close();
    throw error;
  }
}

/** `linli start`: everything from an empty folder to a served address. */
export const startCommand = new Command('start')
  .description('serve Linli (PORT, LINLI_HOME, DATABASE_URL)')
  .option('--demo', 'load the demo county into an empty database of DATABASE_URL too')
  .action(start);
