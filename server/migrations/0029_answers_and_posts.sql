-- Answers of home verifications lie behind a purpose, as papers do; a purpose closes by hand; each year every post is confirmed or ended.

alter table matter_action add column sensitive boolean not null default false;
comment on column matter_action.sensitive is 'What was found at a home: staff read it at work on it or with an open purpose (app.papers); a receipt code never.';
-- The owner is held by the policies too, so they step aside for these statements. What was sealed is not touched: the column is no part of it.
alter table matter_action no force row level security;
alter table matter no force row level security;
update matter_action set sensitive = true from matter
  where matter.county = matter_action.county and matter.id = matter_action.matter_id
    and (matter.kind, matter_action.step) in (('home-verification', 'report'), ('proxy-service', 'verified'));
-- The state keeps that such a step was taken, by whom and when; what it says stands in the action alone.
update matter set state = case
    when kind = 'home-verification' and jsonb_typeof(state -> 'answer') = 'object'
      then jsonb_set(jsonb_set(state #- '{content,answers}', '{answer,text}', '""'), '{covered}', covered.steps)
    else jsonb_set(state #- '{content,answers}', '{covered}', covered.steps)
  end
  from (
    select county, matter_id, jsonb_agg(jsonb_build_object('seq', seq, 'step', step, 'by', by,
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by seq) as steps
    from matter_action where sensitive group by county, matter_id
  ) covered
  where covered.county = matter.county and covered.matter_id = matter.id;
alter table matter force row level security;
alter table matter_action force row level security;
-- Photos of a home were no papers of a person until now.
alter table file no force row level security;
update file set sensitive = true from matter
  where matter.county = file.county and matter.id = file.matter_id and matter.kind = 'home-verification';
alter table file force row level security;

alter policy matter_action_read on matter_action using (
  current_setting('app.kind', true) = 'system'
  or (matter_id = nullif(current_setting('app.matter', true), '')::uuid and not sensitive)
  or (matter_id = nullif(current_setting('app.matter', true), '')::uuid and current_setting('app.kind', true) = 'resident')
  or (matter_id = nullif(current_setting('app.matter', true), '')::uuid and current_setting('app.kind', true) = 'staff'
      and matter_id = nullif(current_setting('app.papers', true), '')::uuid)
);

alter table purpose add column closed_at timestamptz;
comment on column purpose.closed_at is 'When whoever stated it said that they are done; it opens nothing from then on.';
alter table purpose add constraint purpose_closed check (closed_at >= opened_at);
-- Only one's own, and only shut: what was stated and until when stays as it is.
create policy purpose_close on purpose for update using (
  current_setting('app.kind', true) = 'staff' and account_id = nullif(current_setting('app.account', true), '')::uuid and closed_at is null
) with check (
  current_setting('app.kind', true) = 'staff' and account_id = nullif(current_setting('app.account', true), '')::uuid and closed_at is not null
);
grant update (closed_at) on purpose to linli_app;

-- Each post that signs in, once a year: whoever answers for it says that it is still needed, or ends it.
create table post_review (
  county text collate "C" not null,
  appointment_id uuid not null,
  round date not null,
  body_id uuid not null,
  territory text collate "C" not null,
  role text not null,
  used_month text check (used_month ~ '^\d{4}-\d{2}$'),
  listed_at timestamptz not null,
  due date not null,
  reminded_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid,
  primary key (county, appointment_id, round),
  check ((confirmed_at is null) = (confirmed_by is null))
);
comment on table post_review is 'Purpose: whether each post that may sign in is still needed, asked once a year. Legal basis: Personal Information Protection Law, article 51; opinion of 2017, clause 1.1. Retention: 3 years after it was listed.';
create index post_review_waiting on post_review (county, due) where confirmed_at is null;
create index post_review_body on post_review (county, body_id);
alter table post_review enable row level security;
alter table post_review force row level security;
create policy post_review_read on post_review for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator'
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  or (current_setting('app.role', true) = 'station-head' and body_id = nullif(current_setting('app.body', true), '')::uuid)
);
create policy post_review_list on post_review for insert with check (current_setting('app.kind', true) = 'system');
-- People only confirm, in their own name; that somebody was reminded is noted by the system.
create policy post_review_confirm on post_review for update using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and confirmed_at is null
      and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
  or (current_setting('app.role', true) = 'station-head' and confirmed_at is null
      and body_id = nullif(current_setting('app.body', true), '')::uuid and role in ('grid-worker', 'station-worker'))
) with check (
  current_setting('app.kind', true) = 'system' or confirmed_by = nullif(current_setting('app.account', true), '')::uuid
);
create policy post_review_sweep on post_review for delete using (current_setting('app.kind', true) = 'system');
grant select, insert, delete on post_review to linli_app;
grant update (reminded_at, confirmed_at, confirmed_by) on post_review to linli_app;
