import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * The server as one file beside the packages, since a server is started for every kill and reading hundreds of TypeScript files each time takes most
 * of it. `remove` deletes it.
 */
export async function buildServer(): Promise<{ file: string; remove(): void }> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const cache = join(root, 'node_modules/.cache/linli/kill-harness');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'server-'));
  const remove = () => rmSync(outDir, { recursive: true, force: true });
  process.once('exit', remove);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'kill-harness/linli-server.ts', outDir, target: 'node20', minify: false },
  });
  return {
    file: join(outDir, 'linli-server.js'),
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}
