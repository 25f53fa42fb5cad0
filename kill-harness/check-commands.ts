import type pg from 'pg';
import type { Ledger } from './ledger.ts';

/** What is not as promised: how many, and the first few by name. */
export interface Fault {
  kind: 'lost' | 'doubled' | 'half' | 'wrong';
  what: string;
  count: number;
  examples: string[];
}

const STEP = `split_part(d.operation, '.', 2)`;

/** Jobs that were given up, or still wait. */
export const UNDONE_JOBS = 'jobs were not done';

/** Each query lists what breaks one promise; none may find anything. `sent` is what clients know, `done` what the table of commands knows. */
const PROMISES: readonly [Fault['kind'], string, string][] = [
  [
    'lost',
    'acknowledged commands are not there',
    `select s.operation || ' ' || s.command_id from sent s left join command c on c.actor = s.account and c.command_id = s.command_id
     where s.ending = 'acknowledged' and c.command_id is null`,
  ],
  [
    'wrong',
    'kept answers differ from the ones given',
    `select s.operation || ' ' || s.command_id from sent s join command c on c.actor = s.account and c.command_id = s.command_id
     where s.ending = 'acknowledged' and c.answer is distinct from s.answer`,
  ],
  [
    'wrong',
    'refused commands were done',
    `select s.operation || ' ' || s.command_id from sent s join command c on c.actor = s.account and c.command_id = s.command_id where s.ending = 'refused'`,
  ],
  [
    'wrong',
    'commands nobody sent were done',
    `select d.operation || ' ' || d.command_id from done d left join sent s using (command_id) where s.command_id is null`,
  ],
  [
    'half',
    'commands are there without their matter, action, audit row or job',
    `select d.operation || ' ' || d.command_id from done d
       left join matter m on m.id = d.matter
       left join matter_action a on a.matter_id = d.matter and a.seq = d.seq
       left join sent s using (command_id)
     where m.id is null or a.seq is null or a.step <> ${STEP} or a.input->>'words' is distinct from s.marker
       or not exists (select from audit u where u.matter_id = d.matter and u.operation = d.operation and u.kind = 'change')
       or not exists (select from told t where t.matter = d.matter::text and t.seq = d.seq)`,
  ],
  [
    'half',
    'filed matters are there without reporter or turn',
    `select d.command_id::text from done d where d.operation = 'matters.file' and (
       (select count(*) from matter_reporter r where r.matter_id = d.matter) <> 1 or not exists (select from matter_turn t where t.matter_id = d.matter))`,
  ],
  [
    'half',
    'matters or actions are there without their command',
    `select 'matter ' || m.id from matter m where not exists (select from done d where d.matter = m.id and d.operation = 'matters.file')
     union all select 'action ' || a.matter_id || '/' || a.seq from matter_action a
     where a.by->>'kind' <> 'system' and not exists (select from done d where d.matter = a.matter_id and d.seq = a.seq)`,
  ],
  [
    'half',
    'reporters, turns or files are there without their matter',
    `select 'reporter ' || r.id from matter_reporter r where not exists (select from matter m where m.id = r.matter_id)
     union all select 'turn ' || t.matter_id from matter_turn t where not exists (select from matter m where m.id = t.matter_id)
     union all select 'file ' || f.id from file f where f.matter_id is not null and not exists (select from matter m where m.id = f.matter_id)`,
  ],
  [
    'doubled',
    'the same words were written twice',
    `select a.input->>'words' from matter_action a where a.input ? 'words' and a.by->>'kind' <> 'system' group by 1 having count(*) > 1`,
  ],
  ['doubled', 'two commands claim one action', `select matter || '/' || seq from done group by matter, seq having count(*) > 1`],
  [
    'doubled',
    'a matter has more or fewer audit rows than commands',
    `select d.matter || ' ' || d.operation || ' ' || d.n || ' commands, ' || coalesce(u.n, 0) || ' audit rows'
     from (select matter, operation, count(*) n from done group by 1, 2) d
     full join (select matter_id, operation, count(*) n from audit where kind = 'change' and matter_id is not null and role <> 'system' group by 1, 2) u
       on u.matter_id = d.matter and u.operation = d.operation
     where d.n is distinct from u.n`,
  ],
  [
    'wrong',
    'the steps of a matter have a gap, or its row stands at another one',
    `select m.id::text from matter m left join (select matter_id, count(*) n, min(seq) low, max(seq) top from matter_action group by 1) a on a.matter_id = m.id
     where a.n is null or a.low <> 1 or a.n <> a.top or m.seq <> a.top`,
  ],
  [
    'lost',
    'files named by an acknowledged filing are not with it',
    `select s.command_id::text from sent s, jsonb_array_elements_text(s.files) named
     where s.ending = 'acknowledged' and not exists (select from file f where f.id = named::uuid and f.matter_id = (s.answer->>'id')::uuid)`,
  ],
  [
    'lost',
    'acknowledged uploads are not there',
    `select u.id from sent_upload u where u."fileId" is not null and not exists (select from file f where f.id = u."fileId"::uuid)`,
  ],
  [
    'half',
    'uploads are neither whole nor in parts',
    `select u.id::text from upload u where u.file_id is not null and (
       not exists (select from file f where f.id = u.file_id) or exists (select from upload_part p where p.uploader = u.uploader and p.upload_id = u.id))`,
  ],
  ['lost', UNDONE_JOBS, `select kind || ' ' || id from job where state = 'dead' or (state = 'waiting' and kind <> all ($1))`],
];

async function sentTables(client: pg.Client, ledger: Ledger): Promise<void> {
  await client.query(`
    create temp table sent (account text, "commandId" uuid, command_id uuid generated always as ("commandId") stored, operation text, marker text, files jsonb, ending text, answer jsonb);
    create temp table sent_upload (uploader text, id text, "fileId" text)`);
  await client.query(
    `insert into sent (account, "commandId", operation, marker, files, ending, answer)
     select * from jsonb_to_recordset($1) as (account text, "commandId" uuid, operation text, marker text, files jsonb, ending text, answer jsonb)`,
    [JSON.stringify([...ledger.commands.values()])],
  );
  await client.query(`insert into sent_upload select * from jsonb_to_recordset($1) as (uploader text, id text, "fileId" text)`, [
    JSON.stringify([...ledger.uploads.values()]),
  ]);
  await client.query(`
    create temp table done as select command_id, operation, (answer->>'id')::uuid matter, coalesce((answer->>'seq')::int, 1) seq
      from command where operation like 'matters.%';
    create index on done (matter, seq); create index on sent (command_id); create temp table told as
      select payload->>'matterId' matter, (payload->>'seq')::int seq from job where kind = 'matters.tell';
    create index on told (matter, seq); analyze done; analyze sent; analyze told; analyze matter_action; analyze audit; analyze command`);
}

/** Holds what the clients were told against the rows of the database, both ways. `periodic`: kinds of jobs that always wait for their next time. */
export async function checkCommands(client: pg.Client, ledger: Ledger, periodic: readonly string[]): Promise<Fault[]> {
  await sentTables(client, ledger);
  const faults: Fault[] = [];
  for (const [kind, what, query] of PROMISES) {
    const { rows } = await client.query<Record<string, string>>(query, query.includes('$1') ? [periodic] : []);
    const examples = rows.slice(0, 3).map((row) => String(Object.values(row)[0]));
    if (rows.length > 0) faults.push({ kind, what, count: rows.length, examples });
  }
  return faults;
}
