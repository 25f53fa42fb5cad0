import { LEVEL_LENGTHS, levelOfCode, parentOf, TerritoryCode } from '../../../domain/territory/code.ts';
import { shortNameOf } from '../../../domain/territory/names.ts';
import { type CsvRow, type ImportResult, type RefusedRow, readCsv } from '../../platform/csv.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { factsImported } from '../changes/index.ts';
import { IMPORT_DIVISIONS } from './store.ts';

type Column = 'code' | 'parent' | 'level' | 'name' | 'kind' | 'urban_rural_class';

const COLUMNS = { required: ['code', 'parent', 'level', 'name'], optional: ['kind', 'urban_rural_class'] } as const;

/**
 * Takes in national divisions (columns code, parent, level, name, kind, urban_rural_class; codes at natural length), in one statement.
 * Bringing the same file twice changes nothing; a place that is not in the file stays. Throws NotATable when the file is no such table.
 */
export async function importDivisions(databaseUrl: string, csvText: string): Promise<ImportResult> {
  const { rows, refused } = readCsv<Column>(csvText, COLUMNS);
  const places = new Map<string, CsvRow<Column>>();
  for (const line of rows) {
    const problem = problemOf(line.cells, places);
    if (problem) refused.push({ row: line.row, reason: problem });
    else places.set(line.cells.code, line);
  }
  return asImporter(databaseUrl, async (client, tx) => {
    await refuseOrphans(places, refused, async (codes) => {
      const known = await client.query<{ code: string }>('select code from division where code = any($1)', [codes]);
      return known.rows.map((row) => row.code);
    });
    const incoming = [...places.values()].map(({ cells }) => ({
      ...cells,
      parent: cells.parent || null,
      short_name: shortNameOf(cells.name),
      ...pinyinOf(shortNameOf(cells.name)),
    }));
    const written = await client.query<{ inserted: number; updated: number; villages: string[] }>(IMPORT_DIVISIONS, [
      JSON.stringify(incoming),
    ]);
    const { inserted, updated, villages } = written.rows[0] as (typeof written.rows)[number];
    // A village that is new or has another name or kind is judged by every rule.
    factsImported(tx, new Date(), [], villages);
    refused.sort((a, b) => a.row - b.row);
    return { inserted, updated, unchanged: incoming.length - inserted - updated, refused };
  });
}

function problemOf(cells: Record<Column, string>, before: Map<string, CsvRow<Column>>): string | null {
  const { code, parent, level, name } = cells;
  if (!TerritoryCode.safeParse(code).success) return `代码“${code}”不对：应是 2、4、6、9 或 12 位数字`;
  if (code.length === LEVEL_LENGTHS.grid) return `${code} 是网格，网格在系统里设，不从这里导入`;
  if (levelOfCode(code) !== level) return `级别“${level}”和代码 ${code} 的位数不符`;
  if ((parentOf(code) ?? '') !== parent) return `上级“${parent}”不是代码 ${code} 的前几位`;
  if (name === '' || name.length > 60) return '名称要有 1 到 60 个字';
  if (cells.kind.length > 20 || cells.urban_rural_class.length > 3) return '类别或城乡分类太长';
  const same = before.get(code);
  return same ? `代码 ${code} 在第 ${same.row} 行已经有了` : null;
}

/** Refuses places whose parent is neither in the file nor known, and then those below them. */
async function refuseOrphans(
  places: Map<string, CsvRow<Column>>,
  refused: RefusedRow[],
  known: (codes: string[]) => Promise<string[]>,
): Promise<void> {
  const outside = new Set([...places.values()].map(({ cells }) => cells.parent).filter((parent) => parent !== '' && !places.has(parent)));
  const there = new Set(outside.size ? await known([...outside]) : []);
  const fromTop = [...places.values()].sort((a, b) => a.cells.code.length - b.cells.code.length);
  for (const { row, cells } of fromTop) {
    if (cells.parent === '' || places.has(cells.parent) || there.has(cells.parent)) continue;
    refused.push({ row, reason: `没有上级 ${cells.parent}` });
    places.delete(cells.code);
  }
}
