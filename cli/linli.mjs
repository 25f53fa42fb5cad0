#!/usr/bin/env node
import '../scripts/node-version.mjs';

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
await main(process.argv);
