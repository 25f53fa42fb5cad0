import type { Actor } from '../../../domain/accounts/actor.ts';
import { openPool, type Tx, transaction } from '../../platform/database.ts';
import { countDue, keepTerm } from '../../platform/retention.ts';
import { KEPT } from './kept.ts';
import { RETENTION_RULES } from './rules.ts';
import { promisedTerms, sealedBeyondTerm } from './store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };

export interface DueRows {
  rule: string;
  table: string;
  /** `removed`, or `emptied` where the row stays and what names somebody is written over. */
  how: 'removed' | 'emptied';
  rows: number;
  term: string;
  why: string;
}

export interface KeptTable {
  table: string;
  why: string;
  sealed: boolean;
  /** Sealed rows older than their term, which the seal keeps. */
  beyond: number;
}

export interface RetentionReport {
  at: string;
  due: DueRows[];
  kept: KeptTable[];
  /** Tables nobody has said anything about; there are none, a test sees to it. */
  unknown: string[];
}

/** What the terms ask for at an instant, and what stays and why; changes nothing. */
export async function retentionDue(tx: Tx, now: Date): Promise<RetentionReport> {
  const due: DueRows[] = [];
  for (const rule of RETENTION_RULES)
    due.push({
      rule: rule.id,
      table: rule.table,
      how: rule.empties ? 'emptied' : 'removed',
      rows: await countDue(tx, rule, now),
      term: rule.term,
      why: rule.why,
    });
  const tables = [...(await promisedTerms(tx)).keys()];
  const ruled = new Set<string>(RETENTION_RULES.map(({ table }) => table));
  const beyond = await sealedBeyondTerm(tx, now);
  return {
    at: now.toISOString(),
    due,
    kept: tables
      .filter((table) => !ruled.has(table) && KEPT[table])
      .map((table) => ({ table, why: KEPT[table]?.why ?? '', sealed: KEPT[table]?.sealed ?? false, beyond: beyond[table] ?? 0 })),
    unknown: tables.filter((table) => !ruled.has(table) && !KEPT[table]),
  };
}

async function asSystem<T>(databaseUrl: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await transaction(pool, SYSTEM, work);
  } finally {
    await pool.end();
  }
}

/** The dry run of the command line. */
export const dryRun = (databaseUrl: string, now: Date): Promise<RetentionReport> => asSystem(databaseUrl, (tx) => retentionDue(tx, now));

/** What the nightly jobs do, done now and in one piece; the report says what went. Contents of files on disk follow with `files.sweep`. */
export const carryOut = (databaseUrl: string, now: Date): Promise<RetentionReport> =>
  asSystem(databaseUrl, async (tx) => {
    const report = await retentionDue(tx, now);
    for (const rule of RETENTION_RULES) await keepTerm(tx, rule, now);
    return report;
  });
