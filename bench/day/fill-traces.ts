import type pg from 'pg';

/** What the matters of two years left behind: audit rows of filings and looks, and the messages of the last year. Needs the rows `pick` of `fillMatters`. */
export async function fillTraces(client: pg.Client): Promise<void> {
  const audit = '(county, id, at, account_id, actor, role, body_id, territory, operation, kind, person_id, matter_id, purpose, detail)';
  await client.query(`
    insert into audit ${audit}
      select county, uuidv7(filed - now()), filed, null, '群众', '', null, village, 'matters.file', 'change', person, id, '登记诉求', '{}' from pick;
    create temp table worker as select distinct on (a.territory) a.territory as village, a.name, a.body_id, l.account_id
      from appointment a join account_person l on l.county = a.county and l.person_id = a.person_id where a.role = 'station-worker' order by a.territory, a.id;
    create unique index on worker (village);
    analyze worker;
    insert into audit ${audit}
      select p.county, uuidv7(p.filed + interval '1 hour' - now()), p.filed + interval '1 hour', w.account_id, w.name, 'station-worker', w.body_id, p.village,
        'matters.view', 'look', null, p.id, '查看诉求', '{}' from pick p join worker w using (village) where p.filed < now() - interval '1 hour';
    insert into audit ${audit}
      select p.county, uuidv7(p.filed + interval '2 hours' - now()), p.filed + interval '2 hours', w.account_id, w.name, 'station-worker', w.body_id, p.grid,
        'people.view', 'look', p.person, null, '核对住户信息', '{}' from pick p join worker w using (village) where p.i % 3 = 0 and p.filed < now() - interval '2 hours';
    insert into message (county, id, person_id, channel, kind, text, matter_id, state, created_at, sent_at, read_at, territory)
      select county, uuidv7(filed - now()), person, 'inbox', 'matter-filed', '您反映的「村口路灯不亮」已收到，我们会尽快答复您。', id,
        case when i % 3 = 0 then 'sent' else 'read' end, filed, filed, case when i % 3 = 0 then null else filed + interval '1 day' end, village
      from pick where filed > now() - interval '1 year';`);
}
