-- In an emergency somebody without standing over a person sees their entry in the register: a second person agrees, for an hour at most.

create table break_glass (
  county text collate "C" not null,
  id uuid not null,
  territory text collate "C" not null,
  person_id uuid not null,
  account_id uuid not null,
  staff_person uuid not null,
  appointment_id uuid not null,
  body_id uuid not null,
  place text collate "C" not null,
  actor text not null,
  role text not null,
  found_by text not null check (found_by in ('name', 'phone', 'matter')),
  reason text not null check (reason in ('disaster', 'missing', 'indoors', 'rescue')),
  words text not null,
  asked_at timestamptz not null,
  answer_by timestamptz not null,
  primary key (county, id),
  unique (county, id, account_id, staff_person, territory),
  check (staff_person <> person_id),
  check (answer_by <= asked_at + interval '4 hours')
);
comment on table break_glass is 'Purpose: who must see the entry of a person they have no standing over, and why it cannot wait. Legal basis: Personal Information Protection Law, articles 13 (urgent protection of life and health), 18 and 51. Retention: 3 years; the audit keeps the looks.';
create index break_glass_asked on break_glass (county, asked_at desc, id desc);
create index break_glass_account on break_glass (county, account_id, asked_at desc);
alter table break_glass enable row level security;
alter table break_glass force row level security;
create policy break_glass_read on break_glass for select using (
  current_setting('app.kind', true) = 'system'
  or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) in ('dispatcher', 'supervisor')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
-- Only in one's own name; what was asked is never changed.
create policy break_glass_ask on break_glass for insert with check (
  current_setting('app.kind', true) = 'staff'
  and current_setting('app.role', true) not in ('supervisor', 'administrator')
  and account_id = nullif(current_setting('app.account', true), '')::uuid
);
create policy break_glass_sweep on break_glass for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, delete on break_glass to linli_app;

create table break_glass_step (
  county text collate "C" not null,
  break_glass_id uuid not null,
  step text not null check (step in ('shut', 'answer', 'review')),
  outcome text not null check (outcome in ('shut', 'agreed', 'declined', 'justified', 'unjustified')),
  territory text collate "C" not null,
  account_id uuid not null,
  staff_person uuid not null,
  actor text not null,
  role text not null,
  asker_id uuid not null,
  asker_person uuid not null,
  at timestamptz not null,
  words text not null default '',
  opens uuid[] not null default '{}',
  until timestamptz,
  review_by timestamptz,
  primary key (county, break_glass_id, step),
  -- Who asked stands here too, so that the checks below can compare; the key holds it to the request.
  foreign key (county, break_glass_id, asker_id, asker_person, territory) references break_glass (county, id, account_id, staff_person, territory) on delete cascade,
  check ((step = 'answer' and outcome in ('agreed', 'declined')) or (step = 'shut' and outcome = 'shut') or (step = 'review' and outcome in ('justified', 'unjustified'))),
  -- Two people, whichever accounts they use.
  check (step = 'shut' or (asker_id <> account_id and asker_person <> staff_person)),
  check ((outcome = 'agreed') = (until is not null) and (outcome = 'agreed') = (review_by is not null) and (outcome = 'agreed' or opens = '{}')),
  check (until <= at + interval '1 hour')
);
comment on table break_glass_step is 'Purpose: what became of a request to see somebody in an emergency: the second person''s answer, the early end, the review. Legal basis: Personal Information Protection Law, articles 13, 51 and 54. Retention: with its request.';
-- Nobody reviews what they agreed to.
create unique index break_glass_step_two on break_glass_step (county, break_glass_id, staff_person) where step in ('answer', 'review');
alter table break_glass_step enable row level security;
alter table break_glass_step force row level security;
create policy break_glass_step_read on break_glass_step for select using (
  current_setting('app.kind', true) = 'system'
  or asker_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) in ('dispatcher', 'supervisor')
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);
create policy break_glass_step_take on break_glass_step for insert with check (
  current_setting('app.kind', true) = 'staff'
  and account_id = nullif(current_setting('app.account', true), '')::uuid
  and (
    (step = 'answer' and current_setting('app.role', true) in ('dispatcher', 'supervisor')
     and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
    or (step = 'shut' and (account_id = asker_id or (current_setting('app.role', true) in ('dispatcher', 'supervisor')
     and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))))
    or (step = 'review' and current_setting('app.role', true) = 'supervisor'
     and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  )
);
grant select, insert on break_glass_step to linli_app;

-- The entry of a person, of the household and its dwelling are read by staff for whom an opening names them (app.glass); nothing of it is written so.
alter policy person_read on person using (
  current_setting('app.kind', true) = 'system'
  or (territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  or id = any (nullif(current_setting('app.persons', true), '')::uuid[])
  or (current_setting('app.kind', true) = 'staff' and id = any (nullif(current_setting('app.glass', true), '')::uuid[]))
);
alter policy household_read on household using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
  or (current_setting('app.kind', true) = 'staff' and id = any (nullif(current_setting('app.glass', true), '')::uuid[]))
);
alter policy dwelling_read on dwelling using (
  current_setting('app.kind', true) = 'system' or (grid >= nullif(current_setting('app.lo', true), '') and grid < nullif(current_setting('app.hi', true), ''))
  or id = any (nullif(current_setting('app.dwellings', true), '')::uuid[])
  or (current_setting('app.kind', true) = 'staff' and id = any (nullif(current_setting('app.glass', true), '')::uuid[]))
);
