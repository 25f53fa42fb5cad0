import { serve } from '../server/start.ts';

/** What the harness tells a server: to begin serving, or how far its clock is off from now on. */
export type Told = { serve: true; ahead: number } | { ahead: number };
/** What a server tells the harness. */
export type Telling = { loaded: true } | { serving: string } | { failed: string };

const [, , databaseUrl, home] = process.argv as [string, string, string, string];
const tell = (telling: Telling) => process.send?.(telling);
let ahead = 0;

// A harness that is gone wants no server any more.
process.on('disconnect', () => process.exit());
process.on('message', (told: Told) => {
  ahead = told.ahead;
  if (!('serve' in told)) return;
  const clock = { now: () => new Date(Date.now() + ahead) };
  serve({ port: 0, databaseUrl, home, demo: false, clock }).then(
    ({ url }) => tell({ serving: url.replace('localhost', '127.0.0.1') }),
    (error: Error) => {
      tell({ failed: error.message });
      setTimeout(() => process.exit(1), 50);
    },
  );
});
tell({ loaded: true });
