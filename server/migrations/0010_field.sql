-- The field app: phones that hold a grid, and files that arrive in parts.

create table field_device (
  county text collate "C" not null,
  id uuid not null,
  account_id uuid not null,
  territory text collate "C" not null,
  secret_hash text not null,
  name text not null,
  registered_at timestamptz not null,
  seen_at timestamptz not null,
  wipe_ordered_at timestamptz,
  wipe_ordered_by text,
  wiped_at timestamptz,
  primary key (county, id),
  foreign key (county, account_id) references account (county, id)
);
comment on table field_device is 'Purpose: which phones hold the data of a grid, so that a lost one can be emptied. Legal basis: Personal Information Protection Law, article 51; Data Security Law, article 27. Retention: 1 year after the phone was last seen.';
create index field_device_id on field_device (id);
create index field_device_account on field_device (account_id);
create index field_device_territory on field_device (county, territory);
alter table field_device enable row level security;
alter table field_device force row level security;
create policy field_device_read on field_device for select using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy field_device_add on field_device for insert with check (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
);
create policy field_device_change on field_device for update using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy field_device_sweep on field_device for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on field_device to linli_app;

create table upload (
  county text collate "C" not null,
  uploader text not null,
  id uuid not null,
  bytes int not null,
  file_id uuid,
  created_at timestamptz not null,
  primary key (county, uploader, id)
);
comment on table upload is 'Purpose: a file that arrives in parts, so that a dropped network repeats only the missing part. Legal basis: opinion of 2017, clause 4.8. Retention: 1 day.';
create index upload_age on upload (created_at);
alter table upload enable row level security;
alter table upload force row level security;
create policy upload_read on upload for select using (current_setting('app.kind', true) = 'system' or uploader = nullif(current_setting('app.actor', true), ''));
create policy upload_write on upload for all using (current_setting('app.kind', true) = 'system' or uploader = nullif(current_setting('app.actor', true), ''));
grant select, insert, update, delete on upload to linli_app;

create table upload_part (
  county text collate "C" not null,
  uploader text not null,
  upload_id uuid not null,
  part int not null,
  content bytea not null,
  primary key (county, uploader, upload_id, part),
  foreign key (county, uploader, upload_id) references upload (county, uploader, id) on delete cascade
);
comment on table upload_part is 'Purpose: the parts of a file until it is whole. Legal basis: opinion of 2017, clause 4.8. Retention: until the file is whole, at most 1 day.';
alter table upload_part enable row level security;
alter table upload_part force row level security;
create policy upload_part_read on upload_part for select using (current_setting('app.kind', true) = 'system' or uploader = nullif(current_setting('app.actor', true), ''));
create policy upload_part_write on upload_part for all using (current_setting('app.kind', true) = 'system' or uploader = nullif(current_setting('app.actor', true), ''));
grant select, insert, update, delete on upload_part to linli_app;
