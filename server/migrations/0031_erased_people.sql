-- Who was erased, so that a restored backup is cleared of them again: what the list beside the master key holds and this table does not came back.

create table erased_person (
  county text collate "C" not null,
  person_id uuid not null,
  erased_at timestamptz not null,
  moved boolean not null,
  primary key (county, person_id, erased_at)
);
comment on table erased_person is 'Purpose: which people were erased and when, so that a restored backup is cleared of them again; ids, nothing else about anyone. Legal basis: Personal Information Protection Law, article 47. Retention: as long as the oldest backup.';
alter table erased_person enable row level security;
alter table erased_person force row level security;
create policy erased_person_read on erased_person for select using (current_setting('app.kind', true) = 'system');
create policy erased_person_add on erased_person for insert with check (current_setting('app.kind', true) = 'system');
grant select, insert on erased_person to linli_app;
