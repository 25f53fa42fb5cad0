import type pg from 'pg';
import { type Change, readTold } from './changes.ts';
import { copyOut } from './copy-rows.ts';
import { lineCutter } from './lines.ts';
import { BackupProblem } from './sealed-stream.ts';

/** A place in PostgreSQL's log, such as `0/16B3748`, as a number. */
export function lsnOf(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** The name of the slot of a chain: PostgreSQL keeps its log for it until it is told that it was read. */
export const slotOf = (chain: string): string => `linli_${chain.replaceAll('-', '')}`;

const OURS = "database = current_database() and slot_name like 'linli\\_%'";

/** What to tell an operator whose server cannot be followed. */
export async function demandLogical(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string; source: string; mayset: boolean }>(
    "select name, setting, source, current_setting('is_superuser') = 'on' as mayset from pg_settings where name in ('wal_level', 'max_slot_wal_keep_size')",
  );
  const found = new Map(rows.map((row) => [row.name, row]));
  const level = found.get('wal_level');
  if (level?.setting !== 'logical')
    throw new BackupProblem(
      `PostgreSQL cannot be followed while wal_level is ${level?.setting}: set it to logical and restart PostgreSQL.`,
    );
  if (found.get('max_slot_wal_keep_size')?.setting === '-1')
    throw new BackupProblem(
      'PostgreSQL would keep its log without bound while the backups cannot be written: set max_slot_wal_keep_size, for example to 4GB, and reload it.',
    );
  // Our own server, which is told by its command line: an older Linli that finds the slot starts it without that, and it would refuse.
  if (level.source === 'command line' && level.mayset) await client.query("alter system set wal_level = 'logical'");
}

/** How many bytes of log PostgreSQL keeps for us, all our slots together. */
export async function waitingBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    `select coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::float8 as bytes from pg_replication_slots where ${OURS}`,
  );
  return rows[0]?.bytes ?? 0;
}

/** How far a slot was read; null when it is not there, or when PostgreSQL had to throw away what it kept for it. */
export async function slotState(client: pg.Client, name: string): Promise<{ confirmed: string } | null> {
  const { rows } = await client.query<{ confirmed: string }>(
    `select confirmed_flush_lsn::text as confirmed from pg_replication_slots
     where slot_name = $1 and database = current_database() and wal_status is distinct from 'lost' and confirmed_flush_lsn is not null`,
    [name],
  );
  return rows[0] ?? null;
}

/** Makes a slot in place of all earlier ones of ours. Waits for the transactions that write just now. @returns from where on it is read */
export async function makeSlot(client: pg.Client, name: string): Promise<string> {
  try {
    await client.query(`select pg_drop_replication_slot(slot_name) from pg_replication_slots where ${OURS} and not active`);
    const { rows } = await client.query<{ lsn: string }>("select lsn::text from pg_create_logical_replication_slot($1, 'test_decoding')", [
      name,
    ]);
    return rows[0]?.lsn as string;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === '42501')
      throw new BackupProblem('This database user may not follow the log: give it REPLICATION (docs/how-to/back-up-and-restore.md).');
    if (/test_decoding/.test(message))
      throw new BackupProblem("PostgreSQL has no test_decoding: install its contrib package (Debian's postgresql has it).");
    throw error;
  }
}

/** Everything that is committed and on the disk now: up to which place of the log, and since when; `next` is the transaction number that comes next. */
export async function nowInLog(client: pg.Client): Promise<{ lsn: string; at: Date; next: bigint }> {
  // The clock is read before the place: what was confirmed to somebody before that moment lies before the place.
  const { rows } = await client.query<{ at: Date; lsn: string; next: string }>(
    'select now() as at, pg_current_wal_flush_lsn()::text as lsn, pg_snapshot_xmax(pg_current_snapshot())::text as next',
  );
  const [row] = rows as [{ at: Date; lsn: string; next: string }];
  return { lsn: row.lsn, at: row.at, next: BigInt(row.next) };
}

const ROUND = 0x1_0000_0000n;

/**
 * Numbers in the log have 32 bits, those of snapshots 64: the one that lies next to `near`, on either side. A transaction is in the log a moment before
 * snapshots count it, so its number may be the next one or later.
 */
export function wholeNumber(xid: string, near: bigint): bigint {
  const full = near - (near % ROUND) + BigInt(xid);
  if (full - near > ROUND / 2n) return full - ROUND;
  return near - full > ROUND / 2n ? full + ROUND : full;
}

/** What is read of a slot, in the order of the commits. */
export interface Reading {
  begin(xid: bigint): Promise<void> | void;
  change(change: Change, lsn: string): Promise<void> | void;
  commit(xid: bigint, lsn: string): Promise<void> | void;
}

const ESCAPED: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };
/** What COPY wrote with backslashes. */
const plain = (text: string): string => (text.includes('\\') ? text.replace(/\\(.)/gs, (_, sign: string) => ESCAPED[sign] ?? sign) : text);

/** Reads whole transactions up to a place of the log, without telling PostgreSQL that they were read. @returns whether there may be more before that place */
export async function peekSlot(
  client: pg.Client,
  name: string,
  { upto, next, most }: { upto: string; next: bigint; most: number | null },
  reading: Reading,
): Promise<{ more: boolean }> {
  const cut = lineCutter();
  const line = async (text: string) => {
    const [lsn = '', xid = '', ...rest] = text.split('\t');
    const told = readTold(plain(rest.join('\t')));
    if ('begin' in told) await reading.begin(wholeNumber(xid, next));
    else if ('commit' in told) await reading.commit(wholeNumber(xid, next), lsn);
    else if ('change' in told) await reading.change(told.change, lsn);
  };
  const statement = `copy (select lsn, xid, data from pg_logical_slot_peek_changes('${name}', '${upto}', ${most ?? 'null'}, 'skip-empty-xacts', 'on')) to stdout`;
  await client.query("set datestyle = 'ISO'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex'");
  const rows = await copyOut(client, statement, async (chunk) => {
    for (const text of cut(chunk)) await line(text);
  });
  return { more: most !== null && rows >= most };
}

/** Tells PostgreSQL that everything up to a place is safe elsewhere, so that it need not keep it. */
export async function advanceSlot(client: pg.Client, name: string, upto: string): Promise<void> {
  await client.query('select pg_replication_slot_advance($1, $2)', [name, upto]);
}
