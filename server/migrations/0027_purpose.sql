-- Papers of a person lie behind a purpose: who is not at work on them says first why they must see them, for at most eight hours.

create table purpose (
  county text collate "C" not null,
  id uuid not null,
  account_id uuid not null,
  actor text not null,
  appointment_id uuid not null,
  matter_id uuid not null,
  person_id uuid,
  purpose text not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  primary key (county, id),
  check (until <= opened_at + interval '8 hours')
);
comment on table purpose is 'Purpose: for what and until when a member of staff may see the papers of a person in one matter. Legal basis: Personal Information Protection Law, articles 6, 28 and 51. Retention: 30 days after it closes; the audit keeps the look.';
create index purpose_open on purpose (county, account_id, matter_id, until);
alter table purpose enable row level security;
alter table purpose force row level security;
create policy purpose_read on purpose for select using (
  account_id = nullif(current_setting('app.account', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
-- Only for oneself, in a matter that was seen and opened; what was stated is never changed.
create policy purpose_open on purpose for insert with check (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.kind', true) = 'staff'
      and account_id = nullif(current_setting('app.account', true), '')::uuid
      and matter_id = nullif(current_setting('app.matter', true), '')::uuid)
);
create policy purpose_sweep on purpose for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, delete on purpose to linli_app;

alter table file add column sensitive boolean not null default false;
comment on column file.sensitive is 'Papers or a signature of a person: staff read it at work on the papers (app.papers), with an open purpose, or as who brought it; a receipt code never.';
-- The owner is held by the policies too, so they step aside for this one statement.
alter table file no force row level security;
alter table matter no force row level security;
update file set sensitive = true from matter where matter.county = file.county and matter.id = file.matter_id and matter.kind = 'proxy-service';
alter table file force row level security;
alter table matter force row level security;

alter policy file_read on file using (
  current_setting('app.kind', true) = 'system'
  or (matter_id = nullif(current_setting('app.matter', true), '')::uuid
      and (not internal or current_setting('app.kind', true) = 'staff')
      and (not sensitive
           or current_setting('app.kind', true) = 'resident'
           or (current_setting('app.kind', true) = 'staff'
               and (uploader = nullif(current_setting('app.actor', true), '') or matter_id = nullif(current_setting('app.papers', true), '')::uuid))))
  or (matter_id is null and uploader = nullif(current_setting('app.actor', true), ''))
);
