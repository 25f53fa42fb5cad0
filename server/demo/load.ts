import { join } from 'node:path';
import { pino } from 'pino';
import type { Actor } from '../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../domain/calendar/calendar.ts';
import { addAccounts, hashPassword, linkPersons } from '../modules/accounts/index.ts';
import { REVIEW_JOB } from '../modules/bodies/index.ts';
import { openKeysOf } from '../modules/keys/index.ts';
import { importCalendar, loadPolicy } from '../modules/policy/index.ts';
import { importCatalogue } from '../modules/services/index.ts';
import { importDivisions } from '../modules/territory/index.ts';
import type { App } from '../platform/app.ts';
import { fixedClock } from '../platform/clock.ts';
import { DEFAULT_CONFIG } from '../platform/config.ts';
import { openPool, type Tx, transaction } from '../platform/database.ts';
import { type FileStore, openFileStore } from '../platform/file-store.ts';
import { queue } from '../platform/jobs.ts';
import type { Keyring } from '../platform/keyring.ts';
import { keysFolder } from '../platform/keys-folder.ts';
import { makeMetrics } from '../platform/metrics.ts';
import { newSealKey } from '../platform/seal-key.ts';
import { consentRows, makeAccounts } from './accounts.ts';
import { bodyRows, makeBodies } from './bodies.ts';
import { makeCast } from './cast.ts';
import { featuredWishes } from './featured.ts';
import { handOverRows } from './hand-overs.ts';
import { bringIdentities } from './identities.ts';
import { matterRows, ordinaryWishes, walkAll, walkPlans } from './matters.ts';
import { Names } from './names.ts';
import { noticeRows, reminderRows } from './notices.ts';
import { householdRows, makeHouseholds, personRows, phoneNumbers } from './people.ts';
import { DEMO_PASSWORD, PERSONA_HOMES, PERSONAS, type PersonaKey } from './personas.ts';
import { keepPhotos } from './photos.ts';
import { COUNTY, cataloguesCsv, divisionsCsv, filledVillages, gridRows, holidaysCsv, TOWNSHIP, townshipsOfYongning } from './places.ts';
import { Plans } from './plans.ts';
import { makePosts, postRows } from './posts.ts';
import { proxyPlans } from './proxy-plans.ts';
import { Random } from './random.ts';
import { makeRegion } from './region.ts';
import { ownItems } from './service-items.ts';
import { Services } from './services.ts';
import { bring, bringSealed, countRows, holdsDivisions, holdsPersonas, serialNumbers } from './store.ts';
import { Stories } from './stories.ts';
import { matterTraces, visitTraces } from './traces.ts';
import { tellVerifications } from './verification-plans.ts';
import { Verifications } from './verifications.ts';
import type { Plan, Walked } from './walk.ts';
import { WorkingMoments } from './working-moments.ts';

export { DEMO_PASSWORD, PERSONAS as personas } from './personas.ts';

const SYSTEM: Actor = { kind: 'system', name: '演示数据', county: COUNTY };
const SEED = 'minning';
const ORDINARY = 352;
const DAY = 86_400_000;
const UNHOUSED_IN = '640121104001';

/** Everybody is invented and comes in with one click or a printed password, so no second factor is demanded; whoever wants to see it sets it in the office. */
const withoutSecondFactor = (id: string, since: Date) => ({
  id,
  key: 'accounts.second-factor',
  territory: '64',
  value: 0,
  valid_from: since.toISOString().slice(0, 10),
  source: '演示县：人都是编的，点一下就进',
  set_by: '演示数据',
  set_at: since,
});

/** The examples and the county's own items; twice changes nothing. */
async function importCatalogues(databaseUrl: string, random: Random, now: Date): Promise<void> {
  for (const csv of cataloguesCsv()) await importCatalogue(databaseUrl, csv, COUNTY, () => random.id(now));
}

