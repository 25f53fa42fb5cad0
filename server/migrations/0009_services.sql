-- The catalogue of services (2.1): each row is one version of an item, valid from a day.

create table service_item (
  county text collate "C" not null,
  id uuid not null,
  version int not null,
  code text not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  department text not null,
  materials jsonb not null,
  steps jsonb not null,
  days int,
  instant boolean not null,
  proxy boolean not null,
  online boolean not null,
  basis text not null,
  example text not null,
  valid_from date not null,
  valid_until date,
  primary key (county, id, version)
);
comment on table service_item is 'Purpose: what can be applied for, with which papers and in which time. Legal basis: opinion of 2017, clause 2.1; Government Information Disclosure Regulations, article 19. Retention: kept, superseded versions 10 years.';
create unique index service_item_code on service_item (county, code, version);
alter table service_item enable row level security;
alter table service_item force row level security;
create policy service_item_read on service_item for select using (nullif(current_setting('app.kind', true), '') is not null);
create policy service_item_keep on service_item for insert with check (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and county >= nullif(current_setting('app.lo', true), '') and county < nullif(current_setting('app.hi', true), ''))
);
create policy service_item_retire on service_item for update using (
  current_setting('app.kind', true) = 'system'
  or (current_setting('app.role', true) = 'administrator' and county >= nullif(current_setting('app.lo', true), '') and county < nullif(current_setting('app.hi', true), ''))
);
grant select, insert, update on service_item to linli_app;
