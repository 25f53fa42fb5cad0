import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { BOARD_RULES, type BoardRuleId, type BoardRules } from '../../../domain/policy/board-rules.ts';
import type { BoardRuleOf, FactsOf, JudgedPlace, Topic } from '../../../domain/policy/rule.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import { loadPolicy } from '../policy/index.ts';
import { dropOthers, type JudgedCell, keepCells, lockBoard, noteRun } from './cell-store.ts';
import { judgedPlaces, readHeads, readRegister, readStaffing, readStations, readSupervision, readWorkers } from './facts-store.ts';
import { type MatterScope, readHandedDown, readOnTime } from './matter-facts-store.ts';

/** Where a rule's facts come from, and what is known of a village of which nothing is recorded. */
interface FactSource<Facts> {
  read: (tx: Tx, scope: MatterScope) => Promise<Map<string, Facts>>;
  none: Facts;
}

const NO_REGISTER = {
  ...{ grids: 0, households: 0, householdsInGrid: 0, householdsInTwo: 0, householdsComplete: 0 },
  ...{ persons: 0, personsInGrid: 0, personsComplete: 0 },
};
const NO_WORKERS = { workers: [], stationId: null };

/** The facts query of each rule: a rule without one does not compile. */
const FACTS: { [Rule in BoardRules as Rule['id']]: FactSource<FactsOf<Rule>> } = {
  'village-station': { read: readStations, none: { stations: [], known: false } },
  'station-head': { read: readHeads, none: { stationId: null, heads: [] } },
  'household-grid': { read: readRegister, none: NO_REGISTER },
  'grid-staffing': { read: readStaffing, none: { grids: [], known: false, stationId: null } },
  'grid-workers': { read: readWorkers, none: NO_WORKERS },
  'worker-contact': { read: readWorkers, none: NO_WORKERS },
  'matters-on-time': { read: readOnTime, none: { days: 0, filed: 0, toSign: 0, signed: 0, toAnswer: 0, answered: 0, late: [] } },
  'base-information': { read: readRegister, none: NO_REGISTER },
  'supervision-committee': { read: readSupervision, none: { known: false, bodyId: null, members: [] } },
  'not-handed-down': { read: readHandedDown, none: { days: 0, matters: [], all: 0 } },
};

type AnySource = FactSource<Record<string, unknown>>;

/**
 * Judges a place and all below it by every rule that looks at the topics, and keeps what changed. One query a rule, whether for a village or for
 * the region. Returns how many verdicts changed.
 */
export async function judgeAgain(tx: Tx, app: App, now: Date, territory: string, topics: readonly Topic[]): Promise<number> {
  await lockBoard(tx);
  const today = dateOfDay(dayOf(now));
  const places = await judgedPlaces(tx, { territory, today, now });
  const policy = await loadPolicy(app, tx);
  const days = new Map(places.map(({ code }) => [code, policy.parameterOn('board.on-time', code, today)]));
  const scope: MatterScope = { territory, today, now, days };
  const rules = BOARD_RULES.filter((rule) => !topics.length || rule.topics.some((topic) => topics.includes(topic)));
  const read = new Map<AnySource['read'], Promise<Map<string, Record<string, unknown>>>>();
  const cells: JudgedCell[] = [];
  for (const rule of places.length ? rules : []) {
    const source = FACTS[rule.id as BoardRuleId] as unknown as AnySource;
    const facts = read.get(source.read) ?? source.read(tx, scope);
    read.set(source.read, facts);
    const known = await facts;
    for (const place of places)
      cells.push(
        cellOf(
          rule as unknown as BoardRuleOf,
          place,
          known.get(place.code) ?? { ...source.none, ...('days' in source.none && { days: days.get(place.code) }) },
          today,
          now,
        ),
      );
  }
  const changed = cells.length ? await keepCells(tx, cells, now) : 0;
  if (!topics.length)
    await dropOthers(
      tx,
      scope,
      places.map(({ code }) => code),
      BOARD_RULES.map(({ id }) => id),
    );
  await noteRun(tx, [...new Set(places.map(({ code }) => countyOf(code)))], now);
  return changed;
}

function cellOf(rule: BoardRuleOf, place: JudgedPlace, facts: unknown, day: string, now: Date): JudgedCell {
  const { path, ...found } = rule.judge(facts as never, { place, day, now });
  return { county: countyOf(place.code), village: place.code, rule: rule.id, ...found, path: path ?? null };
}
