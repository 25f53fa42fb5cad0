-- Numbers of people sealed with keys of their own: data keys wrapped by a master key outside the database, blind indexes to find by, and no plain number any more.

create table master_key (
  id text collate "C" not null primary key,
  state text not null check (state in ('coming', 'current', 'leaving')),
  since timestamptz not null default now()
);
comment on table master_key is 'Purpose: which master keys wrap data keys, by name; the keys themselves are kept outside. Legal basis: Personal Information Protection Law, article 51; Data Security Law, article 27. Retention: until the last data key is wrapped by another.';
create unique index master_key_current on master_key (state) where state = 'current';
alter table master_key enable row level security;
alter table master_key force row level security;
create policy master_key_read on master_key for select using (current_setting('app.kind', true) = 'system');
create policy master_key_write on master_key for all using (current_setting('app.kind', true) = 'system');
grant select, insert on master_key to linli_app;

create table data_key (
  county text collate "C" not null,
  id uuid not null,
  subject uuid not null,
  master text collate "C" not null references master_key (id),
  wrapped text not null,
  primary key (county, id)
);
comment on table data_key is 'Purpose: the keys that phones and identity numbers are sealed with, wrapped by the master key; without its key a number is gone, in backups too. Legal basis: Personal Information Protection Law, articles 47 and 51. Retention: as what it seals; erased with the person.';
create index data_key_subject on data_key (subject);
create index data_key_master on data_key (master);
alter table data_key enable row level security;
alter table data_key force row level security;
-- A wrapped key says nothing: who may read a number is decided by the policies of the table it stands in.
create policy data_key_read on data_key for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy data_key_add on data_key for insert with check (nullif(current_setting('app.kind', true), '') is not null);
create policy data_key_wrap on data_key for update using (current_setting('app.kind', true) = 'system');
create policy data_key_erase on data_key for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, delete on data_key to linli_app;

create table erased_key (
  county text collate "C" not null,
  id uuid not null,
  erased_at timestamptz not null,
  primary key (county, id)
);
comment on table erased_key is 'Purpose: which keys were erased, so that a restored backup is cleared of them again; ids, nothing about anyone. Legal basis: Personal Information Protection Law, article 47. Retention: as long as the oldest backup.';
alter table erased_key enable row level security;
alter table erased_key force row level security;
create policy erased_key_read on erased_key for select using (current_setting('app.kind', true) = 'system');
create policy erased_key_add on erased_key for insert with check (current_setting('app.kind', true) = 'system');
grant select, insert on erased_key to linli_app;

-- What is there is sealed by the first start after this (server/modules/keys); the checks let nothing plain be written from now on.
drop index person_phone, person_phone_start, person_phone_end;
alter table person rename column phone to plain_phone;
alter table person add column phone_sealed text, add column phone_index text collate "C", add column phone_end text collate "C";
alter table person add constraint person_no_plain_phone check (plain_phone is null) not valid;
create index person_phone_index on person (county, phone_index) where phone_index is not null;
create index person_phone_end on person (county, phone_end) where phone_end is not null;
comment on table person is 'Purpose: residents as far as the main job needs them: name, phone (sealed), household, living here or away. Legal basis: opinion of 2017, clause 4.3; Personal Information Protection Law, article 13 (statutory duty). Retention: while living here and 2 years.';

drop index account_phone, account_by_phone;
alter table account rename column phone to plain_phone;
alter table account rename column totp_secret to plain_totp_secret;
alter table account add column phone_sealed text, add column phone_index text collate "C", add column totp_sealed text;
alter table account add constraint account_no_plain_phone check (plain_phone is null) not valid;
alter table account add constraint account_no_plain_totp check (plain_totp_secret is null) not valid;
create unique index account_phone_index on account (county, phone_index) where phone_index is not null and kind = 'resident';

alter table matter_reporter rename column phone to plain_phone;
alter table matter_reporter add column phone_sealed text;
alter table matter_reporter add constraint matter_reporter_no_plain_phone check (plain_phone = '') not valid;
-- For the sealing of what is there, by the owner; the role that serves people has no right to update.
create policy matter_reporter_seal on matter_reporter for update using (current_setting('app.kind', true) = 'system');

alter table message rename column phone to plain_phone;
alter table message add column phone_sealed text, add column phone_index text collate "C";
alter table message add constraint message_no_plain_phone check (plain_phone is null) not valid;
create index message_phone_index on message (county, phone_index) where phone_index is not null;

-- Codes are found by the blind index of the phone from now on; those under way are asked for again.
delete from sign_in_code where purpose in ('phone', 'register');
