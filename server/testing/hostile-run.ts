import { randomBytes, randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { sql } from 'kysely';
import { forgetSession } from '../modules/accounts/index.ts';
import { accountPhone, personPhone } from '../modules/keys/index.ts';
import { operations } from '../operations.ts';
import { newId, sha256 } from '../platform/ids.ts';
import type { Operation } from '../platform/operation.ts';
import { type Foreign, type Hostile, hostileInputs } from './hostile-input.ts';
import { type Town, town } from './matters.ts';
import { callerOf, inputOf, sampleOf } from './operation-input.ts';
import { GRID, NEXT_VILLAGE, OTHER_VILLAGE, type PersonKey, VILLAGE } from './people.ts';
import { newAddress } from './world.ts';

/** People nobody here may read of, each unlike any other text: of another county, of the next village, of the same street. */
const CANARIES = {
  county: { who: 'otherResident', place: OTHER_VILLAGE, name: '禺彊赑', phone: '13711110001', door: '鵷鶵巷甲一号' },
  village: { who: 'villagerNext', place: NEXT_VILLAGE, name: '禺彊屃', phone: '13711110002', door: '鵷鶵巷乙二号' },
  street: { who: 'neighbour', place: VILLAGE, name: '禺彊蠵', phone: '13711110003', door: '鵷鶵巷丙三号' },
} as const;

const ATTACKERS = [
  'resident',
  'wife',
  'gridWorker',
  'stationWorker',
  'stationHead',
  'clerk',
  'dispatcher',
  'landOfficer',
  'waterOfficer',
  'supervisor',
  'administrator',
] as const satisfies PersonKey[];
type Attacker = (typeof ATTACKERS)[number] | 'receipt' | null;

const OF_THE_VILLAGE: readonly Attacker[] = ['gridWorker', 'stationWorker', 'stationHead'];
const OF_NOBODY: readonly Attacker[] = ['resident', 'wife', 'receipt', null];

/** Whose canaries an attacker must not read. */
function hiddenFrom(attacker: Attacker): (keyof typeof CANARIES)[] {
  if (OF_NOBODY.includes(attacker)) return ['county', 'village', 'street'];
  return OF_THE_VILLAGE.includes(attacker) ? ['county', 'village'] : ['county'];
}

/** Gives the canaries their names, doors, appeals and messages; answers with every id and code a guesser might try. */
async function plant(place: Town): Promise<Foreign & { theirs: string[] }> {
  const now = place.clock.now();
  for (const { who, place: village, name, phone, door } of Object.values(CANARIES)) {
    const grid = village === OTHER_VILLAGE ? village : `${village}001`;
    const [county, dwelling, household, person] = [village.slice(0, 6), newId(), newId(), place.people[who]];
    await place.prepare(async (tx) => {
      const { db } = tx;
      await db.insertInto('dwelling').values({ county, id: dwelling, grid, address: door, search: door }).execute();
      await db.insertInto('household').values({ county, id: household, grid, dwelling_id: dwelling }).execute();
      await db
        .updateTable('person')
        .set({ name, ...personPhone(tx, { county, id: person }, phone), household_id: household })
        .where('id', '=', person)
        .execute();
      await db
        .updateTable('account')
        .set({ ...accountPhone(tx, { county, id: place.accounts[who] }, phone), display_name: name })
        .where('id', '=', place.accounts[who])
        .execute();
      await db
        .insertInto('message')
        .values({
          county,
          id: newId(),
          person_id: person,
          account_id: place.accounts[who],
          channel: 'inbox',
          kind: 'code',
          text: `${name} ${door}`,
          created_at: now,
          territory: grid,
        })
        .execute();
    });
    forgetSession(place.app, place.accounts[who]);
    await place.file(who, { village, ...(grid === village ? {} : { grid }), address: door, contact: { name, phone } });
  }
  const tables = [
    'person',
    'account',
    'appointment',
    'body',
    'household',
    'dwelling',
    'matter',
    'matter_reporter',
    'message',
    'session',
    'job',
  ];
  const ids = await place.prepare(async ({ db }) => {
    const found: string[] = [];
    for (const table of tables) {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id limit 6`.execute(db);
      found.push(...rows.map(({ id }) => id));
    }
    return found;
  });
  const theirs = await place.prepare(async ({ db }) => {
    const matters = await db.selectFrom('matter').select('id').execute();
    const households = await db.selectFrom('household').select('id').execute();
    return [...matters, ...households].map(({ id }) => id);
  });
  return {
    ids,
    theirs: [...Object.values(CANARIES).flatMap(({ who }) => [place.people[who], place.accounts[who]]), ...theirs],
    codes: [VILLAGE, GRID, NEXT_VILLAGE, OTHER_VILLAGE, '64', '640122', '640121', '640121104'],
    phones: ['13895016021'],
  };
}

/** Signs everybody in again whom the attack has signed out, closed, locked or dismissed. */
async function revive(place: Town, as: Map<Attacker, string>, who: Attacker): Promise<void> {
  if (who === null || who === 'receipt') return;
  const token = randomBytes(32).toString('base64url');
  const old = sha256(`session:${place.as[who]}`);
  await place.prepare(async ({ db }) => {
    await db.updateTable('account').set({ closed_at: null, locked_until: null, failed: 0 }).where('id', '=', place.accounts[who]).execute();
    await sql`update appointment set valid_until = null where valid_from = '2020-01-01' and person_id = ${place.people[who]}`.execute(db);
    await sql`insert into session (county, token_hash, id, account_id, appointment_id, person_id, second_factor, created_at, seen_at, expires_at)
      select county, ${sha256(`session:${token}`)}, ${randomUUID()}::uuid, account_id, appointment_id, person_id, second_factor, created_at, ${place.clock.now()}, expires_at
      from session where token_hash = ${old}`.execute(db);
  });
  as.set(who, token);
}

export interface Report {
  inputs: number;
  answers: Record<string, number>;
  /** Inputs of each sort. */
  sorts: Record<string, number>;
  /** Answers 401 to somebody who was thought to be signed in; they prove little. */
  signedOut: number;
  slowest: { operation: string; sort: string; milliseconds: number };
  /** Bytes the heap and buffers grew by, after collection, from a tenth of the way to the end. */
  grown: number;
  faults: string[];
}

function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const INSIDE = / at \S+:\d+|node_modules|Error:|select .* from |postgres|syntax error/i;

/** What is wrong with an answer, or null. */
function faultOf(hostile: Hostile, attacker: Attacker, { status, type, text, headers }: Answered): string | null {
  if (status >= 500) return `answered ${status}`;
  if (headers['set-cookie']?.toString().includes('planted') || headers.location) return 'took a header from the input';
  for (const key of hiddenFrom(attacker)) {
    const { name, phone, door } = CANARIES[key];
    const shown = [name, phone, door].find((secret) => text.includes(secret));
    if (shown) return `showed ${shown} (${key}) to ${attacker ?? 'nobody'}`;
  }
  if (status === 200) return hostile.mustRefuse ? 'took a field it does not know' : null;
  if (status < 400 || type !== 'application/problem+json; charset=utf-8') return `answered ${status} as ${type}`;
  if (INSIDE.test(text)) return 'showed the inside';
  return /^\p{Script=Han}.*。$/u.test((JSON.parse(text) as { title: string }).title) ? null : 'said no sentence';
}

/** An answer with the fields of its objects in order: the database keeps answers in an order of its own. */
const inOrder = (text: string): string =>
  JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );

interface Answered {
  status: number;
  type: string | undefined;
  text: string;
  headers: Record<string, unknown>;
}

/** Sends `each` hostile inputs to every operation named (all by default) of a town of its own and looks at each answer. Reproducible by its seed. */
export async function attackAll(options: {
  each: number;
  seed: number;
  only?: readonly Operation[];
  progress?: (line: string) => void;
}): Promise<Report> {
  const chosen = options.only ?? operations;
  // How often one may call is another test's.
  const place = await town({ perMinute: false });
  const report: Report = {
    inputs: 0,
    answers: {},
    sorts: {},
    signedOut: 0,
    slowest: { operation: '', sort: '', milliseconds: 0 },
    grown: 0,
    faults: [],
  };
  const faults = new Map<string, string>();
  try {
    await place.file('resident');
    const { receiptCode: receipt } = await place.file(null, { contact: { name: '马占川', phone: '13895016099' } });
    const foreign = await plant(place);
    const as = new Map<Attacker, string>(ATTACKERS.map((who) => [who, place.as[who]]));

    const send = async (operation: Operation, attacker: Attacker, hostile: Hostile, command: string): Promise<Answered> => {
      const response = await place.http.inject({
        method: 'POST',
        url: `/api/${operation.name.replace('.', '/')}`,
        remoteAddress: newAddress(),
        headers: {
          'content-type': 'application/json',
          'x-linli': '1',
          'linli-command': command,
          ...(attacker === 'receipt' ? { 'linli-receipt': receipt } : attacker ? { cookie: `linli_session=${as.get(attacker)}` } : {}),
          ...hostile.headers,
        },
        payload: hostile.payload,
      });
      return {
        status: response.statusCode,
        type: response.headers['content-type']?.toString(),
        text: response.body,
        headers: response.headers,
      };
    };

    const attack = async (operation: Operation, attacker: Attacker, hostile: Hostile) => {
      const command = randomUUID();
      const since = performance.now();
      const answers = await Promise.all(
        Array.from({ length: hostile.copies?.count ?? 1 }, () =>
          send(operation, attacker, hostile, hostile.copies?.same === false ? randomUUID() : command),
        ),
      );
      const milliseconds = performance.now() - since;
      if (milliseconds > report.slowest.milliseconds) report.slowest = { operation: operation.name, sort: hostile.sort, milliseconds };
      report.inputs += 1;
      report.sorts[hostile.sort] = (report.sorts[hostile.sort] ?? 0) + 1;
      for (const answer of answers) {
        report.answers[answer.status] = (report.answers[answer.status] ?? 0) + 1;
        const fault = faultOf(hostile, attacker, answer);
        const key = `${operation.name}: ${fault}`;
        if (fault && !faults.has(key))
          faults.set(
            key,
            `${key}; ${hostile.sort}: ${hostile.payload.slice(0, 300)} ${JSON.stringify(hostile.headers ?? {}).slice(0, 200)} -> ${answer.text.slice(0, 200)}`,
          );
      }
      const done = new Set(answers.filter(({ status }) => status === 200).map(({ text }) => inOrder(text)));
      if (hostile.copies?.same && operation.kind === 'command' && done.size > 1)
        faults.set(`${operation.name} race`, `${operation.name}: one command was answered in ${done.size} ways`);
      if (attacker && hostile.sort !== 'header' && answers.some(({ status }) => status === 401) && !operation.roles.includes('anyone')) {
        report.signedOut += 1;
        await revive(place, as, attacker);
      }
    };

    let warm = 0;
    for (const [at, operation] of chosen.entries()) {
      const permitted = callerOf(operation) as Attacker;
      const attackers = fc.oneof(
        { weight: 2, arbitrary: fc.constant(permitted) },
        { weight: 1, arbitrary: fc.constantFrom<Attacker>(...ATTACKERS, 'receipt', null) },
      );
      const drawn = fc.sample(fc.tuple(attackers, hostileInputs(inputOf(operation), foreign)), {
        numRuns: options.each,
        seed: options.seed + at,
      });
      // Every id of a canary in every field that takes one, by whom the operation is open to and by a resident.
      const sample = sampleOf(inputOf(operation)) as object;
      const idFields = Object.entries(inputOf(operation).properties ?? {}).flatMap(([name, { format }]) =>
        format === 'uuid' ? [name] : [],
      );
      for (const id of idFields.length > 0 ? foreign.theirs : [])
        for (const attacker of new Set<Attacker>([permitted, 'resident']))
          await attack(operation, attacker, {
            sort: 'id of another',
            payload: JSON.stringify({ ...sample, ...Object.fromEntries(idFields.map((name) => [name, id])) }),
          });
      for (const [attacker, hostile] of drawn) await attack(operation, attacker, hostile);
      // Whom an administrator among the attackers gave a post has a public name from then on; and all are there again for the next.
      await place.prepare(({ db }) =>
        sql`update appointment set name = '某某' where person_id = any (${Object.values(CANARIES).map(({ who }) => place.people[who])}::uuid[])`.execute(
          db,
        ),
      );
      for (const who of new Set([permitted, 'administrator' as const])) await revive(place, as, who);
      if (at === Math.floor(chosen.length / 10)) warm = heapNow();
      options.progress?.(
        `${operation.name}: ${report.inputs} inputs, ${faults.size} faults, slowest ${Math.round(report.slowest.milliseconds)} ms`,
      );
    }
    if (({} as { polluted?: unknown }).polluted !== undefined) faults.set('prototype', 'the prototype of objects is polluted');
    report.grown = heapNow() - warm;
  } finally {
    await place.stop();
  }
  report.faults = [...faults.values()];
  return report;
}
