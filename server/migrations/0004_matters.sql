-- Matters: appended actions, and the projection written in the same transaction.

create sequence matter_number;
grant usage on sequence matter_number to linli_app;

create table matter (
  county text collate "C" not null,
  id uuid not null,
  kind text not null,
  version int not null,
  number text not null,
  title text not null,
  search text not null,
  category text not null,
  village text collate "C" not null,
  grid text collate "C",
  status text not null,
  channel text not null,
  holder_id uuid not null,
  station_id uuid not null,
  centre_id uuid not null,
  participants uuid[] not null,
  helpers uuid[] not null default '{}',
  help_asked boolean not null default false,
  reporters uuid[] not null default '{}',
  receipts text[] not null default '{}',
  due timestamptz,
  sign_due timestamptz,
  answer_due timestamptz,
  sweep_at timestamptz,
  paused boolean not null default false,
  extension_pending boolean not null default false,
  supervised boolean not null default false,
  urged int not null default 0,
  joined int not null default 0,
  reopened int not null default 0,
  solved boolean,
  satisfied text,
  filed_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  seq int not null,
  state jsonb not null,
  primary key (county, id),
  unique (county, number)
);
comment on table matter is 'Purpose: where each matter stands; the projection of its actions. Legal basis: opinion of 2017, clause 4.8; Personal Information Protection Law, article 13 (statutory duty). Retention: 10 years after its end.';
create index matter_id on matter (id);
create index matter_holder on matter (county, holder_id, due, id) where ended_at is null and status <> 'answered';
create index matter_extension on matter (county, centre_id) where extension_pending;
create index matter_help on matter (county, due) where help_asked;
create index matter_village on matter (county, village, due, id);
create index matter_filed on matter (county, filed_at desc, id);
create index matter_sweep on matter (sweep_at) where sweep_at is not null;
alter table matter enable row level security;
alter table matter force row level security;
create policy matter_read on matter for select using (
  (village >= nullif(current_setting('app.lo', true), '') and village < nullif(current_setting('app.hi', true), ''))
  or nullif(current_setting('app.body', true), '')::uuid = any (participants)
  or reporters && nullif(current_setting('app.persons', true), '')::uuid[]
  or nullif(current_setting('app.receipt', true), '') = any (receipts)
  or current_setting('app.kind', true) = 'system'
);
create policy matter_file on matter for insert with check (id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system');
create policy matter_write on matter for update using (
  id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
grant select, insert, update on matter to linli_app;

create table matter_action (
  county text collate "C" not null,
  matter_id uuid not null,
  seq int not null,
  step text not null,
  at timestamptz not null,
  made_at timestamptz,
  by jsonb not null,
  input jsonb not null,
  refs jsonb not null,
  deadlines jsonb not null,
  primary key (county, matter_id, seq)
);
comment on table matter_action is 'Purpose: every step taken in a matter, appended and never changed; all figures can be recomputed from it. Legal basis: opinion of 2017, clause 4.8; Archives Law. Retention: 10 years after the end of the matter.';
create index matter_action_at on matter_action (county, at);
alter table matter_action enable row level security;
alter table matter_action force row level security;
create policy matter_action_read on matter_action for select using (
  matter_id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
create policy matter_action_append on matter_action for insert with check (
  matter_id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
grant select, insert on matter_action to linli_app;

create table matter_reporter (
  county text collate "C" not null,
  id uuid not null,
  matter_id uuid not null,
  part text not null check (part in ('reporter', 'joined')),
  person_id uuid,
  name text not null default '',
  phone text not null default '',
  hidden boolean not null default false,
  receipt_code text not null,
  receipt_hash text not null,
  village text collate "C" not null,
  at timestamptz not null,
  primary key (county, id)
);
comment on table matter_reporter is 'Purpose: who raised or joined a matter and how to reach them. Legal basis: Personal Information Protection Law, article 13 (consent, statutory duty). Retention: 3 years after the end of the matter.';
create index matter_reporter_matter on matter_reporter (county, matter_id);
create index matter_reporter_person on matter_reporter (county, person_id);
create index matter_reporter_receipt on matter_reporter (receipt_hash);
create index matter_reporter_name on matter_reporter (county, name text_pattern_ops);
alter table matter_reporter enable row level security;
alter table matter_reporter force row level security;
create policy matter_reporter_read on matter_reporter for select using (
  current_setting('app.kind', true) = 'system'
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or receipt_hash = nullif(current_setting('app.receipt', true), '')
  or ((not hidden or current_setting('app.role', true) in ('dispatcher', 'supervisor'))
      and current_setting('app.kind', true) = 'staff'
      and (matter_id = nullif(current_setting('app.matter', true), '')::uuid
           or (village >= nullif(current_setting('app.lo', true), '') and village < nullif(current_setting('app.hi', true), ''))))
);
create policy matter_reporter_add on matter_reporter for insert with check (
  matter_id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
grant select, insert on matter_reporter to linli_app;

create table matter_turn (
  county text collate "C" not null,
  matter_id uuid not null,
  seq int not null,
  body_id uuid not null,
  body_name text not null,
  body_level text not null,
  village text collate "C" not null,
  category text not null,
  assigned_at timestamptz not null,
  due_sign timestamptz,
  signed_at timestamptz,
  due_answer timestamptz,
  ended_at timestamptz,
  ended text,
  held_seconds int,
  waited_seconds int,
  primary key (county, matter_id, seq)
);
comment on table matter_turn is 'Purpose: how long each organisation held each matter and whether it kept its deadlines; projection of the actions. Legal basis: opinion of 2017, clauses 4.8 and 12.5. Retention: as the matter.';
create index matter_turn_assigned on matter_turn (county, assigned_at);
create index matter_turn_body on matter_turn (county, body_id, assigned_at);
alter table matter_turn enable row level security;
alter table matter_turn force row level security;
create policy matter_turn_read on matter_turn for select using (
  (village >= nullif(current_setting('app.lo', true), '') and village < nullif(current_setting('app.hi', true), ''))
  or body_id = nullif(current_setting('app.body', true), '')::uuid
  or matter_id = nullif(current_setting('app.matter', true), '')::uuid
  or current_setting('app.kind', true) = 'system'
);
create policy matter_turn_write on matter_turn for all using (
  matter_id = nullif(current_setting('app.matter', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
grant select, insert, update on matter_turn to linli_app;

create table message (
  county text collate "C" not null,
  id uuid not null,
  person_id uuid,
  account_id uuid,
  phone text,
  channel text not null check (channel in ('inbox', 'sms')),
  kind text not null,
  text text not null,
  matter_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'read')),
  created_at timestamptz not null,
  send_after timestamptz,
  sent_at timestamptz,
  read_at timestamptz,
  problem text,
  territory text collate "C" not null,
  primary key (county, id)
);
comment on table message is 'Purpose: what a person must know: inbox entries and short messages, with their delivery state. Legal basis: opinion of 2017, clause 4.8; Personal Information Protection Law, article 13. Retention: 1 year.';
create index message_person on message (county, person_id, created_at desc) where channel = 'inbox';
create index message_account on message (county, account_id, created_at desc) where channel = 'inbox';
create index message_outbox on message (county, channel, created_at desc);
alter table message enable row level security;
alter table message force row level security;
create policy message_read on message for select using (
  current_setting('app.kind', true) = 'system'
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy message_add on message for insert with check (nullif(current_setting('app.kind', true), '') is not null);
create policy message_write on message for update using (
  current_setting('app.kind', true) = 'system'
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or account_id = nullif(current_setting('app.account', true), '')::uuid
);
grant select, insert, update on message to linli_app;
