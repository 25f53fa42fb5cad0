import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PORT = 18_203;
const TIMEOUT = 120_000;

/** Seconds from the command to the first answer of the server. */
async function startOnce(home: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'cli', 'linli.mjs'), 'start'], {
    env: { ...process.env, LINLI_HOME: home, PORT: String(PORT) },
    stdio: 'ignore',
  });
  try {
    while (performance.now() - began < TIMEOUT) {
      const ready = await fetch(`http://127.0.0.1:${PORT}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return (performance.now() - began) / 1000;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the server did not start in two minutes');
  } finally {
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

/** First start (empty folder: cluster, migrations, demo county) and second start (all there). */
export async function measureStart(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'linli-start-'));
  try {
    const first = await startOnce(home);
    const later = [await startOnce(home), await startOnce(home), await startOnce(home)].sort((one, other) => one - other);
    return `\nfirst start with the demo county ${first.toFixed(1)} s, later starts ${later[1]?.toFixed(2)} s (median of 3)`;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
