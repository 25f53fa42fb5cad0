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
