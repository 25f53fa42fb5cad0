-- The house: the role that serves people, repeated commands, audit, jobs, files.

do $$ begin
  if not exists (select from pg_roles where rolname = 'linli_app') then create role linli_app nologin noinherit; end if;
end $$;
do $$ begin
  execute format('grant linli_app to %I', current_user);
end $$;
grant usage on schema public to linli_app;

create table command (
  county text collate "C" not null,
  actor text not null,
  command_id uuid not null,
  operation text not null,
  at timestamptz not null,
  answer jsonb,
  primary key (county, actor, command_id)
);
comment on table command is 'Purpose: answers a repeated command with its first answer. Legal basis: none needed, technical record. Retention: 90 days.';
create index command_at on command (at);
alter table command enable row level security;
alter table command force row level security;
create policy command_read on command for select using (actor = nullif(current_setting('app.actor', true), '') or current_setting('app.kind', true) = 'system');
create policy command_write on command for all using (actor = nullif(current_setting('app.actor', true), '') or current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on command to linli_app;

create table audit (
  county text collate "C" not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  actor text not null,
  role text not null,
  body_id uuid,
  territory text collate "C" not null,
  operation text not null,
  kind text not null check (kind in ('look', 'change')),
  person_id uuid,
  matter_id uuid,
  purpose text not null default '',
  detail jsonb not null default '{}',
  primary key (county, id)
);
comment on table audit is 'Purpose: who looked at or changed what about whom, when, in which role, for which purpose. Legal basis: Personal Information Protection Law, articles 51 and 54. Retention: 6 years.';
create index audit_person on audit (county, person_id, at desc) where person_id is not null;
create index audit_matter on audit (county, matter_id, at desc) where matter_id is not null;
create index audit_at on audit (county, at desc);
create index audit_account on audit (county, account_id, at desc);
alter table audit enable row level security;
alter table audit force row level security;
create policy audit_read on audit for select using (
  current_setting('app.kind', true) = 'system'
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or matter_id = nullif(current_setting('app.matter', true), '')::uuid
  or (current_setting('app.role', true) in ('supervisor', 'administrator')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy audit_write on audit for insert with check (nullif(current_setting('app.kind', true), '') is not null);
grant select, insert on audit to linli_app;

create table job (
  county text collate "C" not null,
  id uuid not null,
  kind text not null,
  unique_key text,
  payload jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
  run_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (county, id),
  unique (county, kind, unique_key)
);
comment on table job is 'Purpose: work to be done later, queued in the transaction that needs it. Legal basis: none needed, technical record. Retention: done 7 days, dead until someone decides.';
create index job_due on job (run_at) where state = 'waiting';
create index job_state on job (county, state, created_at desc);
alter table job enable row level security;
alter table job force row level security;
create policy job_read on job for select using (
  current_setting('app.kind', true) = 'system' or (current_setting('app.role', true) = 'administrator' and county = left(nullif(current_setting('app.lo', true), ''), 6))
);
create policy job_queue on job for insert with check (nullif(current_setting('app.kind', true), '') is not null);
create policy job_write on job for update using (
  current_setting('app.kind', true) = 'system' or (current_setting('app.role', true) = 'administrator' and county = left(nullif(current_setting('app.lo', true), ''), 6))
);
create policy job_sweep on job for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on job to linli_app;

create table file (
  county text collate "C" not null,
  id uuid not null,
  sha256 text not null,
  media_type text not null,
  kind text not null check (kind in ('photo', 'voice', 'document')),
  bytes int not null,
  thumbnail_sha256 text,
  uploader text not null,
  matter_id uuid,
  seq int,
  internal boolean not null default false,
  created_at timestamptz not null,
  primary key (county, id)
);
comment on table file is 'Purpose: photos, voice notes and documents of a matter; the content lies on disk under its hash, without picture metadata. Legal basis: Personal Information Protection Law, article 13 (statutory duty, consent of the reporter). Retention: as the matter; unattached 1 day.';
create index file_matter on file (county, matter_id) where matter_id is not null;
create index file_content on file (sha256);
create index file_thumbnail on file (thumbnail_sha256);
create index file_id on file (id);
create index file_unattached on file (created_at) where matter_id is null;
alter table file enable row level security;
alter table file force row level security;
create policy file_read on file for select using (
  current_setting('app.kind', true) = 'system'
  or (matter_id = nullif(current_setting('app.matter', true), '')::uuid and (not internal or current_setting('app.kind', true) = 'staff'))
  or (matter_id is null and uploader = nullif(current_setting('app.actor', true), ''))
);
create policy file_add on file for insert with check (
  current_setting('app.kind', true) = 'system'
  or (uploader = nullif(current_setting('app.actor', true), '') and (matter_id is null or matter_id = nullif(current_setting('app.matter', true), '')::uuid))
);
create policy file_sweep on file for delete using (
  current_setting('app.kind', true) = 'system' or (matter_id is null and uploader = nullif(current_setting('app.actor', true), ''))
);
grant select, insert, delete on file to linli_app;

create table parameter (
  key text not null,
  territory text collate "C" not null,
  valid_from date not null,
  id uuid not null,
  value int not null,
  source text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (key, territory, valid_from, id)
);
comment on table parameter is 'Purpose: dated numbers the law or the county sets, with source and history. Legal basis: opinion of 2017, the clause each names. Retention: for ever.';
alter table parameter enable row level security;
alter table parameter force row level security;
create policy parameter_read on parameter for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy parameter_write on parameter for insert with check (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert on parameter to linli_app;

create table calendar_day (
  date date not null,
  scope text collate "C" not null default '',
  kind text not null check (kind in ('holiday', 'working')),
  name text not null,
  source text not null,
  primary key (date, scope)
);
comment on table calendar_day is 'Purpose: days off and make-up working days, national (scope empty) or of a place. Legal basis: yearly notices of the State Council and of the region. Retention: for ever.';
alter table calendar_day enable row level security;
alter table calendar_day force row level security;
create policy calendar_day_read on calendar_day for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy calendar_day_write on calendar_day for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and scope >= nullif(current_setting('app.lo', true), '') and scope < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update, delete on calendar_day to linli_app;
