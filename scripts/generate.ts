import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageOf } from '../domain/matters/diagram.ts';
import { MATTER_KINDS } from '../domain/matters/kinds.ts';
import { coveragePage, policyCoverage } from '../domain/policy/coverage.ts';
import { dataMap } from '../server/data-map/data-map.ts';
import { mapPage } from '../server/data-map/page.ts';
import { operations } from '../server/operations.ts';
import { makeApiTypes } from './generate-api.ts';
import { makeSchemaTypes, withFreshDatabase } from './generate-schema.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

interface Generator {
  /** What it is made from, for the reader of a failed check. */
  from: string;
  /** Path inside the project. */
  output: string;
  make(): Promise<string>;
}

/** Everything in the repository that is written by a program. In order: later ones may need what earlier ones made. */
const generators: readonly Generator[] = [
  { from: 'server/migrations', output: 'server/platform/schema.gen.ts', make: makeSchemaTypes },
  { from: 'the operations', output: 'web/kit/api.gen.ts', make: makeApiTypes },
  ...MATTER_KINDS.map((kind) => ({
    from: 'the definition of the kind',
    output: `docs/generated/${kind.kind}.md`,
    make: async () => pageOf(kind),
  })),
  {
    from: 'the rules, the kinds of matter and the operations',
    output: 'docs/generated/policy-coverage.md',
    make: async () => coveragePage(policyCoverage(operations)),
  },
  {
    from: 'the migrations, their policies and the operations',
    output: 'docs/generated/data-map.md',
    make: async () => mapPage(await withFreshDatabase(dataMap)),
  },
];

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const { from, output, make } of generators) {
  const path = join(project, output);
  const made = await make();
  if (existsSync(path) && readFileSync(path, 'utf8') === made) continue;
  stale.push(output);
  if (check) console.error(`${output} no longer follows from ${from}: npm run generate`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, made);
    console.log(`wrote ${output}`);
  }
}
if (check && stale.length > 0) process.exitCode = 1;
else console.log(`${generators.length} generated files, ${check ? 'all fresh' : `${stale.length} changed`}`);
