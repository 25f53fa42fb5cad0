// `npm test` on a bare machine: only Node itself is there when this runs.
import './node-version.mjs';

const { install } = await import('./install.mjs');
install({ development: true });
const { register } = await import('tsx/esm/api');
register();
const { runTests } = await import('./run-tests.ts');
process.exitCode = await runTests();
