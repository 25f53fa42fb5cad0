-- The register counted a grid at a time: what the clause board says of households and residents, without counting millions of them each time.

create table grid_register (
  county text collate "C" not null,
  grid text collate "C" not null,
  households int not null,
  households_in_two int not null,
  households_complete int not null,
  persons int not null,
  persons_in_household int not null,
  persons_complete int not null,
  primary key (county, grid)
);
comment on table grid_register is 'Purpose: how many households and residents a grid has and how many of them are completely registered, kept for the clause board; numbers only, read by the system alone. Legal basis: opinion of 2017, clauses 4.1 and 4.9. Retention: while somebody is registered in the grid.';
alter table grid_register enable row level security;
alter table grid_register force row level security;
create policy grid_register_read on grid_register for select using (current_setting('app.kind', true) = 'system');
create policy grid_register_write on grid_register for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on grid_register to linli_app;

create table register_run (
  county text collate "C" not null,
  counted_at timestamptz not null,
  differed int not null,
  primary key (county)
);
comment on table register_run is 'Purpose: when the register of a county was last counted in whole, and in how many grids the kept counts differed then; a county without a row was never counted. Legal basis: none needed, technical record. Retention: while the county exists.';
alter table register_run enable row level security;
alter table register_run force row level security;
create policy register_run_read on register_run for select using (current_setting('app.kind', true) = 'system');
create policy register_run_write on register_run for all using (current_setting('app.kind', true) = 'system');
grant select, insert, update on register_run to linli_app;
