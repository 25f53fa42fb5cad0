import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { BOARD_RULES, type BoardRuleId, type BoardRules } from '../../../domain/policy/board-rules.ts';
import type { BoardRuleOf, FactsOf, JudgedPlace, Topic } from '../../../domain/policy/rule.ts';
import { countyOf, LEVEL_LENGTHS } from '../../../domain/territory/code.ts';
import type { App } from '../../platform/app.ts';
import type { Tx } from '../../platform/database.ts';
import type { JudgeAgain } from '../changes/index.ts';
import { loadPolicy, type Policy } from '../policy/index.ts';
import { dropOthers, type JudgedCell, keepCells, lockBoard, noteRun } from './cell-store.ts';
import { countiesOf, judgedPlaces, readHeads, readStaffing, readStations, readSupervision, readWorkers } from './facts-store.ts';
import { type MatterScope, readHandedDown, readOnTime } from './matter-facts-store.ts';
import { keepCounts, neverCounted, noteCount, readRegister } from './register-store.ts';

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
  'matters-on-time': { read: readOnTime, none: { days: 0, filed: 0, turns: [], late: [] } },
  'base-information': { read: readRegister, none: NO_REGISTER },
  'supervision-committee': { read: readSupervision, none: { known: false, bodyId: null, members: [] } },
  'not-handed-down': { read: readHandedDown, none: { days: 0, matters: [], all: 0 } },
};

type AnySource = FactSource<Record<string, unknown>>;

/** Every place below a territory judged by the rules that look at the topics, with the scope they were judged in; one query a rule. */
export async function judgePlaces(tx: Tx, policy: Policy, now: Date, territory: string, topics: readonly Topic[]) {
  const today = dateOfDay(dayOf(now));
  const places = await judgedPlaces(tx, { territory, today, now });
  const days = new Map(places.map(({ code }) => [code, policy.parameterOn('board.on-time', code, today)]));
  const scope: MatterScope = { territory, today, now, days };
  const read = new Map<AnySource['read'], Promise<Map<string, Record<string, unknown>>>>();
  const cells: JudgedCell[] = [];
  for (const rule of places.length ? rulesOf(topics) : []) {
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
  return { scope, places, cells };
}

const rulesOf = (topics: readonly Topic[]) =>
  BOARD_RULES.filter((rule) => !topics.length || rule.topics.some((topic) => topics.includes(topic)));
const countsResidents = (topics: readonly Topic[]) => !topics.length || topics.includes('residents') || topics.includes('grids');

/**
 * Judges a place and all below it by every rule that looks at the topics, and keeps what changed. One query a rule, whether for a village or for
 * the region. Residents are counted again where `recount` names grids or places, else the kept counts serve. Returns how many verdicts changed.
 */
export const judgeAgain = (
  tx: Tx,
  app: App,
  territory: string,
  topics: readonly Topic[],
  recount: readonly string[] = [],
): Promise<number> => judgeTogether(tx, app, [{ territory, topics, recount }]);

/** Judges several places, of which none lies in another: the questions of all go out together, and what changed is kept at once. */
export async function judgeTogether(tx: Tx, app: App, asked: readonly Required<JudgeAgain>[]): Promise<number> {
  await lockBoard(tx);
  // Only now: whoever waited for another judgement must not date its own before that one.
  const now = app.clock.now();
  for (const { territory, topics, recount } of asked) if (countsResidents(topics)) await countResidents(tx, now, territory, recount);
  const policy = await loadPolicy(app, tx);
  const judged = await Promise.all(
    asked.map(async ({ territory, topics }) => ({ ...(await judgePlaces(tx, policy, now, territory, topics)), topics })),
  );
  const cells = judged.flatMap((one) => one.cells);
  const changed = cells.length ? await keepCells(tx, cells, now) : 0;
  for (const { scope, places, topics } of judged) if (!topics.length) await dropOthers(tx, scope, places.map(codeOf), RULE_IDS);
  await noteRun(tx, [...new Set(judged.flatMap(({ places }) => places.map(codeOf)).map(countyOf))], now);
  return changed;
}

const codeOf = ({ code }: JudgedPlace) => code;
const RULE_IDS = BOARD_RULES.map(({ id }) => id);

/** Makes the kept counts true where they are about to be read: counties never counted in whole, else what is named. */
async function countResidents(tx: Tx, now: Date, territory: string, recount: readonly string[]): Promise<void> {
  const counties = territory.length < LEVEL_LENGTHS.county ? await countiesOf(tx) : [countyOf(territory)];
  const fresh = await neverCounted(
    tx,
    counties.filter((county) => county.startsWith(territory.slice(0, LEVEL_LENGTHS.county))),
  );
  for (const county of fresh) await noteCount(tx, county, now, (await keepCounts(tx, { territory: county })).length);
  const left = recount.filter((code) => !fresh.includes(countyOf(code)));
  const [first, ...more] = left.filter((code) => code.length === LEVEL_LENGTHS.grid);
  if (first) await keepCounts(tx, { grids: [first, ...more] });
  for (const place of left.filter((code) => code.length < LEVEL_LENGTHS.grid)) await keepCounts(tx, { territory: place });
}

/** Counts a county's residents whatever is kept, and keeps what is right; returns the grids of which something else was kept. */
export async function countCounty(tx: Tx, app: App, county: string): Promise<string[]> {
  await lockBoard(tx);
  const now = app.clock.now();
  const [fresh] = await neverCounted(tx, [county]);
  const differing = await keepCounts(tx, { territory: county });
  await noteCount(tx, county, now, fresh ? 0 : differing.length);
  return fresh ? [] : differing;
}

function cellOf(rule: BoardRuleOf, place: JudgedPlace, facts: unknown, day: string, now: Date): JudgedCell {
  const { path, ...found } = rule.judge(facts as never, { place, day, now });
  return { county: countyOf(place.code), village: place.code, rule: rule.id, ...found, path: path ?? null };
}
