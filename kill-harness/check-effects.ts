import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Action } from '../domain/matters/action.ts';
import { fold } from '../domain/matters/fold.ts';
import { definitionOf } from '../domain/matters/kinds.ts';
import { noticeOf } from '../domain/matters/notices.ts';
import type { MatterState } from '../domain/matters/state.ts';
import { opened } from '../server/modules/keys/index.ts';
import type { Keyring } from '../server/platform/keyring.ts';
import type { Fault } from './check-commands.ts';

interface Told {
  id: string;
  kind: string;
  version: number;
  number: string;
  state: MatterState;
  actions: Action[];
  county: string;
  /** `phone` is sealed, with its key (see `withKey`). */
  reporters: { id: string; person_id: string | null; phone: string | null }[];
}

interface Given {
  county: string;
  id: string;
  matter_id: string | null;
  kind: string;
  channel: string;
  person_id: string | null;
  phone: string | null;
  text: string;
  state: string;
}

const fault = (kind: Fault['kind'], what: string, found: readonly string[]): Fault[] =>
  found.length ? [{ kind, what, count: found.length, examples: found.slice(0, 3) }] : [];

/** A sealed phone together with its key, as `opened` reads it. */
const phoneWithKey = (row: string): string =>
  `${row}.phone_sealed || coalesce(' ' || (select k.wrapped from data_key k where k.county = ${row}.county and k.id = split_part(${row}.phone_sealed, '.', 3)::uuid), '')`;

/** Messages each matter must have brought, to whom and how; one for each notice and receiver. */
function expectedOf(keys: Keyring, matter: Told): string[] {
  const definition = definitionOf(matter.kind, matter.version);
  return matter.actions.flatMap((action) => {
    const notice = noticeOf(definition, action, matter.number, matter.state);
    if (!notice) return [];
    if (notice.to !== 'reporters') throw new Error(`the load takes the step ${action.step}, whose receivers this check does not know`);
    return matter.reporters.flatMap(({ id, person_id, phone }) => [
      ...(person_id ? [`${matter.id} ${notice.kind} inbox ${person_id}`] : []),
      ...(phone ? [`${matter.id} ${notice.kind} sms ${opened({ keys }, 'reporter.phone', { county: matter.county, id }, phone)}`] : []),
    ]);
  });
}

/**
 * That every notice was given once, to the right person or phone, that every short message reached the gateway for the phone it is for (`taken`, by
 * `phone text`), and that each matter's row is the fold of its actions.
 */
export async function checkMessages(client: pg.Client, keys: Keyring, taken: ReadonlyMap<string, number>): Promise<Fault[]> {
  const matters = await client.query<Told>(`
    select m.county, m.id, m.kind, m.version, m.number, m.state,
      (select jsonb_agg(jsonb_build_object('seq', a.seq, 'step', a.step, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'by', a.by, 'input', a.input, 'refs', a.refs, 'deadlines', a.deadlines) order by a.seq) from matter_action a where a.county = m.county and a.matter_id = m.id) as actions,
      (select jsonb_agg(jsonb_build_object('id', r.id, 'person_id', r.person_id, 'phone', ${phoneWithKey('r')})) from matter_reporter r where r.county = m.county and r.matter_id = m.id) as reporters
    from matter m`);
  const whole = matters.rows.filter(({ actions, reporters }) => actions && reporters);
  const expected = new Map<string, number>();
  for (const key of whole.flatMap((matter) => expectedOf(keys, matter))) expected.set(key, (expected.get(key) ?? 0) + 1);
  const given = await client.query<Given>(`
    select county, id, matter_id, kind, channel, person_id, ${phoneWithKey('message')} as phone, text, state from message`);
  const phoneOf = ({ county, id, phone }: Given) => opened({ keys }, 'message.phone', { county, id }, phone);
  const counts = new Map<string, number>();
  for (const message of given.rows.filter(({ matter_id }) => matter_id)) {
    const to = message.channel === 'inbox' ? message.person_id : phoneOf(message);
    const key = `${message.matter_id} ${message.kind} ${message.channel} ${to}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const notices = [...new Set([...expected.keys(), ...counts.keys()])];
  const sms = given.rows.filter(({ channel }) => channel === 'sms');
  return [
    ...fault(
      'lost',
      'notices were not given',
      notices.filter((key) => (counts.get(key) ?? 0) < (expected.get(key) ?? 0)),
    ),
    ...fault(
      'doubled',
      'notices were given twice',
      notices.filter((key) => (counts.get(key) ?? 0) > (expected.get(key) ?? 0)),
    ),
    ...fault(
      'lost',
      'short messages are not sent, or the gateway never got them',
      sms.filter((message) => message.state !== 'sent' || !taken.has(`${phoneOf(message)} ${message.text}`)).map(({ id }) => id),
    ),
    ...fault(
      'wrong',
      'the row of a matter is not the fold of its actions',
      whole
        .filter(({ kind, version, actions, state }) => {
          const folded = JSON.parse(JSON.stringify(fold(definitionOf(kind, version), actions)));
          return !isDeepStrictEqual(folded, state);
        })
        .map(({ id }) => id),
    ),
  ];
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Names of everything in the folder of files. */
async function onDisk(home: string): Promise<string[]> {
  const folder = join(home, 'files');
  const shelves = await readdir(folder).catch(() => []);
  return (await Promise.all(shelves.map((shelf) => readdir(join(folder, shelf))))).flat();
}

async function named(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ hash: string }>(
    'select sha256 as hash from file union select thumbnail_sha256 from file where thumbnail_sha256 is not null',
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** That the content of every file lies on the disk as it was. */
export async function checkFiles(client: pg.Client, home: string): Promise<{ files: number; faults: Fault[] }> {
  const wanted = await named(client);
  const broken: string[] = [];
  for (const hash of wanted) {
    const found = await hashOf(join(home, 'files', hash.slice(0, 2), hash)).catch(() => 'missing');
    if (found !== hash) broken.push(`${hash} ${found}`);
  }
  return { files: wanted.size, faults: fault('lost', 'contents of files are missing or broken', broken) };
}

/** That, after the sweep of a later day, the disk holds what rows name and nothing else, and no upload is left half. */
export async function checkSwept(client: pg.Client, home: string): Promise<Fault[]> {
  const wanted = await named(client);
  const left = await client.query<{ id: string }>('select id from upload');
  return [
    ...fault(
      'wrong',
      'the sweep left contents no row names',
      (await onDisk(home)).filter((name) => !wanted.has(name)),
    ),
    ...fault(
      'wrong',
      'the sweep left unfinished uploads',
      left.rows.map(({ id }) => id),
    ),
  ];
}
