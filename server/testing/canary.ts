import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { SHOWN_TEXTS, textVersionOf } from '../../domain/own-data/consents.ts';
import { runOneJob } from '../platform/jobs.ts';
import { jobHandlers } from '../start.ts';
import { CANARY_COLUMNS } from './canary-columns.ts';
import { type Town, town } from './matters.ts';
import { GRID } from './people.ts';

/** Words that stand nowhere in the project, so that each place they are found in was reached by a person's data. */
export const CANARIES = {
  name: '欧阳墨鸢',
  phone: '13987650123',
  address: '梧桐里九十七号院',
  words: '鹧鸪灯柱歪了三寸',
  identity: '640121185003078816',
} as const;
export type Canary = keyof typeof CANARIES;

export interface Leak {
  canary: Canary;
  /** log, metrics, header, file, or `table.column`. */
  where: string;
}

export interface Scan {
  calls: number;
  statuses: Record<string, number>;
  logged: number;
  columns: number;
  files: number;
  /** Columns meant for them in which they were found: without these nothing was planted. */
  planted: string[];
  leaks: Leak[];
}

/** Which canaries a text holds, also as addresses and JSON write them. */
export function canariesIn(text: string): Canary[] {
  return (Object.keys(CANARIES) as Canary[]).filter((canary) =>
    [
      CANARIES[canary],
      encodeURIComponent(CANARIES[canary]),
      JSON.stringify(CANARIES[canary])
        .slice(1, -1)
        .replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`),
    ].some((form) => text.includes(form)),
  );
}

/** What a canary flight may be told to do wrong, so that a scan that finds nothing is known to look. */
export interface Sabotage {
  /** Logs each request body, as a careless debug line would. */
  logsBodies?: boolean;
}

/** Plants known people, plays what residents and staff do, rightly and wrongly, and looks for them where they must not be. */
export async function canaryScan(sabotage: Sabotage = {}): Promise<Scan> {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const place = await town({ log });
  const seen: Scan = { calls: 0, statuses: {}, logged: 0, columns: 0, files: 0, planted: [], leaks: [] };
  try {
    const headers: string[] = [];
    const inject = place.http.inject.bind(place.http) as (
      options: object,
    ) => Promise<{ statusCode: number; headers: object; body: string }>;
    Object.assign(place.http, {
      inject: async (options: { payload?: unknown }) => {
        if (sabotage.logsBodies) log.debug({ body: options.payload }, 'asked');
        const answer = await inject(options);
        seen.calls++;
        seen.statuses[answer.statusCode] = (seen.statuses[answer.statusCode] ?? 0) + 1;
        headers.push(JSON.stringify(answer.headers));
        return answer;
      },
    });
    await play(place, (options) => place.http.inject(options));
    const metrics = await place.app.metrics.registry.metrics();
    const leak = (where: string) => (text: string) => void seen.leaks.push(...canariesIn(text).map((canary) => ({ canary, where })));
    lines.forEach(leak('log'));
    headers.forEach(leak('header'));
    leak('metrics')(metrics);
    seen.logged = lines.length;
    await scanTables(place.databaseUrl, seen);
    await scanFiles(place.filesFolder, seen);
    return seen;
  } finally {
    await place.stop();
  }
}

async function play(place: Town, inject: (options: object) => Promise<{ statusCode: number }>): Promise<void> {
  const { name, phone, address, words, identity } = CANARIES;
  const household = await place.send<{ id: string }>('gridWorker', 'people.saveHousehold', { grid: GRID, address });
  const householdId = household.body.id;
  const saved = await place.send<{ id: string }>('gridWorker', 'people.save', { householdId, name, phone, relation: '户主' });
  const personId = saved.body.id;
  await place.send('stationWorker', 'accounts.openForResident', { personId, phone, agreed: SHOWN_TEXTS });
  // The identity number: entered, entered for another, looked at, found by, given by a resident who may not, in a purpose where it may not stand.
  const agreed = textVersionOf('identity');
  await planted(place.send('stationWorker', 'people.saveIdentity', { id: personId, number: identity, agreed }));
  await place.send('stationWorker', 'people.saveIdentity', { id: place.people.neighbour, number: identity, agreed });
  await planted(place.send('stationWorker', 'people.revealIdentity', { id: personId, purpose: '核对住户信息' }));
  await planted(place.send('stationWorker', 'people.search', { q: identity }));
  await place.send('gridWorker', 'people.search', { q: identity });
  await place.send('stationWorker', 'people.view', { id: personId, purpose: `看 ${identity}` });
  await place.send('resident', 'ownData.giveIdentity', { number: identity, agreed });
  await place.send('resident', 'ownData.giveIdentity', { number: `${identity}1`, agreed });
  await place.work();

  // Rightly: found, looked at, signed in, filed, answered, asked back, copied, consented.
  for (const q of [name, phone, phone.slice(-4), address]) await place.send('gridWorker', 'people.search', { q });
  await place.send('gridWorker', 'people.view', { id: personId, purpose: '核对住户信息' });
  await place.send('gridWorker', 'people.reveal', { id: personId, purpose: '通知到人' });
  await place.send('supervisor', 'audit.search', { personQ: name });
  await place.send(null, 'accounts.sendCode', { phone });
  const filed = await place.file(null, { words, address, contact: { name, phone } });
  await place.take('stationWorker', 'sign', filed.id);
  const { reporters } = await place.view('stationWorker', filed.id);
  await place.send('stationWorker', 'matters.reveal', { id: filed.id, reporterId: reporters[0]?.id, purpose: '打电话问路灯的位置' });
  await place.take('stationWorker', 'answer', filed.id, { words: '已经修好' });
  await place.send('stationWorker', 'ownData.copyFor', { personId, purpose: '本人到站里要一份' });
  await place.send({ receipt: filed.receiptCode }, 'matters.mine');
  await place.work();

  // Wrongly: fields that do not exist, values of the wrong kind, words where numbers belong, people of elsewhere, a wrong code.
  const wrong: [string, object][] = [
    ['people.search', { q: name, surname: name }],
    ['people.view', { id: identity, purpose: words }],
    ['people.save', { householdId: name, name: phone, phone: identity, relation: words }],
    ['people.save', { householdId, name, phone, relation: '户主' }],
    ['people.saveHousehold', { grid: name, address: identity }],
    ['matters.file', { words: identity, category: name, village: phone }],
    ['matters.view', { id: name }],
    ['accounts.openForResident', { personId: phone, phone: name, agreed: SHOWN_TEXTS }],
    ['matters.queue', { tab: 'all', q: name, after: `${identity}|${name}` }],
  ];
  for (const [operation, input] of wrong)
    for (const who of ['gridWorker', 'otherResident', null] as const) await place.send(who, operation, input);
  await place.send(null, 'accounts.signInWithCode', { phone, code: '000000' });
  await place.send(null, 'accounts.signIn', { username: name, password: identity });

  // At addresses, in headers, as something else than JSON.
  for (const url of [`/${encodeURIComponent(name)}`, `/api/people/${phone}`, `/api/files/${identity}`, `/progress?code=${phone}`])
    await inject({ method: 'GET', url });
  await inject({
    method: 'POST',
    url: '/api/people/search',
    headers: { 'content-type': 'application/json', 'x-linli': '1', 'linli-receipt': identity },
    payload: `{"q":"${name}`,
  });
  await inject({ method: 'POST', url: '/api/people/search', headers: { 'content-type': 'text/plain', 'x-linli': '1' }, payload: name });

  // What breaks inside names people in its message: of a call, and of a job.
  const { now } = place.app.clock;
  Object.assign(place.app.clock, {
    now: () => {
      throw new Error(`invalid input syntax for "${name}" ${phone} ${identity}`);
    },
  });
  await place.send('resident', 'matters.mine');
  Object.assign(place.app.clock, { now });
  const failing = {
    ...jobHandlers,
    'canary.fails': () => Promise.reject(new Error(`no answer of ${phone} for "${name}", Key (id)=(${identity})`)),
  };
  const at = place.clock.now();
  await place.prepare(({ db }) =>
    db.insertInto('job').values({ county: '000000', id: randomUUID(), kind: 'canary.fails', run_at: at, created_at: at }).execute(),
  );
  await runOneJob(place.app, failing);
}

/** What must have been done for the scan to mean anything. */
async function planted(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`Nothing was planted: ${status} ${JSON.stringify(body)}`);
}

async function scanTables(databaseUrl: string, seen: Scan): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' order by 1, ordinal_position`,
    );
    for (const { table, column } of rows) {
      seen.columns++;
      for (const canary of Object.keys(CANARIES) as Canary[]) {
        const allowed = (CANARY_COLUMNS as Partial<Record<Canary, readonly string[]>>)[canary] ?? [];
        const found = await client.query(
          `select 1 from ${client.escapeIdentifier(table)} where position($1 in ${client.escapeIdentifier(column)}::text) > 0 limit 1`,
          [CANARIES[canary]],
        );
        if (!found.rowCount) continue;
        const where = `${table}.${column}`;
        if (allowed.includes(where)) seen.planted.push(where);
        else seen.leaks.push({ canary, where });
      }
    }
  } finally {
    await client.end();
  }
}

async function scanFiles(folder: string, seen: Scan): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    seen.files++;
    const text = (await readFile(join(entry.parentPath, entry.name))).toString('utf8');
    for (const canary of canariesIn(`${entry.name} ${text}`)) seen.leaks.push({ canary, where: 'file' });
  }
}
