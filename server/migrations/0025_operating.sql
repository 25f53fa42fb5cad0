-- What other systems get: keys of those who file by Open311, subjects of an identity provider, webhooks and what was sent to them.

create table open311_client (
  county text collate "C" not null,
  id uuid not null,
  name text not null,
  territory text collate "C" not null,
  key_hash text not null,
  created_at timestamptz not null,
  created_by text not null,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (county, id)
);
comment on table open311_client is 'Purpose: which other systems may file appeals of residents, and where. Legal basis: opinion of 2017, clause 9.2; Data Security Law, article 27. Retention: 3 years after the end.';
create index open311_client_key on open311_client (key_hash);
alter table open311_client enable row level security;
alter table open311_client force row level security;
create policy open311_client_read on open311_client for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy open311_client_write on open311_client for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update, delete on open311_client to linli_app;

create table account_subject (
  county text collate "C" not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  primary key (county, account_id),
  unique (county, issuer, subject),
  foreign key (county, account_id) references account (county, id)
);
comment on table account_subject is 'Purpose: by which name an identity provider knows a member of staff. Legal basis: Cybersecurity Law, duties of network operators. Retention: as the account, or until unlinked.';
create index account_subject_subject on account_subject (issuer, subject);
alter table account_subject enable row level security;
alter table account_subject force row level security;
create policy account_subject_read on account_subject for select using (current_setting('app.kind', true) = 'system');
create policy account_subject_write on account_subject for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on account_subject to linli_app;

alter table sign_in_code drop constraint sign_in_code_purpose_check;
alter table sign_in_code add constraint sign_in_code_purpose_check check (purpose in ('phone', 'reset', 'passkey', 'register', 'provider', 'provider-code'));

create table webhook (
  county text collate "C" not null,
  id uuid not null,
  territory text collate "C" not null,
  url text not null,
  events text[] not null,
  generation int not null default 1,
  rotated_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_why text,
  primary key (county, id)
);
comment on table webhook is 'Purpose: which other systems are told of what happens to matters, without personal data. Legal basis: opinion of 2017, clause 9.2; Data Security Law, article 27. Retention: 3 years after the end.';
alter table webhook enable row level security;
alter table webhook force row level security;
create policy webhook_read on webhook for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy webhook_write on webhook for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update, delete on webhook to linli_app;

create table webhook_delivery (
  county text collate "C" not null,
  id uuid not null,
  webhook_id uuid not null,
  territory text collate "C" not null,
  event text not null,
  payload text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  status int,
  problem text,
  primary key (county, id),
  foreign key (county, webhook_id) references webhook (county, id)
);
comment on table webhook_delivery is 'Purpose: what each webhook was told, and whether it arrived; ids, kinds, states and places, nothing about anyone. Legal basis: opinion of 2017, clause 9.2. Retention: 30 days.';
create index webhook_delivery_waiting on webhook_delivery (county, webhook_id, next_at) where state = 'waiting';
create index webhook_delivery_latest on webhook_delivery (county, webhook_id, created_at desc, id desc);
alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy webhook_delivery_read on webhook_delivery for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy webhook_delivery_write on webhook_delivery for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update, delete on webhook_delivery to linli_app;
