-- Sign-in: where a code was asked for, replay protection of the second factor, growing lock-outs; tighter row-level security on accounts.

alter table account add column lockouts int not null default 0;
alter table account add column totp_confirmed_at timestamptz;
alter table account add column totp_step bigint not null default 0;

alter table sign_in_code add column address_hash text;
alter table sign_in_code drop constraint sign_in_code_purpose_check;
alter table sign_in_code add constraint sign_in_code_purpose_check check (purpose in ('phone', 'reset', 'passkey', 'register'));
create index sign_in_code_address on sign_in_code (address_hash, created_at desc) where address_hash is not null;
create index sign_in_code_secret on sign_in_code (secret_hash);

-- Staff of a station open accounts through an operation of the system, so nobody but administrators writes accounts of others.
drop policy account_write on account;
create policy account_write on account for all using (
  current_setting('app.kind', true) = 'system' or id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and territory >= nullif(current_setting('app.lo', true), '') and territory < nullif(current_setting('app.hi', true), ''))
);

drop policy account_person_read on account_person;
create policy account_person_read on account_person for select using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
  or (current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), ''))
);
drop policy account_person_write on account_person;
create policy account_person_write on account_person for all using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), ''))
);

drop policy session_read on session;
create policy session_read on session for select using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
);
drop policy session_write on session;
create policy session_write on session for all using (
  current_setting('app.kind', true) = 'system' or account_id = nullif(current_setting('app.account', true), '')::uuid
);

-- The region's administrators see the jobs of the region too, not only those of one county.
drop policy job_read on job;
create policy job_read on job for select using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), ''))
);
drop policy job_write on job;
create policy job_write on job for update using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), ''))
);

-- Retention is kept by a job of the system.
create policy message_sweep on message for delete using (current_setting('app.kind', true) = 'system');
grant delete on message to linli_app;

-- Closing an account or resetting its password ends its sessions; administrators do so inside their own range.
create policy session_read_by_administrator on session for select using (
  current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), '')
);
create policy session_end_by_administrator on session for update using (
  current_setting('app.role', true) = 'administrator' and county >= left(nullif(current_setting('app.lo', true), ''), 6) and county < nullif(current_setting('app.hi', true), '')
);
create policy sign_in_code_reset on sign_in_code for insert with check (current_setting('app.role', true) = 'administrator' and purpose = 'reset');