const onPool = async <T>(
  databaseUrl: string,
  home: string,
  keys: Keyring,
  work: (tx: Tx, app: (now: Date, files: FileStore) => App) => Promise<T>,
): Promise<T> => {
  const pool = openPool(databaseUrl, { max: 1, keys });
  const app = (now: Date, files: FileStore): App => ({
    pool,
    clock: fixedClock(now.toISOString()),
    config: { ...DEFAULT_CONFIG, demo: true },
    log: pino({ level: 'silent' }),
    sealKey: newSealKey(),
    keys,
    files,
    metrics: makeMetrics(),
    keysFolder: keysFolder(home),
    checkOutputs: false,
  });
  try {
    return await transaction(pool, SYSTEM, (tx) => work(tx, app));
  } finally {
    await pool.end();
  }
};

const onSystem = async <T>(databaseUrl: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const pool = openPool(databaseUrl, { max: 1 });
  try {
    return await transaction(pool, SYSTEM, work);
  } finally {
    await pool.end();
  }
};

/** Whether the database holds no place yet, so that the demo county may go in. */
export const isEmpty = (databaseUrl: string): Promise<boolean> => onSystem(databaseUrl, async (tx) => !(await holdsDivisions(tx)));

/** Whether the database holds the demo county: the accounts of its personas are there. */
export const isDemo = (databaseUrl: string): Promise<boolean> => onSystem(databaseUrl, (tx) => holdsPersonas(tx, PERSONAS));

/**
 * Loads the demo county into an empty database: invented people of Minning, real places, matters walked through the real rules up to `now`.
 * All or nothing, and the same for the same day; the people are the same on every day. `home` is where the pictures go (its folder `files`).
 * @throws Error with one sentence when the database is not empty
 */
