-- Proofs to whoever asks: inner hashes of the trees, so that a proof reads a few hundred hashes and not every record of a county.

create table seal_node (
  county text collate "C" not null,
  level int not null,
  index bigint not null check (index >= 0),
  hash bytea not null,
  primary key (county, level, index)
);
comment on table seal_node is 'Purpose: roots of the whole subtrees of 256, 65,536, … records of the tree of a county, from which proofs are made; hashes of hashes, nothing about anyone. Legal basis: Personal Information Protection Law, article 51; Data Security Law, article 27. Retention: as long as the tree.';
alter table seal_node enable row level security;
alter table seal_node force row level security;
create policy seal_node_read on seal_node for select using (current_setting('app.kind', true) = 'system');
create policy seal_node_append on seal_node for insert with check (current_setting('app.kind', true) = 'system');
grant select, insert on seal_node to linli_app;

-- A resident learns whether a row of the own record is sealed. The place of an audit row is a number and a hash; those of actions stay closed.
create policy seal_leaf_read_own on seal_leaf for select using (
  current_setting('app.kind', true) = 'resident' and source = 'audit'
);

-- What a supervisor asks somebody about a look, and the answer; each once, neither changed.

create table look_question (
  county text collate "C" not null,
  audit_id uuid not null,
  territory text collate "C" not null,
  account_id uuid not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  words text not null,
  answered_at timestamptz,
  answer text,
  primary key (county, audit_id)
);
comment on table look_question is 'Purpose: what a supervisor asked a member of staff about a look at a person, and the answer. Legal basis: Personal Information Protection Law, articles 51 and 54; opinion of 2017, clause 1.4. Retention: 6 years, as the row it is about.';
create index look_question_account on look_question (county, account_id, asked_at desc);
alter table look_question enable row level security;
alter table look_question force row level security;
create policy look_question_read on look_question for select using (
  current_setting('app.kind', true) = 'system'
  or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'supervisor'
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy look_question_ask on look_question for insert with check (
  current_setting('app.role', true) = 'supervisor' and asked_by = nullif(current_setting('app.account', true), '')::uuid
  and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), '')
);
create policy look_question_answer on look_question for update using (
  account_id = nullif(current_setting('app.account', true), '')::uuid and answered_at is null
) with check (account_id = nullif(current_setting('app.account', true), '')::uuid);
grant select, insert, update (answered_at, answer) on look_question to linli_app;
