import pg from 'pg';
import { operations } from '../../operations.ts';
import { openPool } from '../../platform/database.ts';
import { casesOf } from './cases.ts';
import { expectedOf } from './expected.ts';
import { ask, type Cell, mismatchesOf, seqsOf } from './matrix.ts';
import { callersOf } from './relations.ts';
import { rowMismatches } from './rows.ts';
import type { World } from './world.ts';

/** One thing broken on purpose, and who noticed. */
export interface Mutant {
  name: string;
  caught: 'by a cell of the matrix' | 'by the rows a caller sees' | 'by the call of nobody' | null;
}

interface Policy {
  table: string;
  name: string;
  command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALL';
  using: string | null;
  check: string | null;
}

/** Cells in which something must not be had: a policy that is open shows only there. */
const DENIED = ['hidden', 'unknown', 'turned away', 'refused'];
const MOST_CELLS = 400;

export async function policiesOf(owner: pg.Client): Promise<Policy[]> {
  const found = await owner.query<Policy>(
    `select tablename as table, policyname as name, cmd as command, qual as using, with_check as check from pg_policies where schemaname = 'public' order by 1, 2`,
  );
  return found.rows;
}

const altered = ({ table, name }: Policy, using: string | null, check: string | null): string =>
  `alter policy ${pg.escapeIdentifier(name)} on ${pg.escapeIdentifier(table)}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;

/** What nobody at all can do with a table: without an actor there are no rows to read, change or remove, and none can be added. */
async function nobodyCan(pool: pg.Pool, { table, command }: Policy, column: string): Promise<boolean> {
  const name = pg.escapeIdentifier(table);
  const tries = {
    SELECT: [`select 1 from ${name} limit 1`],
    INSERT: [`insert into ${name} default values`],
    UPDATE: [`update ${name} set ${pg.escapeIdentifier(column)} = null`],
    DELETE: [`delete from ${name}`],
  };
  const client = await pool.connect();
  try {
    for (const text of command === 'ALL' ? Object.values(tries).flat() : tries[command]) {
      await client.query('begin');
      try {
        const { rowCount } = await client.query(text);
        if (rowCount) return true;
      } catch (error) {
        // 42501: no such right, or refused by a policy. Anything else means that the policy let the row through to the next check.
        if ((error as { code?: string }).code !== '42501') return true;
      } finally {
        await client.query('rollback');
      }
    }
    return false;
  } finally {
    client.release();
  }
}

/** The denied cells of some operations, spread over them, until one comes out differently. */
async function someCellNotices(
  world: World,
  names: readonly string[],
  wanted: (expected: string) => boolean,
  most: number,
): Promise<Cell | null> {
  const seqs = await seqsOf(world);
  const callers = callersOf(world.matters.find((matter) => matter.receipt)?.receipt ?? '');
  const perOperation = Math.max(20, Math.floor(most / Math.max(1, names.length)));
  for (const name of names) {
    const operation = operations.find((one) => one.name === name);
    if (!operation) continue;
    const cells = casesOf(world, operation)
      .flatMap((asked) => callers.map((caller) => ({ asked, caller })))
      .filter(({ asked, caller }) => wanted(expectedOf(name, caller, asked.subject)));
    const every = Math.max(1, Math.ceil(cells.length / perOperation));
    for (const { asked, caller } of cells.filter((_cell, at) => at % every === 0)) {
      const cell = await ask(world, operation, caller, asked, seqs);
      if (mismatchesOf([cell]).length) return cell;
    }
  }
  return null;
}

/** Which operations' statements name a table, learnt by asking each operation once as three of those whom it is open to. */
export async function operationsByTable(world: World): Promise<Map<string, string[]>> {
  const seqs = await seqsOf(world);
  const callers = callersOf('');
  const found = new Map<string, string[]>();
  for (const operation of operations) {
    world.touched.clear();
    const [asked] = casesOf(world, operation);
    const open = callers.filter((caller) => asked && expectedOf(operation.name, caller, asked.subject) !== 'not for this role');
    for (const caller of [...open.slice(0, 2), ...open.slice(-1)]) if (asked) await ask(world, operation, caller, asked, seqs);
    for (const table of world.touched) found.set(table, [...(found.get(table) ?? []), operation.name]);
  }
  return found;
}

/** Opens each policy wide, one after another, and sees who notices; `only` chooses by `table.policy`. */
export async function mutatePolicies(world: World, only: (name: string) => boolean = () => true): Promise<Mutant[]> {
  const owner = new pg.Client({ connectionString: world.place.databaseUrl });
  await owner.connect();
  const nobody = openPool(world.place.databaseUrl, { max: 1 });
  const byTable = await operationsByTable(world);
  const mutants: Mutant[] = [];
  try {
    const columns = await owner.query<{ table: string; column: string }>(
      // A column the role may change where there is one: a missing grant would hide what the policy lets through.
      `select table_name as table, coalesce(
         min(column_name) filter (where has_column_privilege('linli_app', quote_ident(table_name), column_name, 'update')), min(column_name)) as column
       from information_schema.columns where table_schema = 'public' group by 1`,
    );
    for (const policy of await policiesOf(owner)) {
      const name = `${policy.table}.${policy.name}`;
      if (!only(name)) continue;
      const column = columns.rows.find(({ table }) => table === policy.table)?.column ?? 'county';
      if (await nobodyCan(nobody, policy, column)) throw new Error(`nobody can already use ${name}, with nothing broken`);
      await owner.query(altered(policy, policy.using && 'true', policy.check && 'true'));
      try {
        const cell = await someCellNotices(world, byTable.get(policy.table) ?? [], (expected) => DENIED.includes(expected), MOST_CELLS);
        const rows =
          !cell && ['SELECT', 'ALL'].includes(policy.command) && (await rowMismatches(world, (table) => table === policy.table)).length > 0;
        const caught = cell
          ? 'by a cell of the matrix'
          : rows
            ? 'by the rows a caller sees'
            : (await nobodyCan(nobody, policy, column))
              ? 'by the call of nobody'
              : null;
        mutants.push({ name, caught });
      } finally {
        await owner.query(altered(policy, policy.using, policy.check));
      }
    }
  } finally {
    await nobody.end();
    await owner.end();
  }
  return mutants;
}

/** Whether an operation's `permit` asks nothing, so that there is nothing to break: who may call it is its roles and the rows it finds. */
export const asksNothing = (permit: unknown): boolean => /^\(\)\s*=>\s*allow$/.test(String(permit).trim());

/** Lets each `permit` allow everything, one after another. */
export async function mutatePermits(world: World, only: (name: string) => boolean = () => true): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  for (const operation of operations) {
    const { permit } = operation;
    if (asksNothing(permit) || !only(operation.name)) continue;
    operation.permit = () => ({ allowed: true });
    try {
      const cell = await someCellNotices(
        world,
        [operation.name],
        (expected) => expected === 'refused' || expected === 'turned away',
        10_000,
      );
      mutants.push({ name: operation.name, caught: cell ? 'by a cell of the matrix' : null });
    } finally {
      operation.permit = permit;
    }
  }
  return mutants;
}
