/** Values as PostgreSQL writes them; null is null. A column that is not there did not change. */
export type Row = Record<string, string | null>;

/** What a committed transaction did to one row, or to whole tables. */
export type Change =
  | { did: 'insert'; table: string; row: Row }
  /** `key` is there where the key itself changed; else it is in the row. */
  | { did: 'update'; table: string; key?: Row; row: Row }
  | { did: 'delete'; table: string; key: Row }
  | { did: 'truncate'; tables: string[] };

/** A line of PostgreSQL's plug-in `test_decoding`, read. */
export type Told = { begin: true } | { commit: true } | { change: Change } | { other: true };

const cannot = (line: string): Error => new Error(`The log of the database has a line this version cannot read: ${line.slice(0, 60)}`);

/** `public.person`, `public."order"` → the table's own name. */
function tableOf(name: string): string {
  const [, plain, quoted] = /^public\.(?:([a-z0-9_]+)|"((?:[^"]|"")+)")$/.exec(name) ?? [];
  return plain ?? (quoted as string | undefined)?.replaceAll('""', '"') ?? name;
}

/** Reads ` name[type]:value` again and again from `at`; stops at the end or at a word that is none. Quotes in a value stand there twice. */
function rowFrom(line: string, from: number): { row: Row; end: number } {
  const row: Row = {};
  let at = from;
  while (line[at] === ' ' && !line.startsWith(' new-tuple:', at)) {
    const quotedName = line[at + 1] === '"';
    const opens = quotedName ? line.indexOf('"[', at + 2) + 1 : line.indexOf('[', at);
    const closes = line.indexOf(']:', opens);
    if (opens < 1 || closes < 0) throw cannot(line);
    const name = quotedName ? line.slice(at + 2, opens - 1).replaceAll('""', '"') : line.slice(at + 1, opens);
    at = closes + 2;
    if (line[at] === "'" || line.startsWith("B'", at)) {
      const begins = line.indexOf("'", at) + 1;
      let ends = line.indexOf("'", begins);
      while (ends >= 0 && line[ends + 1] === "'") ends = line.indexOf("'", ends + 2);
      if (ends < 0) throw cannot(line);
      row[name] = line.slice(begins, ends).replaceAll("''", "'");
      at = ends + 1;
    } else {
      const space = line.indexOf(' ', at);
      const end = space < 0 ? line.length : space;
      const bare = line.slice(at, end);
      // A long value that an update left alone is not in the log.
      if (bare !== 'unchanged-toast-datum') row[name] = bare === 'null' ? null : bare;
      at = end;
    }
  }
  return { row, end: at };
}

/** Reads one line. Throws where a row has no key by which it could be found again. */
export function readTold(line: string): Told {
  if (line.startsWith('BEGIN')) return { begin: true };
  if (line.startsWith('COMMIT')) return { commit: true };
  const [head, names = '', did = ''] = /^table (\S+(?:, \S+)*): (INSERT|UPDATE|DELETE|TRUNCATE):/.exec(line) ?? [];
  if (!head) return { other: true };
  if (did === 'TRUNCATE') return { change: { did: 'truncate', tables: names.split(', ').map(tableOf) } };
  const table = tableOf(names);
  if (line.endsWith('(no-tuple-data)')) throw new Error(`The table ${table} has no primary key: what is changed in it cannot be followed.`);
  if (did === 'INSERT') return { change: { did: 'insert', table, row: rowFrom(line, head.length).row } };
  if (did === 'DELETE') return { change: { did: 'delete', table, key: rowFrom(line, head.length).row } };
  if (!line.startsWith(' old-key:', head.length)) return { change: { did: 'update', table, row: rowFrom(line, head.length).row } };
  const old = rowFrom(line, head.length + ' old-key:'.length);
  if (!line.startsWith(' new-tuple:', old.end)) throw cannot(line);
  return { change: { did: 'update', table, key: old.row, row: rowFrom(line, old.end + ' new-tuple:'.length).row } };
}
