import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { VILLAGE } from './fill.ts';

export const GRID = `${VILLAGE}001`;
export const HOUSEHOLDS = 500;

/** A signed-in grid worker. */
export interface Worker {
  account: string;
  token: string;
}

/** Adds to a filled database a grid of many households with three people each, and some workers who look after it. */
export async function fillGrid(databaseUrl: string, station: { id: string }, workers: number): Promise<Worker[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    insert into division (code, parent, level, name, short_name, pinyin, initials) values ('${GRID}', '${VILLAGE}', 'grid', '第一网格', '第一网格', 'diyiwangge', 'dywg');
    create temporary table home as select n, gen_random_uuid() as id from generate_series(1, ${HOUSEHOLDS}) n;
    insert into dwelling (county, id, grid, address, search) select '640121', id, '${GRID}', n || '排' || n || '号', n || '排' || n || '号' from home;
    insert into household (county, id, grid, dwelling_id) select '640121', id, '${GRID}', id from home;
    insert into person (county, id, territory, name, pinyin, initials, household_id, relation, created_at)
      select '640121', gen_random_uuid(), '${GRID}', '马国华' || n || m, 'ma guohua', 'mgh', id,
        (array['户主', '配偶', '子'])[m], now() from home, generate_series(1, 3) m;
  `);
  const made: Worker[] = [];
  for (let at = 1; at <= workers; at += 1) {
    const [account, person, appointment] = [randomUUID(), randomUUID(), randomUUID()];
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(`session:${token}`).digest('hex');
    await client.query(`
      insert into person (county, id, territory, name, pinyin, initials, created_at) values ('640121', '${person}', '${VILLAGE}', '李秀兰', 'li xiulan', 'lxl', now());
      insert into appointment (county, id, person_id, body_id, role, territory, name, valid_from) values
        ('640121', '${appointment}', '${person}', '${station.id}', 'grid-worker', '${GRID}', '李秀兰', '2020-01-01');
      insert into account (county, id, kind, username, display_name, territory, created_at) values ('640121', '${account}', 'staff', 'worker${at}', '李秀兰', '${VILLAGE}', now());
      insert into account_person (county, account_id, person_id, since) values ('640121', '${account}', '${person}', now());
      insert into session (county, token_hash, id, account_id, appointment_id, person_id, created_at, seen_at, expires_at) values
        ('640121', '${hash}', '${randomUUID()}', '${account}', '${appointment}', '${person}', now(), now(), now() + interval '1 day');
    `);
    made.push({ account, token });
  }
  await client.query('analyze');
  await client.end();
  return made;
}
