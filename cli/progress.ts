import type { Progress } from '../server/platform/backup/index.ts';

/** Shows on a terminal how far a long command is, in one line; in a log, nothing. */
export function showProgress(): Progress {
  const out = process.stderr;
  if (!out.isTTY) return () => {};
  let last = 0;
  process.once('exit', () => void out.write('\r\x1b[K'));
  return (share, what) => {
    if (Date.now() - last < 200) return;
    last = Date.now();
    out.write(`\r\x1b[K${String(Math.floor(share * 100)).padStart(3)} %  ${what}`);
  };
}
