import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

const project = join(import.meta.dirname, '..');
const MOST = 100;
/** Short ones show a pattern that doubles with each letter, long ones a pattern that looks back from each. */
const LENGTHS = [24, 2_000, 50_000];
const RUNS = [
  'a',
  'A',
  '0',
  '1',
  ' ',
  '\n',
  '\t',
  '-',
  '.',
  ',',
  '/',
  ':',
  '"',
  '#',
  '%',
  '=',
  '马',
  '\u00a0',
  'a ',
  '1-',
  '1,',
  'a.',
  '. ',
  '""',
  '\r\n',
  ' \n',
  '//',
  'a/',
  '马 ',
  '\\',
];
const TAILS = ['', '!', '\u0000'];

/** Every regular expression written in the code that meets what people send. */
function patternsWritten(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  for (const folder of ['domain', 'server'])
    for (const entry of readdirSync(join(project, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.name.endsWith('.ts') || /\.(test|gen)\.ts$|[/\\](testing|demo|migrations)[/\\]/.test(path)) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text) as RegExpExecArray;
          found.set(`${relative(project, path)} ${node.text}`, new RegExp(source as string, flags));
        }
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
    }
  return found;
}

/** Every pattern of a field in the API document. */
function patternsOfFields(): Map<string, RegExp> {
  const found = new Map<string, RegExp>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { pattern } = value as { pattern?: unknown };
    if (typeof pattern === 'string') found.set(`field ${pattern}`, new RegExp(pattern, 'u'));
    Object.values(value).forEach(look);
  };
  look(openApiDocument());
  return found;
}

/** What a pattern itself accepts, to be repeated; some features no generator knows. */
function accepted(pattern: RegExp): string[] {
  try {
    return fc
      .sample(fc.stringMatching(new RegExp(pattern.source, pattern.flags.replace(/[gyi]/g, ''))), { numRuns: 3, seed: 7 })
      .filter((text) => text !== '');
  } catch {
    return [];
  }
}

/** Milliseconds of the slowest text found, and which; stops at the first over the bound. */
function slowestOf(pattern: RegExp): { milliseconds: number; text: string } {
  let slowest = { milliseconds: 0, text: '' };
  for (const length of LENGTHS)
    for (const run of [...RUNS, ...accepted(pattern)])
      for (const tail of TAILS) {
        const text = run.repeat(Math.ceil(length / run.length)).slice(0, length) + tail;
        const time = () => {
          const since = performance.now();
          text.replace(pattern, '');
          return performance.now() - since;
        };
        const first = time();
        // Another program on the machine may have taken the first.
        const milliseconds = first > MOST ? Math.min(first, time()) : first;
        if (milliseconds > slowest.milliseconds)
          slowest = { milliseconds, text: `${JSON.stringify(run)} x ${length} ${JSON.stringify(tail)}` };
        if (milliseconds > MOST) return slowest;
      }
  return slowest;
}

it('the search finds patterns that take long', { timeout: 60_000 }, () => {
  for (const slow of [/^(a+)+$/, /\s+$/]) expect(slowestOf(slow).milliseconds, slow.source).toBeGreaterThan(MOST);
});

it('no regular expression takes longer than 100 ms for a text of 50,000 letters', { timeout: 60_000 }, () => {
  const patterns = new Map([...patternsWritten(), ...patternsOfFields()]);
  expect(patterns.size).toBeGreaterThan(80);
  const slow = [...patterns].flatMap(([name, pattern]) => {
    const { milliseconds, text } = slowestOf(pattern);
    return milliseconds > MOST ? [`${name}: ${Math.round(milliseconds)} ms for ${text}`] : [];
  });
  expect(slow).toEqual([]);
});
