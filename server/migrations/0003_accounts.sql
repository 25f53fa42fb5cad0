-- Accounts, their people, ways to sign in, sessions.

create table account (
  county text collate "C" not null,
  id uuid not null,
  kind text not null check (kind in ('resident', 'staff')),
  username text,
  phone text,
  display_name text not null,
  password_hash text,
  totp_secret text,
  territory text collate "C" not null,
  failed int not null default 0,
  locked_until timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (county, id)
);
comment on table account is 'Purpose: who may sign in. Legal basis: Cybersecurity Law, duties of network operators; Personal Information Protection Law, article 13. Retention: while open and 1 year.';
create unique index account_username on account (county, username) where username is not null;
create unique index account_phone on account (county, phone) where phone is not null and kind = 'resident';
create index account_by_username on account (username);
create index account_by_phone on account (phone);
alter table account enable row level security;
alter table account force row level security;
create policy account_read on account for select using (
  current_setting('app.kind', true) = 'system' or id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy account_write on account for all using (
  current_setting('app.kind', true) = 'system' or id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) in ('administrator', 'station-head', 'station-worker') and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on account to linli_app;

create table account_person (
  county text collate "C" not null,
  account_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  primary key (county, account_id, person_id),
  foreign key (county, account_id) references account (county, id),
  foreign key (county, person_id) references person (county, id)
);
comment on table account_person is 'Purpose: the people an account speaks for; one phone may serve a family. Legal basis: Personal Information Protection Law, article 13 (consent). Retention: as the account.';
alter table account_person enable row level security;
alter table account_person force row level security;
create policy account_person_read on account_person for select using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid or current_setting('app.role', true) = 'administrator'
);
create policy account_person_write on account_person for all using (
  current_setting('app.kind', true) = 'system' or current_setting('app.role', true) in ('administrator', 'station-head', 'station-worker')
);
grant select, insert, update, delete on account_person to linli_app;

create table passkey (
  county text collate "C" not null,
  id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null default '',
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (county, id),
  foreign key (county, account_id) references account (county, id)
);
comment on table passkey is 'Purpose: public keys of devices an account signs in with. Legal basis: Cybersecurity Law, duties of network operators. Retention: until removed.';
alter table passkey enable row level security;
alter table passkey force row level security;
create policy passkey_read on passkey for select using (current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid);
create policy passkey_write on passkey for all using (current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid);
grant select, insert, update, delete on passkey to linli_app;

create table session (
  county text collate "C" not null,
  token_hash text not null,
  id uuid not null,
  account_id uuid not null,
  appointment_id uuid,
  person_id uuid,
  device text not null default '',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (county, token_hash),
  foreign key (county, account_id) references account (county, id)
);
comment on table session is 'Purpose: open sign-ins, so that their owner can see and end them. Legal basis: Cybersecurity Law, duties of network operators. Retention: 30 days after the end.';
create index session_token on session (token_hash);
create index session_account on session (county, account_id);
alter table session enable row level security;
alter table session force row level security;
create policy session_read on session for select using (current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid or current_setting('app.role', true) = 'administrator');
create policy session_write on session for all using (current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid or current_setting('app.role', true) = 'administrator');
grant select, insert, update, delete on session to linli_app;

create table sign_in_code (
  county text collate "C" not null,
  id uuid not null,
  purpose text not null check (purpose in ('phone', 'reset', 'passkey', 'totp')),
  subject text not null,
  secret_hash text not null,
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (county, id)
);
comment on table sign_in_code is 'Purpose: one-time codes and links, kept as hashes. Legal basis: Cybersecurity Law, duties of network operators. Retention: 1 day.';
create index sign_in_code_subject on sign_in_code (purpose, subject, created_at desc);
alter table sign_in_code enable row level security;
alter table sign_in_code force row level security;
create policy sign_in_code_read on sign_in_code for select using (current_setting('app.kind', true) = 'system');
create policy sign_in_code_write on sign_in_code for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on sign_in_code to linli_app;
