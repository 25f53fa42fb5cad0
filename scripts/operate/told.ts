import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The files an operator copies. */
export const FILES = fileURLToPath(new URL('../../docs/operate/files/', import.meta.url));
/** The pages beside them. */
export const PAGES = fileURLToPath(new URL('../../docs/operate/', import.meta.url));

let wrong = 0;

/** Says whether something is as the pages say, and counts what is not. */
export function expectThat(what: string, holds: boolean, otherwise: unknown = ''): void {
  console.log(`${holds ? 'ok     ' : 'WRONG  '} ${what}${holds ? '' : `: ${String(otherwise).slice(0, 600)}`}`);
  if (!holds) wrong += 1;
}

export const skipped = (what: string): void => void console.log(`SKIPPED ${what}`);
export const wrongThings = (): number => wrong;

/** Runs a program to its end; `said` is all it wrote. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): { good: boolean; status: number | null; said: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', cwd: FILES, ...options });
  return { good: status === 0, status, said: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` };
}

/** What stands in a page between a heading and the next, from its first block of code in a language. */
export function blockOf(page: string, heading: string, language: string): string {
  const [, rest = ''] = page.split(new RegExp(`^## .*${heading}.*$`, 'm'));
  const [section = ''] = rest.split(/^## /m);
  return new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
}

/** Asks again and again until it holds or the time is up. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 20_000): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
