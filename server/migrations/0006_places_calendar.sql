-- What searching places and people needs, the history of the calendar, and the rounded numbers of a place.

create table calendar_change (
  id uuid not null primary key,
  date date not null,
  scope text collate "C" not null,
  kind text check (kind in ('holiday', 'working')),
  name text not null,
  source text not null,
  set_by text not null,
  set_at timestamptz not null
);
comment on table calendar_change is 'Purpose: who put which day off or working day into the calendar or took it out (kind empty), and on what basis. Legal basis: yearly notices of the State Council and of the region. Retention: for ever.';
create index calendar_change_date on calendar_change (date, set_at);
alter table calendar_change enable row level security;
alter table calendar_change force row level security;
create policy calendar_change_read on calendar_change for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy calendar_change_write on calendar_change for insert with check (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and scope >= nullif(current_setting('app.lo', true), '') and scope < nullif(current_setting('app.hi', true), ''))
);
grant select, insert on calendar_change to linli_app;

create index person_phone_start on person (county, phone text_pattern_ops) where phone is not null;
create index person_phone_end on person (county, right(phone, 4)) where phone is not null;

-- Everyone may know roughly how many live in a place; nobody out of its range may count them, so only the rounded number leaves this function.
create function rounded_numbers(prefix text) returns table (households int, persons int)
language plpgsql volatile set search_path = public, pg_temp as $$
declare
  kind text := coalesce(current_setting('app.kind', true), '');
  lo text := prefix;
  hi text := prefix || ':';
  own_county text := rpad(left(prefix, 6), 6, '0');
  household_count bigint;
  person_count bigint;
begin
  if kind = '' or prefix !~ '^\d{2,15}$' then return; end if;
  perform set_config('app.kind', 'system', true);
  if length(prefix) >= 6 then
    select count(*) into household_count from household h where h.county = own_county and h.grid >= lo and h.grid < hi;
    select count(*) into person_count from person p where p.county = own_county and p.territory >= lo and p.territory < hi and p.household_id is not null;
  else
    select count(*) into household_count from household h where h.grid >= lo and h.grid < hi;
    select count(*) into person_count from person p where p.territory >= lo and p.territory < hi and p.household_id is not null;
  end if;
  perform set_config('app.kind', kind, true);
  households := nullif(round(household_count / 10.0) * 10, 0);
  persons := nullif(round(person_count / 10.0) * 10, 0);
  return next;
end $$;
comment on function rounded_numbers(text) is 'Households and residents of a place, rounded to tens; empty below five.';
revoke all on function rounded_numbers(text) from public;
grant execute on function rounded_numbers(text) to linli_app;

create index body_id on body (id);
create index appointment_id on appointment (id);
create index person_id on person (id);
