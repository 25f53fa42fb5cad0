import { serve } from '../server/start.ts';
import { tellKept } from './day/memory.ts';

const [, , databaseUrl, port, home] = process.argv as [string, string, string, string, string];
process.env.LINLI_REQUESTS_PER_MINUTE ??= '100000000';
await serve({ port: Number(port), databaseUrl, home, demo: false });
tellKept();
process.send?.('ready');
