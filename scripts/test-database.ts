import { startThrowAwayPostgres } from '../server/platform/embedded-postgres.ts';
import { memoryDisk } from './memory-disk.ts';

/** Starts one throw-away PostgreSQL for the whole test run and names it in LINLI_TEST_DATABASE_URL; a server named there before is used instead. */
export default async function testDatabase(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.LINLI_TEST_DATABASE_URL) return undefined;
  const running = await startThrowAwayPostgres(memoryDisk() ?? undefined);
  process.env.LINLI_TEST_DATABASE_URL = running.url;
  return () => {
    delete process.env.LINLI_TEST_DATABASE_URL;
    return running.stop();
  };
}
