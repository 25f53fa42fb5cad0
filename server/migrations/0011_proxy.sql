-- Proxy services: the papers of several residents go to the township together, on a list both sides sign (2.5).

create table hand_over (
  county text collate "C" not null,
  id uuid not null,
  village text collate "C" not null,
  station_id uuid not null,
  station_name text not null,
  centre_id uuid not null,
  centre_name text not null,
  handed_at timestamptz not null,
  handed_by text not null,
  received_at timestamptz,
  received_by text,
  matters jsonb not null,
  primary key (county, id)
);
comment on table hand_over is 'Purpose: which papers of residents went from a village to the township, and who handed and received them. Legal basis: opinion of 2017, clause 2.5; mandate of the resident (Civil Code, article 165). Retention: 3 years after the end of the matters.';
create index hand_over_station on hand_over (county, station_id, id desc);
create index hand_over_centre on hand_over (county, centre_id, id desc);
alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy hand_over_read on hand_over for select using (
  station_id = nullif(current_setting('app.body', true), '')::uuid
  or centre_id = nullif(current_setting('app.body', true), '')::uuid
  or current_setting('app.kind', true) = 'system'
);
create policy hand_over_add on hand_over for insert with check (
  station_id = nullif(current_setting('app.body', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
create policy hand_over_receive on hand_over for update using (
  centre_id = nullif(current_setting('app.body', true), '')::uuid or current_setting('app.kind', true) = 'system'
);
grant select, insert, update on hand_over to linli_app;
