import { openKeysOf } from '../server/modules/keys/index.ts';
import { bareHandler } from './bare-handler.ts';
import type { Filled } from './fill.ts';

const [, , databaseUrl, port, filled, home] = process.argv as [string, string, string, string, string, string];
const server = bareHandler(databaseUrl, JSON.parse(filled) as Filled, await openKeysOf(databaseUrl, home));
await server.listen({ port: Number(port), host: '127.0.0.1' });
process.send?.('ready');
