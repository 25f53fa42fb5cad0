import { SaveService } from '../../../domain/services/contract.ts';
import { type CsvRow, type ImportResult, readCsv } from '../../platform/csv.ts';
import { newId } from '../../platform/ids.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { IMPORT_ITEMS } from './store.ts';

const COLUMNS = {
  required: ['code', 'name'],
  optional: ['department', 'materials', 'steps', 'days', 'instant', 'proxy', 'online', 'basis', 'source'],
} as const;
type Cells = CsvRow<(typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number]>['cells'];

/** Several in one cell are parted by the Chinese semicolon; nothing stands twice. */
const parts = (cell: string): string[] => [
  ...new Set(
    cell
      .split('；')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

/** The day from which imported items hold: before everything, since nobody says when they began. */
const ALWAYS = '2017-01-01';

/**
 * Takes in a catalogue of a county (columns code, name, department, materials and steps parted by ；, days, instant, proxy and online as yes, basis,
 * source). `source` marks an example of another place. Twice the same changes nothing. `idOf` makes the ids of new items. Throws NotATable when the file is no such table.
 */
export async function importCatalogue(
  databaseUrl: string,
  csvText: string,
  county: string,
  idOf: () => string = newId,
): Promise<ImportResult> {
  const { rows, refused } = readCsv(csvText, COLUMNS);
  const seen = new Set<string>();
  const incoming: object[] = [];
  for (const { row, cells } of rows) {
    const read = SaveService.safeParse(formOf(cells));
    const problem = seen.has(cells.code) ? `编码 ${cells.code} 写了两次` : read.success ? null : sentence(read.error.issues[0]);
    if (problem || !read.success) {
      refused.push({ row, reason: problem ?? '' });
      continue;
    }
    seen.add(cells.code);
    const { validFrom, id: _id, ...item } = read.data;
    incoming.push({ ...item, county, id: idOf(), ...pinyinOf(item.name), example: cells.source, valid_from: validFrom });
  }
  return asImporter(databaseUrl, async (client) => {
    const written = await client.query<{ inserted: number; updated: number }>(IMPORT_ITEMS, [JSON.stringify(incoming)]);
    const { inserted, updated } = written.rows[0] as { inserted: number; updated: number };
    refused.sort((one, other) => one.row - other.row);
    return { inserted, updated, unchanged: incoming.length - inserted - updated, refused };
  });
}

const sentence = (issue: { path: PropertyKey[]; message: string } | undefined): string =>
  `${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}`;

const formOf = (cells: Cells) => ({
  code: cells.code,
  name: cells.name,
  department: cells.department,
  materials: parts(cells.materials).map((name) => ({ name })),
  steps: parts(cells.steps),
  days: cells.days === '' ? null : Number(cells.days),
  instant: cells.instant === 'yes',
  proxy: cells.proxy === 'yes',
  online: cells.online === 'yes',
  basis: cells.basis,
  validFrom: ALWAYS,
});
