import { SaveService } from '../../../domain/services/contract.ts';
import { type CsvRow, type ImportResult, NotATable, readCsv } from '../../platform/csv.ts';
import { newId } from '../../platform/ids.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { IMPORT_ITEMS, KNOWN_COUNTY, OWN_CODES } from './store.ts';

/** What a table may say of an item beside its code and name. */
export const CATALOGUE_COLUMNS = [
  'department',
  'materials',
  'steps',
  'days',
  'instant',
  'proxy',
  'online',
  'applicants',
  'window',
  'fee',
  'fee_basis',
  'basis',
  'source',
] as const;
const COLUMNS = { required: ['code', 'name'], optional: CATALOGUE_COLUMNS } as const;
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
 * Takes in a catalogue of a county (columns code, name, department, materials and steps parted by ；, days, instant, proxy and online as yes, applicants,
 * window, fee in yuan and nothing where it is not known, fee_basis, basis, source). `source` marks an example of another place; an example never takes
 * the place of the county's own item. Twice the same changes nothing. `idOf` makes the ids of new items. Throws NotATable when the file is no such table or
 * the county is none.
 */
export async function importCatalogue(
  databaseUrl: string,
  csvText: string,
  county: string,
  idOf: () => string = newId,
): Promise<ImportResult> {
  const { rows, refused } = readCsv(csvText, COLUMNS);
  const incoming = new Map<string, { row: number; item: { code: string; example: string } }>();
  for (const { row, cells } of rows) {
    const read = SaveService.safeParse(formOf(cells));
    const problem = incoming.has(cells.code) ? `编码 ${cells.code} 写了两次` : read.success ? null : sentence(read.error.issues[0]);
    if (problem || !read.success) {
      refused.push({ row, reason: problem ?? '' });
      continue;
    }
    const { validFrom, id: _id, window, fee, feeBasis, ...item } = read.data;
    const columns = { window_name: window, fee_fen: fee, fee_basis: feeBasis, example: cells.source, valid_from: validFrom };
    incoming.set(cells.code, { row, item: { ...item, ...columns, ...pinyinOf(item.name), county, id: idOf() } as never });
  }
  return asImporter(databaseUrl, async (client) => {
    const place = await client.query(KNOWN_COUNTY, [county]);
    if (place.rowCount === 0) throw new NotATable(`没有代码是 ${county} 的县（市、区），请先导入行政区划。`);
    const known = await client.query<{ code: string; example: string }>(OWN_CODES, [county, [...incoming.keys()]]);
    for (const { code, example } of known.rows) {
      const one = incoming.get(code);
      if (!one || example !== '' || one.item.example === '') continue;
      refused.push({ row: one.row, reason: `编码 ${code} 已经是本县自己的事项，示例不能盖过它` });
      incoming.delete(code);
    }
    const items = [...incoming.values()].map(({ item }) => item);
    const written = await client.query<{ inserted: number; updated: number }>(IMPORT_ITEMS, [JSON.stringify(items)]);
    const { inserted, updated } = written.rows[0] as { inserted: number; updated: number };
    refused.sort((one, other) => one.row - other.row);
    return { inserted, updated, unchanged: items.length - inserted - updated, refused };
  });
}

const sentence = (issue: { path: PropertyKey[]; message: string } | undefined): string =>
  `${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}`;

/** Yuan as people write them in fen: 12, 12.5, 12.50; what is no amount stays wrong for the schema to say so. */
const fenOf = (cell: string): number | null => {
  if (cell === '') return null;
  const [, yuan, fen = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(cell) ?? [];
  return yuan === undefined ? Number.NaN : Number(yuan) * 100 + Number(fen.padEnd(2, '0'));
};

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
  applicants: cells.applicants,
  window: cells.window,
  fee: fenOf(cells.fee),
  feeBasis: cells.fee_basis,
  basis: cells.basis,
  validFrom: ALWAYS,
});
