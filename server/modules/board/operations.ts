import { STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { dateOfDay, dayOf, dayOfDate, startOfDay } from '../../../domain/calendar/calendar.ts';
import { Board, type BoardCell, Cell, ReadBoard, ReadCell, VERDICTS, type Verdict } from '../../../domain/policy/board-contract.ts';
import { mayPutRight, mayReadBoard } from '../../../domain/policy/board-permissions.ts';
import { BOARD_RULES } from '../../../domain/policy/board-rules.ts';
import { inForce } from '../../../domain/policy/law.ts';
import { LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import { operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { candidatesFor } from './candidates.ts';
import { judgedPlaces } from './facts-store.ts';
import { cellOf, countCells, countRows, historyOf, judgedAt, latestChange, namesOf, type RowQuery, rowPlaces } from './read-store.ts';

/** The body a place of action is about; empty where it is about none. */
const bodyOfPath = (path: string): string => /^\/bodies\/([^?]+)/.exec(path)?.[1] ?? '';

const LENGTHS = Object.values(LEVEL_LENGTHS) as number[];

type Counts = Record<Verdict, number>;
const noCounts = (): Counts => Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Counts;

/** The question as the store asks it: rows are the places one level down, villages at the lowest. */
export function rowQuery(
  input: {
    territory: string;
    rule?: string | undefined;
    verdict?: Verdict | undefined;
    villages: boolean;
    day?: string | undefined;
    after?: string | undefined;
    limit: number;
  },
  now: Date,
): RowQuery & { lawDay: string } {
  const today = dateOfDay(dayOf(now));
  if (input.day && input.day > today) throw invalid('day', '这一天还没到。');
  if (input.rule && !BOARD_RULES.some(({ id }) => id === input.rule)) throw invalid('rule', '没有这条规则。');
  const below = LENGTHS[LENGTHS.indexOf(input.territory.length) + 1] ?? LEVEL_LENGTHS.village;
  const past = input.day !== undefined && input.day < today;
  return {
    territory: input.territory,
    asOf: past ? new Date(startOfDay(dayOfDate(input.day as string) + 1)) : null,
    digits: input.villages ? LEVEL_LENGTHS.village : Math.min(below, LEVEL_LENGTHS.village),
    rule: input.rule ?? null,
    verdict: input.verdict ?? null,
    after: input.after ?? null,
    limit: input.limit,
    lawDay: input.day ?? today,
  };
}

/** The places above a row, as its path. */
export const pathOf = (code: string, names: ReadonlyMap<string, string>): string =>
  [4, 6, 9]
    .filter((length) => length < code.length)
    .map((length) => names.get(code.slice(0, length)))
    .filter(Boolean)
    .join(' ');

export const codesAbove = (code: string): string[] =>
  [4, 6, 9].filter((length) => length < code.length).map((length) => code.slice(0, length));

const read = operation({
  name: 'board.read',
  summary: 'The clause board below a place: what each rule says of each village or part, now or at the end of a day.',
  clause: '4.9',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadBoard,
  output: Board,
  permit: ({ actor, input }) => mayReadBoard(actor, input.territory),
  async run({ tx, input, now }) {
    const { lawDay, ...query } = rowQuery(input, now);
    const found = await rowPlaces(tx, { ...query, limit: input.limit + 1 });
    const codes = found.slice(0, input.limit);
    const [counted, rows, latest] = [
      await countCells(tx, query),
      codes.length ? await countRows(tx, query, codes) : [],
      await latestChange(tx, query),
    ];
    const names = await namesOf(tx, [input.territory, ...codes, ...codes.flatMap(codesAbove), ...(latest ? [latest.village] : [])]);
    if (!names.has(input.territory)) throw notFound();
    const rules = BOARD_RULES.filter(({ id }) => input.rule === undefined || id === input.rule);
    const total = noCounts();
    const ofRule = new Map(BOARD_RULES.map(({ id }) => [id as string, noCounts()]));
    for (const { rule, verdict, n } of counted) {
      total[verdict] += n;
      const counts = ofRule.get(rule);
      if (counts) counts[verdict] += n;
    }
    const single = query.digits === LEVEL_LENGTHS.village;
    const cellsOf = (code: string): BoardCell[] =>
      rules.map(({ id }) => {
        const mine = rows.filter((row) => row.code === code && row.rule === id);
        const only = single ? mine[0] : undefined;
        if (single) return { rule: id, verdict: only?.verdict ?? null, since: only?.since.toISOString() ?? null, counts: null };
        const counts = noCounts();
        for (const { verdict, n } of mine) counts[verdict] += n;
        return { rule: id, verdict: null, since: null, counts };
      });
    const villages = (code: string) =>
      Math.max(0, ...rules.map(({ id }) => rows.filter((row) => row.code === code && row.rule === id).reduce((sum, { n }) => sum + n, 0)));
    return {
      territory: input.territory,
      name: names.get(input.territory) ?? '',
      lawDay,
      computedAt: (await judgedAt(tx, input.territory))?.toISOString() ?? null,
      counts: total,
      rules: rules.map(({ id, title, clause, inPrinciple }) => ({ id, title, clause, inPrinciple, counts: ofRule.get(id) ?? noCounts() })),
      rows: codes.map((code) => ({
        code,
        name: names.get(code) ?? code,
        path: pathOf(code, names),
        villages: villages(code),
        cells: cellsOf(code),
      })),
      next: found.length > codes.length ? (codes.at(-1) ?? null) : null,
      latest: latest && {
        place: latest.village,
        name: names.get(latest.village) ?? latest.village,
        rule: latest.rule,
        verdict: latest.verdict as Verdict,
        at: latest.valid_from.toISOString(),
      },
    };
  },
});

const cell = operation({
  name: 'board.cell',
  summary: 'One cell of the clause board: the facts and law behind it, its history, and where it is put right.',
  clause: '4.9',
  kind: 'query',
  roles: STAFF_ROLES,
  input: ReadCell,
  output: Cell,
  permit: ({ actor, input }) => mayReadBoard(actor, input.place),
  async run({ tx, actor, input, now, audit }) {
    const rule = BOARD_RULES.find(({ id }) => id === input.rule);
    if (!rule) throw invalid('rule', '没有这条规则。');
    const today = dateOfDay(dayOf(now));
    const [place] = await judgedPlaces(tx, { territory: input.place, today, now });
    const found = place && (await cellOf(tx, input.place, input.rule));
    if (!found) throw notFound();
    const { id, title, clause, inPrinciple } = rule;
    const path = found.path ?? `/places/${input.place}`;
    const open = found.verdict === 'broken' || found.verdict === 'warning';
    return {
      place: place.code,
      name: place.name,
      rule: { id, title, clause, inPrinciple },
      verdict: found.verdict,
      sentence: found.sentence,
      since: found.since.toISOString(),
      facts: found.facts,
      sources: inForce(rule.sources(place), today).map((source) => ({ ...source })),
      candidates: open ? await candidatesFor({ tx, actor, village: place.code, rule: id, stationId: bodyOfPath(path), today, audit }) : [],
      act: mayPutRight(actor, rule, place.code, found.verdict, path) ? { title: rule.act.title, path } : null,
      history: await historyOf(tx, place.code, input.rule),
    };
  },
});

export const boardOperations = [read, cell];
