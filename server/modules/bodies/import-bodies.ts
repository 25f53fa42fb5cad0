import { BODY_KIND_TITLES, BodyKindSchema } from '../../../domain/bodies/body.ts';
import { SaveBody } from '../../../domain/bodies/contract.ts';
import { fitsLevel } from '../../../domain/bodies/permissions.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { type CsvRow, type ImportResult, type RefusedRow, readCsv } from '../../platform/csv.ts';
import { newId } from '../../platform/ids.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { factsImported } from '../changes/index.ts';
import { IMPORT_BODIES, KNOWN_BODIES, KNOWN_PLACES } from './store.ts';

const COLUMNS = {
  required: ['code', 'kind', 'name', 'territory'],
  optional: ['phone', 'address', 'hours', 'duties', 'parent', 'short_name', 'department'],
} as const;
type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number];
type Line = CsvRow<Column>;

/**
 * Takes in organisations (columns code, kind, name, territory, phone, address, hours, duties, parent; also short_name, department). `code` is the
 * body's own number inside its county, `parent` the code of another body of the county. Known codes are changed, twice the same changes nothing.
 * Throws NotATable when the file is no such table.
 */
export async function importBodies(databaseUrl: string, csvText: string): Promise<ImportResult> {
  const { rows, refused } = readCsv<Column>(csvText, COLUMNS);
  const bodies = new Map<string, Line>();
  for (const line of rows) {
    const problem = problemOf(line.cells, bodies);
    if (problem) refused.push({ row: line.row, reason: problem });
    else bodies.set(keyOf(line.cells.territory, line.cells.code), line);
  }
  return asImporter(databaseUrl, async (client, tx) => {
    const all = [...bodies.values()];
    const places = await client.query<{ code: string }>(KNOWN_PLACES, [all.map(({ cells }) => cells.territory)]);
    const known = await client.query<{ county: string; code: string; id: string }>(KNOWN_BODIES, [
      all.map(({ cells }) => countyOf(cells.territory)),
    ]);
    const ids = new Map(known.rows.map((body) => [`${body.county}/${body.code}`, body.id]));
    refuseHomeless(bodies, new Set(places.rows.map((place) => place.code)), ids, refused);
    for (const key of bodies.keys()) if (!ids.has(key)) ids.set(key, newId());
    const incoming = [...bodies].map(([key, { cells }]) => ({
      ...cells,
      county: countyOf(cells.territory),
      id: ids.get(key),
      short_name: cells.short_name || cells.name,
      ...pinyinOf(cells.name),
      parent_id: cells.parent ? ids.get(keyOf(cells.territory, cells.parent)) : null,
      department: cells.department || null,
    }));
    const written = await client.query<{ inserted: number; updated: number; villages: string[] }>(IMPORT_BODIES, [
      JSON.stringify(incoming),
    ]);
    const { inserted, updated, villages } = written.rows[0] as (typeof written.rows)[number];
    factsImported(tx, new Date(), ['bodies'], villages);
    refused.sort((a, b) => a.row - b.row);
    return { inserted, updated, unchanged: incoming.length - inserted - updated, refused };
  });
}

const keyOf = (territory: string, code: string): string => `${countyOf(territory)}/${code}`;

function problemOf(cells: Record<Column, string>, before: Map<string, Line>): string | null {
  const kind = BodyKindSchema.safeParse(cells.kind);
  if (!kind.success) return `类别“${cells.kind}”不对，应为 ${Object.keys(BODY_KIND_TITLES).join('、')}`;
  const { code, name, territory, phone, address, hours, duties, short_name, department } = cells;
  if (code === '') return '缺少编码';
  const read = SaveBody.safeParse({
    code,
    kind: kind.data,
    name,
    shortName: short_name,
    territory,
    department: department || null,
    phone,
    address,
    hours,
    duties,
  });
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`).join('；');
  if (!fitsLevel(read.data)) return `${BODY_KIND_TITLES[kind.data]}不设在 ${territory} 这一级`;
  const same = before.get(keyOf(territory, code));
  return same ? `编码 ${code} 在第 ${same.row} 行已经有了` : null;
}

/** Refuses bodies in places that do not exist, then those whose parent is nowhere, until none is left. */
function refuseHomeless(bodies: Map<string, Line>, places: Set<string>, known: Map<string, string>, refused: RefusedRow[]): void {
  for (;;) {
    const left = bodies.size;
    for (const [key, { row, cells }] of bodies) {
      const parent = cells.parent === '' ? null : keyOf(cells.territory, cells.parent);
      if (!places.has(cells.territory)) refused.push({ row, reason: `没有地区 ${cells.territory}` });
      else if (parent === key) refused.push({ row, reason: '上级不能是它自己' });
      else if (parent && !bodies.has(parent) && !known.has(parent)) refused.push({ row, reason: `没有上级单位 ${cells.parent}` });
      else continue;
      bodies.delete(key);
    }
    if (bodies.size === left) return;
  }
}
