import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Packages of package.json without a line in docs/dependencies.md, and lines there without a package. */
export function unexplainedDependencies(manifest: string, page: string): { missing: string[]; gone: string[] } {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(manifest) as Record<
    string,
    Record<string, string> | undefined
  >;
  const listed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  // A line explains the packages it names in code marks before its first full stop or bar, `@scope/*` all of a scope.
  const named = new Set([...page.matchAll(/`(@?[a-z0-9][\w.-]*(?:\/[\w.*-]+)?)`/g)].map((match) => match[1] as string));
  const rows = [...page.matchAll(/^\|\s*((?:`[^`|]+`[,\s·]*)+)\|/gm)].flatMap((row) =>
    [...(row[1] as string).matchAll(/`([^`]+)`/g)].map((match) => match[1] as string),
  );
  const explains = (name: string) => named.has(name) || named.has(`${name.split('/')[0]}/*`);
  return {
    missing: listed.filter((name) => !explains(name)),
    gone: rows.filter((row) => (row.endsWith('/*') ? !listed.some((name) => name.startsWith(row.slice(0, -1))) : !listed.includes(row))),
  };
}

/** Checks the page against the manifest of this project; one sentence for each difference. */
export function checkDependencies(): string[] {
  const { missing, gone } = unexplainedDependencies(
    readFileSync(join(project, 'package.json'), 'utf8'),
    readFileSync(join(project, 'docs', 'dependencies.md'), 'utf8'),
  );
  return [
    ...missing.map((name) => `docs/dependencies.md does not say why ${name} is used`),
    ...gone.map((name) => `docs/dependencies.md explains ${name}, which package.json no longer lists`),
  ];
}
