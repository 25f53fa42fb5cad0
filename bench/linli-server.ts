import { serve } from '../server/start.ts';

const [, , databaseUrl, port, home] = process.argv as [string, string, string, string, string];
process.env.LINLI_REQUESTS_PER_MINUTE ??= '100000000';
await serve({ port: Number(port), databaseUrl, home, demo: false });
process.send?.('ready');