export async function loadDemo(
  databaseUrl: string,
  options: { now?: Date; home: string },
): Promise<{ households: number; matters: number; seconds: number }> {
  const started = performance.now();
  const now = options.now ?? new Date();
  if (!(await isEmpty(databaseUrl))) throw new Error('The database is not empty: the demo county is only loaded into an empty one.');
  const files = openFileStore(join(options.home, 'files'));
  const divisions = divisionsCsv();
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const [photos, passwordHash] = await Promise.all([
    keepPhotos(files),
    hashPassword(DEMO_PASSWORD),
    importCalendar(databaseUrl, holidaysCsv()),
    importCatalogues(databaseUrl, new Random(`${SEED} catalogue ${day}`), now),
  ]);
  const keys = await openKeysOf(databaseUrl, options.home);
  const loaded = await onPool(databaseUrl, options.home, keys, async (tx, app) => {
    const policy = await loadPolicy(app(now, files), tx);
    // Who lives and works there is the same on every day; only what happened to them follows the calendar.
    const register = new Random(`${SEED} register`);
    const random = new Random(`${SEED} ${day}`);
    const since = new Date(now.getTime() - 400 * DAY);
    const townships = townshipsOfYongning(divisions);
    const minning = townships.find((township) => township.code === TOWNSHIP);
    if (!minning) throw new Error('Minning is not among the divisions');
    const villages = filledVillages(minning);
    const names = new Names(register);
    const nextPhone = phoneNumbers();
    const bodies = makeBodies(register, townships, since);
    const households = makeHouseholds(register, names, villages, PERSONA_HOMES, nextPhone, since);
    const members = households.flatMap((household) => household.members);
    const residents = new Map(
      members.flatMap((person) => (person.persona ? [[person.persona, person] as [PersonaKey, typeof person]] : [])),
    );
    const { posts, people } = makePosts(
      { random: register, names, bodies, households, residents, nextPhone, since, today: day },
      townships,
      villages,
    );
    const everyone = [...members, ...people];
    const { accounts, links, staff, online } = makeAccounts(register, { posts, households, residents, passwordHash, since });

    const unhoused = households.findLast(({ village, members }) => village === UNHOUSED_IN && members.every(({ persona }) => !persona));
    const { dwellings, households: homes } = householdRows(households, unhoused);
    await bring(tx, 'parameter', [withoutSecondFactor(new Random(`${SEED} parameters ${day}`).id(since), since)]);
    await bring(tx, 'division', gridRows(villages.flatMap((village) => village.grids)));
    await bring(tx, 'body', bodyRows(bodies));
    await bring(tx, 'dwelling', dwellings);
    await bring(tx, 'household', homes);
    await bringSealed(tx, 'person', personRows(everyone, since));
    await bring(tx, 'appointment', postRows(posts));
    const region = makeRegion(new Random(`${SEED} region ${day}`), { passwordHash, since, today: day });
    await bring(tx, 'body', [region.body]);
    await bringSealed(tx, 'person', [region.person]);
    await bring(tx, 'appointment', region.posts);
    await addAccounts(tx, [...accounts, region.account]);
    await linkPersons(tx, [...links, region.link]);
    await bring(tx, 'consent', consentRows(new Random(`${SEED} consents ${day}`), online, since));
    await bringIdentities(tx, new Random(`${SEED} identities ${day}`), online, since);

    const cast = makeCast(bodies, staff, new Set(everyone.filter((person) => person.persona).map((person) => person.id)));
    const moments = new WorkingMoments(policy.calendarFor(TOWNSHIP), random);
    const plans = new Plans(random, households, online);
    const ground = {
      random,
      moments,
      cast,
      now,
      clockAt: (village: string, at: Date) => policy.deadlineClock(village, at),
      neighbour: (village: string, except: readonly string[]) => plans.neighbour(village, except),
    };
    const stories = new Stories(random, cast);
    const wishes = [
      ...featuredWishes(ground, plans, stories, villages, households, online),
      ...ordinaryWishes(ground, plans, stories, villages, ORDINARY),
    ];
    const appeals = walkAll(ground, plans, wishes, await serialNumbers(tx, wishes.length));
    // Chance of its own, so that more of these leave the appeals as they are.
    const apart = new Random(`${SEED} services ${day}`);
    const servicesGround = { ...ground, random: apart, moments: new WorkingMoments(policy.calendarFor(TOWNSHIP), apart) };
    const done = new Map<Plan, Walked>();
    const walkedOf = (plan: Plan): Walked => {
      const found = done.get(plan);
      if (!found) throw new Error('asked for a matter that is not walked yet');
      return found;
    };
    const services = new Services(servicesGround, await ownItems(tx), households, villages);
    const verifications = new Verifications(servicesGround);
    const proxies = proxyPlans(servicesGround, services, verifications, households, online, walkedOf);
    tellVerifications(servicesGround, services, verifications);
    const served = [...proxies, ...verifications.plans];
    const walked = [...appeals, ...walkPlans(servicesGround, served, await serialNumbers(tx, served.length), done)];
    const rows = matterRows(ground, walked, photos);
    await bring(tx, 'matter', rows.matters);
    await bring(tx, 'matter_action', rows.actions);
    await bringSealed(tx, 'matter_reporter', rows.reporters);
    await bring(tx, 'matter_turn', rows.turns);
    await bring(tx, 'hand_over', handOverRows(apart, services.trips, walked));
    await bring(tx, 'file', rows.files);
    const today = dateOfDay(dayOf(now));
    const quiet = {
      from: policy.parameterOn('messages.quiet.from', TOWNSHIP, today),
      until: policy.parameterOn('messages.quiet.until', TOWNSHIP, today),
    };
    const telling = { random, cast, now, quiet };
    const { messages, jobs } = noticeRows(telling, walked);
    await bringSealed(tx, 'message', [...messages, ...reminderRows(telling, moments.calendar, walked)]);
    await bring(tx, 'job', jobs);
    // The list of the year, which a county that runs got long ago.
    await queue(tx, now, [{ county: COUNTY, kind: REVIEW_JOB }]);
    await bring(tx, 'audit', [...matterTraces(ground, walked), ...visitTraces(ground, households)]);
    // Last, since it commits on a connection of its own: only then is the database no longer empty.
    await importDivisions(databaseUrl, divisions);
    return { households: households.length, matters: walked.length };
  });
  // Until PostgreSQL knows how much there is, it looks people up row by row: a search by name took longer than anybody waits.
  await countRows(databaseUrl);
  return { ...loaded, seconds: (performance.now() - started) / 1000 };
}
