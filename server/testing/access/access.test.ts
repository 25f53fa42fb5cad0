import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../../operations.ts';
import { ruleOf } from './expected.ts';
import { type Cell, lineOf, mismatchesOf, runMatrix } from './matrix.ts';
import { mutatePermits, mutatePolicies } from './mutants.ts';
import { emptyTables, rowMismatches } from './rows.ts';
import { accessWorld, type World } from './world.ts';

// Every seventeenth cell of each operation, and always its first; `npm run access-matrix` asks them all.
const EVERY = 17;

let world: World;
let cells: Cell[];
beforeAll(async () => {
  world = await accessWorld();
  cells = await runMatrix(world, { every: EVERY });
}, 120_000);
afterAll(() => world?.place.stop());

it('a rule speaks of every operation, and every operation is asked', () => {
  expect(operations.filter(({ name }) => !ruleOf(name)).map(({ name }) => name)).toEqual([]);
  expect(new Set(cells.map(({ operation }) => operation)).size).toBe(operations.length);
});

it('the server answers as the policy says', () => {
  expect(mismatchesOf(cells).map(lineOf)).toEqual([]);
});

it('each caller sees the rows the policy says, and no table is empty', async () => {
  expect(await emptyTables(world)).toEqual([]);
  expect(await rowMismatches(world)).toEqual([]);
});

it('every answer the rules know was expected of somebody', () => {
  const kinds = ['answered', 'shown', 'hidden', 'refused', 'unknown', 'turned away', 'reached', 'not for this role'];
  expect(kinds.filter((kind) => !cells.some(({ expected }) => expected === kind))).toEqual([]);
});

it('a policy that is open and a permit that allows everything are noticed', async () => {
  const policies = ['matter.matter_read', 'person.person_read', 'job.job_read'];
  expect(await mutatePolicies(world, (name) => policies.includes(name))).toEqual(
    [...policies].sort().map((name) => ({ name, caught: 'by a cell of the matrix' })),
  );
  const permits = ['board.read', 'territory.saveGrid', 'matters.reveal'];
  const noticed = await mutatePermits(world, (name) => permits.includes(name));
  expect(noticed.map(({ name, caught }) => [name, caught]).sort()).toEqual(
    [...permits].sort().map((name) => [name, 'by a cell of the matrix']),
  );
}, 60_000);
