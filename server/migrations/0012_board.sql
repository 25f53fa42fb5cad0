-- The clause board: what each rule says of each village, and since when; whether a supervisor is a woman.

-- 5.3 asks for one woman among those who watch a committee; of nobody else is it recorded.
alter table appointment add column woman boolean;
alter table appointment add constraint appointment_woman check (woman is null or role in ('supervision-head', 'supervision-member'));

create table clause_cell (
  county text collate "C" not null,
  village text collate "C" not null,
  rule text collate "C" not null,
  verdict text not null check (verdict in ('holds', 'warning', 'broken', 'no-data', 'not-applicable')),
  since timestamptz not null,
  sentence text not null,
  facts jsonb not null,
  path text,
  primary key (county, village, rule)
);
comment on table clause_cell is 'Purpose: what each rule of the opinion says of each village now, and since when; names only people whose post is public by clause 4.6. Legal basis: opinion of 2017, articles 2, 4, 5 and 8. Retention: while the village exists.';
create index clause_cell_village on clause_cell (village, rule);
alter table clause_cell enable row level security;
alter table clause_cell force row level security;
create policy clause_cell_read on clause_cell for select using (
  current_setting('app.kind', true) = 'system'
  or (village >= left(nullif(current_setting('app.place', true), ''), 12) and village < left(nullif(current_setting('app.place', true), ''), 12) || ':')
);
create policy clause_cell_write on clause_cell for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on clause_cell to linli_app;

create table clause_change (
  county text collate "C" not null,
  village text collate "C" not null,
  rule text collate "C" not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  before text,
  verdict text not null,
  sentence text not null,
  primary key (county, village, rule, valid_from)
);
comment on table clause_change is 'Purpose: from when until when each rule said what of each village; before is empty for the first. Legal basis: opinion of 2017, articles 2, 4, 5 and 8. Retention: 10 years.';
create index clause_change_village on clause_change (village, valid_from);
create index clause_change_latest on clause_change (valid_from desc) where before is not null;
alter table clause_change enable row level security;
alter table clause_change force row level security;
create policy clause_change_read on clause_change for select using (
  current_setting('app.kind', true) = 'system'
  or (village >= left(nullif(current_setting('app.place', true), ''), 12) and village < left(nullif(current_setting('app.place', true), ''), 12) || ':')
);
create policy clause_change_write on clause_change for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on clause_change to linli_app;

create table board_run (
  county text collate "C" not null,
  computed_at timestamptz not null,
  primary key (county)
);
comment on table board_run is 'Purpose: when the clause board of a county was last judged. Legal basis: none needed, technical record. Retention: while the county exists.';
alter table board_run enable row level security;
alter table board_run force row level security;
create policy board_run_read on board_run for select using (current_setting('app.kind', true) in ('staff', 'system'));
create policy board_run_write on board_run for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update on board_run to linli_app;

-- What the rules read of a village or of the region, in one query each.
create index appointment_role on appointment (role, territory);
create index matter_village_filed on matter (county, village, filed_at);
create index matter_open_due on matter (due) where ended_at is null and due is not null;
