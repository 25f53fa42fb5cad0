-- Records nobody can alter: each audit row and each action gets a place in its county's tree, and each growth of the tree a signed checkpoint.

create table seal_leaf (
  county text collate "C" not null,
  position bigint not null check (position >= 0),
  source text not null check (source in ('audit', 'action')),
  record uuid not null,
  seq int not null default 0,
  hash bytea not null,
  primary key (county, position),
  unique (county, source, record, seq)
);
comment on table seal_leaf is 'Purpose: the place of each audit row and action in the tree of its county; hashes, nothing about anyone. Legal basis: Personal Information Protection Law, article 51; Data Security Law, article 27. Retention: as long as the tree, which outlives what it seals.';
alter table seal_leaf enable row level security;
alter table seal_leaf force row level security;
create policy seal_leaf_read on seal_leaf for select using (current_setting('app.kind', true) = 'system');
create policy seal_leaf_append on seal_leaf for insert with check (current_setting('app.kind', true) = 'system');
grant select, insert on seal_leaf to linli_app;

create table seal_checkpoint (
  county text collate "C" not null,
  size bigint not null check (size > 0),
  peaks bytea[] not null,
  note text not null,
  sealed_at timestamptz not null,
  primary key (county, size)
);
comment on table seal_checkpoint is 'Purpose: signed roots of the tree of a county, for outside witnesses to keep. Legal basis: Personal Information Protection Law, article 51; Data Security Law, article 27. Retention: as long as the tree.';
alter table seal_checkpoint enable row level security;
alter table seal_checkpoint force row level security;
create policy seal_checkpoint_read on seal_checkpoint for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy seal_checkpoint_append on seal_checkpoint for insert with check (current_setting('app.kind', true) = 'system');
grant select, insert on seal_checkpoint to linli_app;
