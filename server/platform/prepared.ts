/**
 * The inserts of a filing and of nearly every command, by table and columns. Each connection prepares them when it opens, so that PostgreSQL
 * parses and plans them once and not with every command.
 */
const COLUMNS = {
  command: ['county', 'actor', 'command_id', 'operation', 'at', 'answer'],
  audit: [
    ...['county', 'id', 'at', 'account_id', 'actor', 'role', 'body_id', 'territory', 'operation', 'kind', 'person_id', 'matter_id'],
    ...['purpose', 'detail'],
  ],
  matter: [
    ...['county', 'id', 'kind', 'version', 'number', 'title', 'search', 'category', 'village', 'grid', 'status', 'channel', 'holder_id'],
    ...[
      'station_id',
      'centre_id',
      'finisher_id',
      'participants',
      'helpers',
      'help_asked',
      'reporters',
      'receipts',
      'due',
      'sign_due',
      'answer_due',
    ],
    ...['sweep_at', 'paused', 'extension_pending', 'supervised', 'urged', 'joined', 'reopened', 'solved', 'satisfied', 'filed_at'],
    ...['answered_at', 'ended_at', 'updated_at', 'seq', 'state'],
  ],
  matter_action: ['county', 'matter_id', 'seq', 'step', 'at', 'made_at', 'by', 'input', 'refs', 'deadlines', 'sensitive'],
  matter_reporter: [
    ...[
      'county',
      'id',
      'matter_id',
      'part',
      'person_id',
      'name',
      'phone_sealed',
      'hidden',
      'receipt_code',
      'receipt_hash',
      'village',
      'at',
    ],
  ],
  matter_turn: [
    ...['county', 'matter_id', 'seq', 'body_id', 'body_name', 'body_level', 'village', 'category', 'assigned_at', 'due_sign', 'signed_at'],
    ...['due_answer', 'ended_at', 'ended', 'held_seconds', 'waited_seconds'],
  ],
  job: ['county', 'id', 'kind', 'payload', 'run_at', 'created_at'],
  data_key: ['county', 'id', 'subject', 'master', 'wrapped'],
} as const satisfies Record<string, readonly string[]>;

type Table = keyof typeof COLUMNS;

/** A row by column; every value is an SQL literal already escaped, or `null`. */
export type Literals = Readonly<Record<string, string>>;

/** What a new connection sends before its first use. */
export const prepareAll = Object.entries(COLUMNS)
  .map(([table, columns]) => {
    const places = columns.map((_, at) => `$${at + 1}`);
    return `prepare add_${table} as insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`;
  })
  .join('; ');

/** The insert of one row, on a connection that prepared it. Throws for a row of other columns. */
export function executed(table: Table, row: Literals): string {
  const columns: readonly string[] = COLUMNS[table];
  const values = columns.map((column) => row[column]);
  if (values.includes(undefined) || Object.keys(row).length !== columns.length) {
    throw new Error(`a row of ${table} does not have the columns its connection prepared: add them to prepared.ts`);
  }
  return `execute add_${table} (${values.join(', ')})`;
}

/** The insert of one row as plain text, for connections that prepared nothing or for what is added to it. */
export const inserted = (table: Table, row: Literals): string =>
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
