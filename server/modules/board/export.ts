import { PassThrough } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { ReadBoard } from '../../../domain/policy/board-contract.ts';
import { mayReadBoard } from '../../../domain/policy/board-permissions.ts';
import { BOARD_RULES } from '../../../domain/policy/board-rules.ts';
import { citeClause } from '../../../domain/policy/clauses.ts';
import { VERDICT_TITLES } from '../../../domain/policy/rule.ts';
import type { App } from '../../platform/app.ts';
import { transaction } from '../../platform/database.ts';
import { demand, notFound, Problem } from '../../platform/problem.ts';
import { readInput } from '../../platform/read-input.ts';
import { codesAbove, rowQuery } from './operations.ts';
import { exportCells, namesOf } from './read-store.ts';

const ExportBoard = ReadBoard.pick({ territory: true, rule: true, verdict: true, day: true });
const EXPORTS_PER_MINUTE = 10;
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADINGS = ['县（市、区）', '乡镇（街道）', '村（社区）', '地区代码', '条款', '规则', '判定', '从哪天起', '说明', '事实'];
const WIDTHS = [14, 16, 16, 15, 18, 26, 10, 20, 40, 60];
/** So many rows are written before other requests get their turn. */
const ROWS_AT_ONCE = 500;

/** Text that a spreadsheet would read as a formula stays text, also after it was saved as CSV. */
export const asText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

type Line = string[];

/** The lines of the board below a place: what the screen shows, without people who could be appointed. */
async function linesOf(
  app: App,
  actor: Parameters<typeof mayReadBoard>[0],
  asked: unknown,
): Promise<{ name: string; day: string; lines: Line[] }> {
  const input = readInput(ExportBoard, asked);
  demand(mayReadBoard(actor, input.territory));
  const { lawDay, ...query } = rowQuery({ ...input, villages: true, limit: 1 }, app.clock.now());
  return transaction(app.pool, actor, async (tx) => {
    const found = await exportCells(tx, query);
    const villages = [...new Set(found.map(({ village }) => village))];
    const names = await namesOf(tx, [input.territory, ...villages, ...villages.flatMap(codesAbove)]);
    const name = names.get(input.territory);
    if (!name) throw notFound();
    const rules = new Map<string, (typeof BOARD_RULES)[number]>(BOARD_RULES.map((rule) => [rule.id, rule]));
    const lines = found.flatMap(({ village, rule: id, verdict, since, first, sentence, facts }) => {
      const rule = rules.get(id);
      if (!rule) return [];
      const places = [6, 9, 12].map((length) => names.get(village.slice(0, length)) ?? '');
      const day = `${dateOfDay(dayOf(since))}${first ? '（首次核对）' : ''}`;
      return [
        [...places, village, citeClause(rule.clause), rule.title, VERDICT_TITLES[verdict], day, sentence, (facts ?? []).join('\n')].map(
          asText,
        ),
      ];
    });
    return { name, day: lawDay, lines };
  });
}

/** Writes a workbook row by row, so that neither the memory nor the other requests feel its length. */
async function writeWorkbook(stream: PassThrough, lines: readonly Line[]): Promise<void> {
  const { default: excel } = await import('exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream });
  const sheet = book.addWorksheet('条款看板', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = HEADINGS.map((header, at) => ({ header, width: WIDTHS[at] ?? 12 }));
  sheet.getRow(1).font = { bold: true };
  for (const [at, line] of lines.entries()) {
    sheet.addRow(line).commit();
    if (at % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await book.commit();
}

/** `GET /api/board/export`: the board below a place as an Excel file, for staff within their range. */
export const boardRoutes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    server.get(
      '/api/board/export',
      { config: { rateLimit: { max: Math.min(EXPORTS_PER_MINUTE, app.config.requestsPerMinute), timeWindow: 60_000 } } },
      async (request, reply) => {
        const { actor } = request.caller;
        if (actor.kind !== 'staff') throw new Problem(actor.kind === 'anyone' ? 'sign-in-needed' : 'not-your-role');
        const { name, day, lines } = await linesOf(app, actor, request.query);
        const stream = new PassThrough();
        writeWorkbook(stream, lines).catch((error: Error) => stream.destroy(error));
        return reply
          .type(EXCEL)
          .header('cache-control', 'no-store')
          .header('x-content-type-options', 'nosniff')
          .header(
            'content-disposition',
            `attachment; filename="board.xlsx"; filename*=UTF-8''${encodeURIComponent(`条款看板-${name}-${day}.xlsx`)}`,
          )
          .send(stream);
      },
    );
  };
