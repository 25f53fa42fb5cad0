-- Who may apply for an item, at which window, and what it costs (2.1); the lists of applications and verifications (2.4, 2.5).

alter table service_item
  add column applicants text not null default '',
  add column window_name text not null default '',
  -- In fen; 0 is free of charge, null is not stated.
  add column fee_fen bigint check (fee_fen >= 0),
  add column fee_basis text not null default '';
create index service_item_names on service_item (county, pinyin, id);
create index matter_kind on matter (county, kind, filed_at desc, id) where kind <> 'appeal';
