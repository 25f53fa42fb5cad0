import { createHash } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { makeCalendar } from '../domain/calendar/calendar.ts';
import type { Action } from '../domain/matters/action.ts';
import { appeal } from '../domain/matters/appeal/appeal.ts';
import { applyAction } from '../domain/matters/fold.ts';
import { readQueue } from '../server/modules/matters/queue-store.ts';
import { insertMatter } from '../server/modules/matters/store.ts';
import { prepareInserts, txOn } from '../server/platform/database.ts';
import { newId } from '../server/platform/ids.ts';
import type { Keyring } from '../server/platform/keyring.ts';
import type { Filled } from './fill.ts';
import { VILLAGE } from './fill.ts';

/** Above what the server of the same run gives out. */
const FIRST_SERIAL = 900_000;

function filing(filled: Filled): Action {
  const due = new Date(Date.now() + 5 * 86_400_000).toISOString();
  return {
    seq: 1,
    step: 'file',
    at: new Date().toISOString(),
    by: { kind: 'staff', name: '马国华', role: '站务员', body: filled.station, channel: 'counter' },
    input: {
      title: '学校门口路灯坏了一星期',
      words: '学校门口路灯坏了一星期，孩子放学看不见路。',
      category: 'roads.lamp',
      village: VILLAGE,
      attachments: [],
    },
    refs: { station: filled.station, centre: filled.centre, body: filled.station },
    deadlines: { sign: due, answer: due },
  };
}

/**
 * The same SQL with a pool of the same size whose connections know the same prepared inserts and seal phones alike, and nothing of the platform: no
 * sign-in, no validation, no rules, no row-level security, no repeated commands. `databaseUrl` is the owner's, of a database that was `fill`ed.
 */
export function bareHandler(databaseUrl: string, filled: Filled, keys: Keyring): FastifyInstance {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, onConnect: (client) => prepareInserts(client, keys) });
  const server = Fastify({ logger: false });
  server.addHook('onClose', () => pool.end());
  const action = filing(filled);
  const state = applyAction(appeal, null, action);
  const calendar = makeCalendar([]);
  let serial = FIRST_SERIAL;

  async function onClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  /** Files a matter; the statements go out together, or one after the other as an ordinary handler sends them. */
  const create = (oneByOne: boolean) =>
    onClient(async (client) => {
      const id = newId();
      const hash = createHash('sha256').update(id).digest('hex');
      const held: string[] = ['begin'];
      const tx = Object.assign(txOn(client), { defer: (...statements: string[]) => void held.push(...statements) });
      const number = `${VILLAGE}-20261124-${String(serial++).padStart(6, '0')}`;
      insertMatter(tx, {
        county: '640121',
        id,
        kind: 'appeal',
        version: 1,
        number,
        search: `${number} ${state.title}`,
        state,
        action,
        reporter: {
          id: newId(),
          part: 'reporter',
          person_id: null,
          name: '王秀兰',
          phone: '13895550001',
          hidden: false,
          receipt_code: id.slice(0, 9),
          receipt_hash: hash,
        },
        calendar,
        noticeId: newId(),
      });
      held.push('commit');
      for (const text of oneByOne ? held : [held.join('; ')]) await client.query(text);
      return { id, number };
    });
  server.post('/create', () => create(true));
  server.post('/create-at-once', () => create(false));

  server.post('/queue', () =>
    onClient(async (client) => {
      const actor = {
        kind: 'staff',
        accountId: filled.accountId,
        personId: '',
        name: '马国华',
        role: 'station-worker',
        appointmentId: filled.appointmentId,
        body: filled.station,
        range: VILLAGE,
      } as const;
      return { items: await readQueue(txOn(client), actor, 'mine', { q: '' }, new Date(), null, 50) };
    }),
  );
  return server;
}
