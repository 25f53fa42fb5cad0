-- What ends with a post: sign-ins, keys and phones of who leaves; and when an account was last used, so that one nobody uses closes.

alter table account add column used_at timestamptz not null default now();
alter table account add column dormant_warned_at timestamptz;
comment on column account.used_at is 'The last sign-in; an account nobody uses is closed after accounts.dormant days, with a word before.';
create index account_used on account (used_at) where kind = 'staff' and closed_at is null;
create index appointment_ended on appointment (valid_until) where valid_until is not null;
create index session_open_of on session (account_id) where ended_at is null;
create index passkey_account on passkey (account_id);

-- A station's head ends a post but may touch nobody's sign-in, so this does it, and only for posts that have ended before the day given.
create function end_sign_ins(today date, instant timestamptz, post uuid, roles text[]) returns int
language plpgsql volatile set search_path = public, pg_temp as $$
declare
  kind text := coalesce(current_setting('app.kind', true), '');
  changed uuid[];
  left_all uuid[];
  touched int;
  whole int := 0;
begin
  if kind not in ('staff', 'system') then return 0; end if;
  perform set_config('app.kind', 'system', true);
  select coalesce(array_agg(found.id), '{}'), coalesce(array_agg(found.id) filter (where not found.stays), '{}') into changed, left_all
  from (
    select distinct account.county, account.id, exists (
        select from account_person link join appointment held on held.county = link.county and held.person_id = link.person_id
        where link.county = account.county and link.account_id = account.id and held.role = any (roles)
          and (held.valid_until is null or held.valid_until >= today)) as stays
    from appointment over
      join account_person own on own.county = over.county and own.person_id = over.person_id
      join account on account.county = own.county and account.id = own.account_id and account.kind = 'staff'
    where over.valid_until < today and case when post is null then over.valid_until >= today - 35 else over.id = post end
  ) found;
  update session set ended_at = instant
    where account_id = any (changed) and ended_at is null
      and (account_id = any (left_all) or appointment_id in (select id from appointment where valid_until < today));
  get diagnostics touched = row_count;
  whole := whole + touched;
  delete from passkey where account_id = any (left_all);
  get diagnostics touched = row_count;
  whole := whole + touched;
  -- A phone that holds a grid its owner no longer looks after empties itself at its next contact.
  update field_device set wipe_ordered_at = instant, wipe_ordered_by = '任职结束'
    where field_device.account_id = any (changed) and field_device.wipe_ordered_at is null and field_device.wiped_at is null
      and not exists (
        select from account_person link join appointment held on held.county = link.county and held.person_id = link.person_id
        where link.account_id = field_device.account_id and held.role = 'grid-worker' and held.territory = field_device.territory
          and held.valid_from <= today and (held.valid_until is null or held.valid_until >= today));
  get diagnostics touched = row_count;
  whole := whole + touched;
  perform set_config('app.kind', kind, true);
  return whole;
end $$;
comment on function end_sign_ins(date, timestamptz, uuid, text[]) is 'Ends the sign-ins, keys and phones that hung on posts which have ended; how many.';
revoke all on function end_sign_ins(date, timestamptz, uuid, text[]) from public;
grant execute on function end_sign_ins(date, timestamptz, uuid, text[]) to linli_app;
