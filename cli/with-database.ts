import { databaseSetting, homeSetting } from './settings.ts';

/**
 * Gives a command the database: DATABASE_URL, else the embedded one a running Linli keeps, else the embedded one started for as
 * long as the command takes.
 */
export async function withDatabase<T>(use: (databaseUrl: string) => Promise<T>): Promise<T> {
  const named = databaseSetting();
  if (named) {
    const { reachDatabase } = await import('../server/platform/reach-database.ts');
    await reachDatabase(named);
    return use(named);
  }
  const home = homeSetting();
  const { runningEmbeddedPostgres, startEmbeddedPostgres } = await import('../server/platform/embedded-postgres.ts');
  const running = runningEmbeddedPostgres(home);
  if (running) return use(running);
  const started = await startEmbeddedPostgres({ home });
  try {
    return await use(started.url);
  } finally {
    await started.stop();
  }
}

/** As `withDatabase`, with the newest tables in place. */
export function withMigratedDatabase<T>(use: (databaseUrl: string) => Promise<T>): Promise<T> {
  return withDatabase(async (databaseUrl) => {
    const { migrate } = await import('../server/migrations/migrate.ts');
    await migrate(databaseUrl);
    return use(databaseUrl);
  });
}
