import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { migrate } from '../../server/migrations/migrate.ts';
import { hashPassword } from '../../server/modules/accounts/index.ts';
import { countCounty, judgeAgain } from '../../server/modules/board/index.ts';
import { openKeysOf } from '../../server/modules/keys/index.ts';
import { importCalendar } from '../../server/modules/policy/index.ts';
import { sealCounty } from '../../server/modules/sealing/seal.ts';
import { importCatalogue } from '../../server/modules/services/index.ts';
import { importDivisions } from '../../server/modules/territory/index.ts';
import { openPool, transaction } from '../../server/platform/database.ts';
import { sealKeyFile, sealKeyIn } from '../../server/platform/seal-key.ts';
import { benchApp } from '../bench-app.ts';
import { fillMatters } from './fill-matters.ts';
import { fillResidents, fillStaff } from './fill-people.ts';
import { fillPlaces } from './fill-places.ts';
import { fillTraces } from './fill-traces.ts';
import { PASSWORD } from './tokens.ts';

/** What the census of 2020 counted for a village or community of the region, by and large. */
const RESIDENTS_A_VILLAGE = 2_470;
const FEWEST_VILLAGES = 3;
const MATTERS_A_RESIDENT = 0.4;

export interface FilledCity {
  residents: number;
  villages: number;
  staff: number;
  matters: number;
  accounts: number;
  filledAt: string;
}

const data = (path: string): string => readFileSync(new URL(`../../server/data/${path}`, import.meta.url), 'utf8');

/**
 * Fills an empty database with a city: villages of the usual size, their residents with sealed phones, everybody who works there, two years of matters in
 * every state, and what they left behind, sealed and judged. `say` is told of each part and its seconds.
 */
export async function fillCity(databaseUrl: string, home: string, residents: number, say: (line: string) => void): Promise<FilledCity> {
  await migrate(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let since = performance.now();
  const done = (what: string) => {
    say(`filled: ${what}, ${((performance.now() - since) / 1000).toFixed(0)} s`);
    since = performance.now();
  };
  try {
    // What a crash loses while it is filled does not matter, and what is joined and sorted here is large.
    await client.query(`set synchronous_commit = off; set work_mem = '128MB'; set maintenance_work_mem = '512MB'`);
    await importDivisions(databaseUrl, data('territory/divisions.csv'));
    await importCalendar(databaseUrl, data('calendar/holidays-2017-2026.csv'));
    const keys = await openKeysOf(databaseUrl, home);
    const places = await fillPlaces(client, Math.max(FEWEST_VILLAGES, Math.round(residents / RESIDENTS_A_VILLAGE)));
    const counties = [...new Set(places.villages.map(({ code }) => code.slice(0, 6)))];
    for (const county of counties)
      for (const catalogue of ['example', 'yongning'])
        await importCatalogue(databaseUrl, data(`services/${catalogue}-catalogue.csv`), county);
    done(`${places.villages.length} villages of ${counties.length} counties`);
    await fillResidents(client, keys, places.villages, residents);
    done('residents, dwellings, accounts');
    const staff = await fillStaff(client, places, await hashPassword(PASSWORD));
    await client.query('vacuum analyze');
    done(`${staff} members of staff`);
    await fillMatters(client, keys, places, Math.round(residents * MATTERS_A_RESIDENT));
    done('matters with actions, turns, reporters');
    await fillTraces(client);
    await client.query('vacuum analyze');
    done('audit rows and messages');
    await sealAndJudge(databaseUrl, home, counties);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    done('records sealed, board judged');
    const { rows } = await client.query<Omit<FilledCity, 'villages' | 'staff' | 'filledAt'>>(`select
      (select count(*)::int from person where household_id is not null) as residents, (select count(*)::int from matter) as matters,
      (select count(*)::int from account where kind = 'resident') as accounts`);
    return { ...(rows[0] as (typeof rows)[0]), villages: places.villages.length, staff, filledAt: new Date().toISOString() };
  } finally {
    await client.end();
  }
}

/** What a running server would have done over the years, a county in one go: the records of each county in its tree, every village judged and counted. */
export async function sealAndJudge(databaseUrl: string, home: string, counties: readonly string[]): Promise<void> {
  const keys = await openKeysOf(databaseUrl, home);
  const pool = openPool(databaseUrl, { max: 1, keys });
  const app = benchApp(pool, keys, home, await sealKeyIn(sealKeyFile(home)));
  const system = { kind: 'system', name: 'bench' } as const;
  try {
    for (const county of counties) {
      await transaction(pool, system, async (tx) => {
        await tx.send(
          'set local statement_timeout = 0',
          'set local idle_in_transaction_session_timeout = 0',
          `set local work_mem = '256MB'`,
        );
        await sealCounty(tx, app, new Date(), county, Number.MAX_SAFE_INTEGER);
        await judgeAgain(tx, app, county, []);
        await countCounty(tx, app, county);
      });
    }
  } finally {
    await pool.end();
  }
}
