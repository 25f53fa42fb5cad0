import { CalendarDay } from '../../../domain/calendar/contract.ts';
import { type CsvRow, type ImportResult, type RefusedRow, readCsv } from '../../platform/csv.ts';
import { newId } from '../../platform/ids.ts';
import { asImporter } from '../../platform/import-rows.ts';
import { IMPORT_DAYS } from './store.ts';

type Column = 'date' | 'kind' | 'holiday' | 'scope';

const NATIONAL = '国务院办公厅关于部分节假日安排的通知';
const REGIONAL = '导入的本地放假安排';

/**
 * Takes in days off and make-up working days (columns date, kind, holiday and, when not national, scope). Days already there with the same
 * words stay as they are; a day with other words is changed. Throws NotATable when the file is no such table.
 */
export async function importCalendar(databaseUrl: string, csvText: string): Promise<ImportResult> {
  const { rows, refused } = readCsv<Column>(csvText, { required: ['date', 'kind', 'holiday'], optional: ['scope'] });
  const days = new Map<string, { day: CalendarDay; row: number }>();
  for (const line of rows) readDay(line, days, refused);
  return asImporter(databaseUrl, async (client) => {
    const known = await client.query<{ code: string }>('select code from division where code = any($1)', [
      [...days.values()].map(({ day }) => day.scope),
    ]);
    const places = new Set(['', ...known.rows.map((row) => row.code)]);
    for (const [key, { day, row }] of days) {
      // The region's own days may be brought before its places are.
      if (places.has(day.scope) || day.scope === '64') continue;
      refused.push({ row, reason: `没有地区 ${day.scope}` });
      days.delete(key);
    }
    const incoming = [...days.values()].map(({ day }) => ({ ...day, id: newId(), source: day.scope === '' ? NATIONAL : REGIONAL }));
    const written = await client.query<{ inserted: number; updated: number }>(IMPORT_DAYS, [JSON.stringify(incoming), new Date()]);
    const { inserted, updated } = written.rows[0] as { inserted: number; updated: number };
    refused.sort((a, b) => a.row - b.row);
    return { inserted, updated, unchanged: incoming.length - inserted - updated, refused };
  });
}

function readDay({ row, cells }: CsvRow<Column>, days: Map<string, { day: CalendarDay; row: number }>, refused: RefusedRow[]): void {
  const read = CalendarDay.safeParse({ date: cells.date, kind: cells.kind, name: cells.holiday, scope: cells.scope });
  if (!read.success) {
    refused.push({ row, reason: read.error.issues.map((issue) => issue.message).join('；') });
    return;
  }
  const key = `${read.data.date}/${read.data.scope}`;
  const before = days.get(key);
  if (before) refused.push({ row, reason: `${read.data.date} 在第 ${before.row} 行已经有了` });
  else days.set(key, { day: read.data, row });
}
