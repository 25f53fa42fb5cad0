/** One line of a table: its number in the file (the heading is 1) and its cells by column name. */
export interface CsvRow<Column extends string> {
  row: number;
  cells: Record<Column, string>;
}

/** What an import refused: the line in the file and why, in words for the person who brought the file. */
export interface RefusedRow {
  row: number;
  reason: string;
}

/** What every import answers with. */
export interface ImportResult {
  inserted: number;
  updated: number;
  unchanged: number;
  refused: RefusedRow[];
}

/** Thrown when the file as a whole is no such table. */
export class NotATable extends Error {}

/**
 * Reads a CSV file with a heading line (RFC 4180; also a byte order mark, LF or CRLF, blank lines).
 * Columns may stand in any order; a missing one of `required` throws NotATable, an unknown one too. Missing `optional` columns read as ''.
 * Lines with the wrong number of cells or text after a closing quote are refused one by one. Cells are trimmed.
 */
export function readCsv<Column extends string>(
  text: string,
  columns: { required: readonly Column[]; optional?: readonly Column[] },
): { rows: CsvRow<Column>[]; refused: RefusedRow[] } {
  const optional = columns.optional ?? [];
  const lines = splitLines(text.replace(/^\uFEFF/, ''));
  const heading = lines.shift();
  if (!heading || heading.problem) throw new NotATable('文件是空的，或者第一行不是列名。');
  const names = heading.cells.map((name) => name.trim());
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length) throw new NotATable(`缺少这些列：${missing.join('、')}。`);
  const known: readonly string[] = [...columns.required, ...optional];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length) throw new NotATable(`不认识这些列：${unknown.join('、')}。应为 ${known.join('、')}。`);
  if (new Set(names).size !== names.length) throw new NotATable('有两列同名。');

  const rows: CsvRow<Column>[] = [];
  const refused: RefusedRow[] = [];
  for (const line of lines) {
    if (line.problem) refused.push({ row: line.row, reason: line.problem });
    else if (line.cells.length !== names.length)
      refused.push({ row: line.row, reason: `这一行有 ${line.cells.length} 格，应有 ${names.length} 格` });
    else {
      const cells = Object.fromEntries(known.map((name) => [name, ''])) as Record<Column, string>;
      for (const [at, name] of names.entries()) cells[name as Column] = (line.cells[at] as string).trim();
      rows.push({ row: line.row, cells });
    }
  }
  return { rows, refused };
}

interface Line {
  row: number;
  cells: string[];
  problem: string | null;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let row = 1;
  while (at < text.length) {
    const line: Line = { row, cells: [], problem: null };
    for (;;) {
      if (text[at] === '"') {
        const close = closingQuote(text, at + 1);
        if (close < 0) {
          line.problem = '引号没有收尾';
          at = text.length;
          break;
        }
        const quoted = text.slice(at + 1, close);
        line.cells.push(quoted.replaceAll('""', '"'));
        row += quoted.split('\n').length - 1;
        at = close + 1;
        if (at < text.length && !',\r\n'.includes(text[at] as string)) {
          line.problem = '引号后面还有字';
          at = endOfLine(text, at);
        }
      } else {
        const end = endOfCell(text, at);
        line.cells.push(text.slice(at, end));
        at = end;
      }
      if (text[at] !== ',') break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    row++;
    if (line.problem || line.cells.some((cell) => cell.trim() !== '')) lines.push(line);
  }
  return lines;
}

/** The place of the quote that ends a quoted cell (two quotes are one inside it), or -1. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

function endOfCell(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',\r\n'.includes(text[at] as string)) at++;
  return at;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n') at++;
  return at;
}
