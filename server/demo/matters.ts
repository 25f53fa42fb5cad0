import { definitionOf } from '../../domain/matters/kinds.ts';
import { columnsOf, searchText, turnRow } from '../modules/matters/index.ts';
import { settingsOf } from '../platform/database.ts';
import type { StoredFile } from '../platform/file-store.ts';
import { receiptHash } from '../platform/ids.ts';
import type { Beat } from './beats.ts';
import type { Scene } from './photos.ts';
import { COUNTY, type FilledVillage } from './places.ts';
import type { Plans, Wish } from './plans.ts';
import type { DemoRow } from './store.ts';
import type { Stories } from './stories.ts';
import { type Ground, type Plan, type Walked, walk } from './walk.ts';

const DAY = 86_400_000;
const DAYS = 75;

/** Ordinary life: what was filed over the last 75 days, more on weekdays, in the larger villages more. */
export function ordinaryWishes(ground: Ground, plans: Plans, stories: Stories, villages: readonly FilledVillage[], count: number): Wish[] {
  const { random, moments, now } = ground;
  const weights = villages.map((village) => [village, village.households] as const);
  return Array.from({ length: count }, (): Wish => {
    const anyMoment = new Date(now.getTime() - (0.35 + random.next() * DAYS) * DAY);
    const village = random.weighted(weights);
    const trouble = plans.trouble(village);
    const online = random.chance(0.55);
    const filedAt = online ? moments.awake(anyMoment, [0, 1]) : moments.next(anyMoment);
    return {
      filedAt: filedAt < now ? filedAt : new Date(now.getTime() - 0.35 * DAY),
      trouble,
      village,
      ...(online
        ? { channel: 'portal' as const }
        : {
            channel: random.weighted([
              ['counter' as const, 20],
              ['phone' as const, 18],
              ['field' as const, 7],
            ]),
          }),
      beats: stories.whole(trouble),
    };
  });
}

/** The number a matter filed then in that village is given. */
export const numberOf = (village: string, filedAt: Date, serial: number | undefined): string =>
  `${village}-${new Date(filedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-${String(serial).padStart(6, '0')}`;

/** Walks plans in the order of their filing. What is asked for another matter is filed later than that. */
export function walkPlans(ground: Ground, plans: readonly Plan[], serials: readonly number[], walkedOf: Map<Plan, Walked>): Walked[] {
  const inOrder = [...plans].sort((one, other) => one.filedAt.getTime() - other.filedAt.getTime());
  return inOrder.map((plan, at) => {
    const walked = walk(ground, plan, numberOf(plan.village, plan.filedAt, serials[at]));
    walkedOf.set(plan, walked);
    return walked;
  });
}

/** Of those that tell what is already in hand, this share is merged. */
const MERGED = 0.36;

/** Walks all wishes in the order of their filing; some that tell what is already in hand are merged into it. */
export function walkAll(ground: Ground, plans: Plans, wishes: readonly Wish[], serials: readonly number[]): Walked[] {
  const { random } = ground;
  const walked: Walked[] = [];
  const inOrder = [...wishes].sort((one, other) => one.filedAt.getTime() - other.filedAt.getTime());
  for (const [at, wish] of inOrder.entries()) {
    const same = walked.findLast((one) => isStillOpen(one, wish));
    const merge: Beat | null =
      same && random.chance(MERGED)
        ? { step: 'merge', by: 'holder', wait: { work: [20, 200] }, into: { id: same.id, number: same.number }, input: {} }
        : null;
    const number = numberOf(wish.village.code, wish.filedAt, serials[at]);
    walked.push(walk(ground, plans.plan(merge ? { ...wish, beats: [merge] } : wish), number));
  }
  return walked;
}

/** Whether an earlier matter of the village and kind is open at least a day after this one was filed. */
function isStillOpen({ state }: Walked, wish: Wish): boolean {
  if (wish.fixed || state.place.village !== wish.village.code || state.category !== wish.trouble.category) return false;
  const filed = wish.filedAt.getTime();
  const until = Date.parse(state.answeredAt ?? state.endedAt ?? '2999-01-01');
  return filed - Date.parse(state.filedAt) < 6 * DAY && until - filed > 3 * DAY && state.mergedInto === null;
}

/** The rows of walked matters, projection and all. */
export function matterRows(ground: Ground, walked: readonly Walked[], photos: ReadonlyMap<Scene, StoredFile>) {
  const calendar = ground.moments.calendar;
  const rows = {
    matters: [] as DemoRow[],
    actions: [] as DemoRow[],
    reporters: [] as DemoRow[],
    turns: [] as DemoRow[],
    files: [] as DemoRow[],
  };
  for (const { id, number, state, taken, reporters, files } of walked) {
    const key = { county: COUNTY, matter_id: id };
    rows.matters.push({
      county: COUNTY,
      id,
      kind: state.kind,
      version: state.version,
      number,
      search: `${number} ${searchText(state.title)}`,
      village: state.place.village,
      grid: state.place.grid,
      channel: state.channel,
      station_id: state.station.id,
      centre_id: state.centre.id,
      reporters: reporters.flatMap(({ speaker }) => speaker.person?.id ?? []),
      receipts: reporters.map(({ receiptCode }) => receiptHash(receiptCode)),
      filed_at: state.filedAt,
      updated_at: taken.at(-1)?.action.at,
      state,
      ...columnsOf(state),
    });
    const { steps } = definitionOf(state.kind, state.version);
    for (const { action } of taken) rows.actions.push({ ...key, ...action, sensitive: steps[action.step]?.discloses !== undefined });
    for (const turn of state.assignments) rows.turns.push({ ...key, ...turnRow(calendar, state, turn) });
    for (const { id: reporterId, part, speaker, receiptCode, at } of reporters) {
      rows.reporters.push({
        ...key,
        id: reporterId,
        part,
        person_id: speaker.person?.id ?? null,
        name: speaker.name,
        phone: speaker.phone,
        hidden: speaker.hidden,
        receipt_code: receiptCode,
        receipt_hash: receiptHash(receiptCode),
        village: state.place.village,
        at,
      });
    }
    for (const file of files) {
      const stored = photos.get(file.scene);
      if (!stored) throw new Error(`no picture of ${file.scene}`);
      rows.files.push({
        ...key,
        id: file.id,
        sha256: stored.sha256,
        media_type: stored.mediaType,
        kind: stored.kind,
        bytes: stored.bytes,
        thumbnail_sha256: stored.thumbnailSha256,
        uploader: settingsOf(file.by).actor,
        seq: file.seq,
        sensitive: definitionOf(state.kind, state.version).sensitiveFiles ?? false,
        created_at: file.at,
      });
    }
  }
  return rows;
}
