-- Identity numbers: sealed, in a table of their own, so that fewer people see the rows and a consent taken back takes the whole row.

create table identity_number (
  county text collate "C" not null,
  person_id uuid not null,
  territory text collate "C" not null,
  identity_sealed text not null,
  identity_index text collate "C" not null,
  noted_at timestamptz not null,
  primary key (county, person_id),
  unique (county, identity_index),
  foreign key (county, person_id) references person (county, id)
);
comment on table identity_number is 'Purpose: identity numbers of residents, sealed, so that an application that needs one does not ask again what is held. Legal basis: Personal Information Protection Law, articles 13, 28, 29 and 30 (separate consent, for a service the person applies for); opinion of 2017, clause 2.6. Retention: until the consent is taken back or the person moves away, at most 5 years after it was entered.';
create index identity_number_noted on identity_number (noted_at);
alter table identity_number enable row level security;
alter table identity_number force row level security;
-- Station, window and who collects papers see the rows of their range; offices, departments and oversight none. Opening one is for the operations.
create policy identity_number_read on identity_number for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) in ('grid-worker', 'station-worker', 'station-head', 'window-clerk', 'dispatcher')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
);
create policy identity_number_add on identity_number for insert with check (current_setting('app.kind', true) = 'system');
-- A household that moves takes the number of its people along.
create policy identity_number_follow on identity_number for update using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) in ('grid-worker', 'station-worker', 'station-head')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy identity_number_erase on identity_number for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, delete, update (territory) on identity_number to linli_app;

-- Sensitive data needs a consent of its own.
alter table consent drop constraint consent_purpose_check;
alter table consent add constraint consent_purpose_check check (purpose in ('account', 'family', 'identity'));
