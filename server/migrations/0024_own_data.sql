-- Consents as records that can be withdrawn, and what the retention each table promises needs to be carried out.

create table consent (
  county text collate "C" not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid,
  territory text collate "C" not null,
  purpose text not null check (purpose in ('account', 'family')),
  text_version int not null,
  given_at timestamptz not null,
  given_how text not null check (given_how in ('portal', 'counter', 'before-records')),
  given_to text not null default '',
  withdrawn_at timestamptz,
  withdrawn_how text check (withdrawn_how in ('portal', 'counter', 'erasure')),
  primary key (county, id),
  foreign key (county, person_id) references person (county, id)
);
comment on table consent is 'Purpose: what somebody agreed to, by which text, when and how, and when they took it back. Legal basis: Personal Information Protection Law, articles 13 to 15. Retention: 3 years after it was withdrawn.';
create index consent_person on consent (county, person_id, given_at);
create index consent_withdrawn on consent (withdrawn_at) where withdrawn_at is not null;
alter table consent enable row level security;
alter table consent force row level security;
create policy consent_read on consent for select using (
  current_setting('app.kind', true) = 'system'
  or person_id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or (current_setting('app.role', true) in ('grid-worker', 'station-worker', 'station-head')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy consent_give on consent for insert with check (current_setting('app.kind', true) = 'system');
create policy consent_withdraw on consent for update using (current_setting('app.kind', true) = 'system');
create policy consent_sweep on consent for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, update, delete on consent to linli_app;

-- Accounts opened before there were records rest on a consent all the same; which text was read then is not known.
set local app.kind = 'system';
insert into consent (county, id, person_id, account_id, territory, purpose, text_version, given_at, given_how)
select l.county, gen_random_uuid(), l.person_id, l.account_id, p.territory,
  case when row_number() over (partition by l.county, l.account_id order by l.since, l.person_id) = 1 then 'account' else 'family' end,
  0, l.since, 'before-records'
from account_person l
join account a on a.county = l.county and a.id = l.account_id and a.kind = 'resident' and a.closed_at is null
join person p on p.county = l.county and p.id = l.person_id;
set local app.kind = '';

-- Somebody who has moved away is kept two years from this day.
alter table person add column left_on date;
create index person_left on person (left_on) where left_on is not null;

-- Name and phone of who raised a matter go three years after its end; the rest of the row stays, so that the figures can be recounted.
-- The policy is that of the sealing (0021).
grant update (person_id, name, phone_sealed) on matter_reporter to linli_app;

create policy hand_over_sweep on hand_over for delete using (current_setting('app.kind', true) = 'system');
grant delete on hand_over to linli_app;

-- What the nightly retention asks for.
create index matter_ended on matter (ended_at) where ended_at is not null;
create index account_closed on account (closed_at) where closed_at is not null;
