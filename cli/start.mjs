// `npm start` on a bare machine: only Node itself is there when this runs.
import '../scripts/node-version.mjs';

const { install } = await import('../scripts/install.mjs');
install({ development: false });
// The same process goes on, so whoever signals or kills it reaches Linli itself.
process.argv.splice(2, 0, 'start');
await import('./linli.mjs');
