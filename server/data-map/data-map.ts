import { readdirSync, readFileSync } from 'node:fs';
import { operations } from '../operations.ts';
import { type ColumnEntry, OWN_COLUMNS, SHARED_COLUMNS } from './columns.ts';
import { readersOf } from './readers.ts';
import { type TableFacts, tableFacts } from './store.ts';

export interface MappedColumn {
  name: string;
  type: string;
  /** What it holds; null where nobody has said it, which a test refuses. */
  holds: string | null;
  about: ColumnEntry['about'] | null;
}

export interface MappedTable {
  name: string;
  purpose: string;
  basis: string;
  retention: string;
  /** Which rows exist for whom, by row-level security. */
  readers: string[];
  /** Modules whose stores name the table, and the roles their operations are open to. */
  modules: { name: string; roles: string[] }[];
  columns: MappedColumn[];
}

/** The entry of a column: its comment in the database, else the list of columns. */
export function entryOf(table: string, column: TableFacts['columns'][number]): Pick<MappedColumn, 'holds' | 'about'> {
  const entry = OWN_COLUMNS[`${table}.${column.name}`] ?? SHARED_COLUMNS[column.name];
  return { holds: column.comment ?? entry?.holds ?? null, about: entry?.about ?? null };
}

const MODULES = new URL('../modules/', import.meta.url);

/** The source of each module's stores. */
function storesByModule(): Map<string, string> {
  return new Map(
    readdirSync(MODULES).map((module) => {
      const folder = new URL(`${module}/`, MODULES);
      const stores = readdirSync(folder).filter((file) => file.endsWith('store.ts') && file !== 'retention-store.ts');
      return [module, stores.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')];
    }),
  );
}

/** A module's folder as operations call its noun: `own-data` is `ownData`. */
const nounOf = (module: string): string => module.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function rolesOf(module: string): string[] {
  const own = operations.filter(({ name }) => name.startsWith(`${nounOf(module)}.`));
  return [...new Set(own.flatMap(({ roles }) => roles as readonly string[]))].sort();
}

/** Each table with its columns, from the database's catalogue, its policies and the operations. */
export async function dataMap(databaseUrl: string): Promise<MappedTable[]> {
  const stores = storesByModule();
  return (await tableFacts(databaseUrl)).map((table) => {
    const said = /Purpose: (.+?)\.? Legal basis: (.+?)\.? Retention: (.+?)\.?$/s.exec(table.comment);
    const names = new RegExp(`(?:'${table.name}'|\\b(?:from|join|into|update) ${table.name}\\b)`);
    return {
      name: table.name,
      purpose: said?.[1] ?? '',
      basis: said?.[2] ?? '',
      retention: said?.[3] ?? '',
      readers: readersOf(table.policies),
      modules: [...stores].filter(([, source]) => names.test(source)).map(([name]) => ({ name, roles: rolesOf(name) })),
      columns: table.columns.map((column) => ({ name: column.name, type: column.type, ...entryOf(table.name, column) })),
    };
  });
}
