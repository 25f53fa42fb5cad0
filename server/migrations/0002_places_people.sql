-- Territory, bodies, people, appointments.

create table division (
  code text collate "C" primary key,
  parent text collate "C",
  level text not null check (level in ('region', 'city', 'county', 'township', 'village', 'grid')),
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  kind text not null default '',
  urban_rural_class text not null default '',
  valid_from date not null default '2000-01-01',
  valid_until date
);
comment on table division is 'Purpose: the national divisions and the grids inside villages, each with the dates it holds. Legal basis: statistics bureau codes; opinion of 2017, clause 4.1. Retention: for ever.';
create index division_parent on division (parent, code);
create index division_name on division (name text_pattern_ops);
create index division_pinyin on division (pinyin text_pattern_ops);
create index division_initials on division (initials text_pattern_ops);
alter table division enable row level security;
alter table division force row level security;
create policy division_read on division for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy division_write on division for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) in ('administrator', 'station-head') and level = 'grid' and code >= nullif(current_setting('app.lo', true), '') and code < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on division to linli_app;

create table body (
  county text collate "C" not null,
  id uuid not null,
  code text not null,
  kind text not null,
  name text not null,
  short_name text not null,
  pinyin text not null,
  initials text not null,
  territory text collate "C" not null,
  parent_id uuid,
  department text,
  phone text not null default '',
  address text not null default '',
  hours text not null default '',
  duties text not null default '',
  valid_from date not null default '2000-01-01',
  valid_until date,
  primary key (county, id),
  unique (county, code)
);
comment on table body is 'Purpose: organisations that serve a place, with their public contact. Legal basis: opinion of 2017, clauses 1.1, 2.2, 2.3. Retention: for ever.';
create index body_territory on body (county, territory);
alter table body enable row level security;
alter table body force row level security;
create policy body_read on body for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy body_write on body for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on body to linli_app;

create table dwelling (
  county text collate "C" not null,
  id uuid not null,
  grid text collate "C" not null,
  address text not null,
  search text not null default '',
  primary key (county, id)
);
comment on table dwelling is 'Purpose: where a household lives, so that a matter finds its grid. Legal basis: opinion of 2017, clause 4.3; Personal Information Protection Law, article 13 (statutory duty). Retention: while inhabited and 2 years.';
create index dwelling_grid on dwelling (county, grid);
alter table dwelling enable row level security;
alter table dwelling force row level security;
create policy dwelling_read on dwelling for select using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
  or id = any (nullif(current_setting('app.dwellings', true), '')::uuid[])
);
create policy dwelling_write on dwelling for all using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on dwelling to linli_app;

create table household (
  county text collate "C" not null,
  id uuid not null,
  grid text collate "C" not null,
  dwelling_id uuid,
  primary key (county, id),
  foreign key (county, dwelling_id) references dwelling (county, id)
);
comment on table household is 'Purpose: who lives together, so that one family can be served as one. Legal basis: opinion of 2017, clause 4.3; Personal Information Protection Law, article 13 (statutory duty). Retention: while it exists and 2 years.';
create index household_grid on household (county, grid);
create index household_dwelling on household (county, dwelling_id);
alter table household enable row level security;
alter table household force row level security;
create policy household_read on household for select using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
);
create policy household_write on household for all using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on household to linli_app;

create table person (
  county text collate "C" not null,
  id uuid not null,
  territory text collate "C" not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  phone text,
  household_id uuid,
  relation text not null default '',
  presence text not null default 'here' check (presence in ('here', 'away')),
  created_at timestamptz not null,
  primary key (county, id),
  foreign key (county, household_id) references household (county, id)
);
comment on table person is 'Purpose: residents as far as the main job needs them: name, phone, household, living here or away. Legal basis: opinion of 2017, clause 4.3; Personal Information Protection Law, article 13 (statutory duty). Retention: while living here and 2 years.';
create index person_territory on person (county, territory, id);
create index person_household on person (county, household_id);
create index person_phone on person (phone) where phone is not null;
create index person_name on person (county, name text_pattern_ops);
create index person_pinyin on person (county, pinyin text_pattern_ops);
create index person_initials on person (county, initials text_pattern_ops);
alter table person enable row level security;
alter table person force row level security;
create policy person_read on person for select using (
  current_setting('app.kind', true) = 'system'
  or (territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  or id = any (nullif(current_setting('app.persons', true), '')::uuid[])
);
create policy person_write on person for all using (
  current_setting('app.kind', true) = 'system'
  or (territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on person to linli_app;

create table appointment (
  county text collate "C" not null,
  id uuid not null,
  person_id uuid not null,
  body_id uuid not null,
  role text not null,
  territory text collate "C" not null,
  name text not null,
  phone text not null default '',
  allowance text not null default '',
  valid_from date not null,
  valid_until date,
  primary key (county, id),
  foreign key (county, person_id) references person (county, id),
  foreign key (county, body_id) references body (county, id)
);
comment on table appointment is 'Purpose: who holds which post in which body from when until when; name and work phone are public by clause 4.6. Legal basis: opinion of 2017, clauses 1.1, 2.3, 4.2, 4.6. Retention: for ever.';
create index appointment_body on appointment (county, body_id);
create index appointment_person on appointment (county, person_id);
create index appointment_territory on appointment (county, territory);
alter table appointment enable row level security;
alter table appointment force row level security;
create policy appointment_read on appointment for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy appointment_write on appointment for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) in ('administrator', 'station-head') and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on appointment to linli_app;
